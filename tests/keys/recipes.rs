//! Keys are made when they are needed: none stands in a file.

use serde_json::Value;
use std::sync::LazyLock;

pub struct Vectors {
    pub keys: Vec<Recipe>,
    pub places: Vec<Place>,
    pub ordinary: Vec<Ordinary>,
}

/// How to make keys of one kind.
pub struct Recipe {
    pub kind: String,
    /// What its provider is called in code, and the variable it stands in.
    pub names: String,
    parts: Value,
}

/// A text around a key.
pub struct Place {
    pub name: String,
    text: String,
}

/// A text without a key.
pub struct Ordinary {
    pub why: String,
    parts: Value,
}

static FILE: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../vectors/keys.json")).expect("JSON"));

pub static VECTORS: LazyLock<Vectors> = LazyLock::new(|| {
    let rows = |name: &str| FILE[name].as_array().expect(name).clone();
    let text = |row: &Value, name: &str| row[name].as_str().expect(name).to_owned();
    let keys = rows("keys").into_iter().map(|row| Recipe {
        kind: text(&row, "kind"),
        names: text(&row, "names"),
        parts: row["parts"].clone(),
    });
    let places = rows("places").into_iter().map(|row| Place {
        name: text(&row, "name"),
        text: text(&row, "text"),
    });
    let ordinary = rows("ordinary").into_iter().map(|row| Ordinary {
        why: text(&row, "why"),
        parts: row["parts"].clone(),
    });
    Vectors {
        keys: keys.collect(),
        places: places.collect(),
        ordinary: ordinary.collect(),
    }
});

/// The text of some parts; another one for each `sample`.
fn made(parts: &Value, sample: u32) -> String {
    let mut state = sample.wrapping_mul(7919).wrapping_add(1);
    let mut next = |count: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % count
    };
    let parts = parts.as_array().expect("parts").iter();
    let texts = parts.map(|part| match part {
        Value::String(text) => text.clone(),
        part => {
            let name = part[0].as_str().expect("the name of an alphabet");
            let alphabet = FILE["alphabets"][name].as_str().expect(name).as_bytes();
            let length = part[1].as_u64().expect("a length");
            let characters = (0..length).map(|_| char::from(alphabet[next(alphabet.len())]));
            characters.collect()
        }
    });
    texts.collect()
}

impl Recipe {
    pub fn key(&self, sample: u32) -> String {
        made(&self.parts, sample)
    }
}

impl Ordinary {
    pub fn text(&self, sample: u32) -> String {
        made(&self.parts, sample)
    }
}

impl Place {
    /// The text with the key in it, and where that begins.
    pub fn with(&self, recipe: &Recipe, key: &str) -> (String, usize) {
        let (name, variable) = recipe.names.split_once(' ').expect("two names");
        let text = self.text.replace("{name}", name);
        let text = text.replace("{variable}", variable);
        let start = text.find("{key}").expect("a place for the key");
        (text.replace("{key}", key), start)
    }
}
