//! Where responses have their usage: the extractors of `genai-prices` as the
//! crate's rows, each once, however many providers answer in that way.

use super::prices::is_apart;
use super::source::{Extractor, Path, Provider, Rule, Step};
use anyhow::{Context, Result, bail, ensure};
use tokenmeter::bill::{Field, Shape, Unit};

/// What the rows count.
const COUNTED: [(&str, Unit); 7] = [
    ("input_tokens", Unit::Input),
    ("output_tokens", Unit::Output),
    ("cache_read_tokens", Unit::CacheRead),
    ("cache_write_tokens", Unit::CacheWrite),
    ("cache_write_1h_tokens", Unit::CacheWriteHour),
    ("output_reasoning_tokens", Unit::Reasoning),
    ("web_searches", Unit::Searches),
];

/// Parts of what is counted that no model has a price of its own for.
const WITHOUT_PRICE: &[&str] = &[
    "cache_text_read_tokens",
    "cache_video_read_tokens",
    "cache_write_5m_tokens",
    "input_audio_tool_tokens",
    "input_image_tool_tokens",
    "input_text_tokens",
    "input_text_tool_tokens",
    "input_tool_tokens",
    "input_video_tool_tokens",
    "output_text_tokens",
];

/// All shapes so far.
#[derive(Default)]
pub struct Shapes(Vec<Shape>);

impl Shapes {
    /// The names of a provider's shapes.
    ///
    /// # Errors
    ///
    /// If a row cannot say what an extractor says.
    pub fn of(&mut self, provider: &Provider) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for extractor in &provider.extractors {
            let name = [&provider.id, "/", extractor.api_flavor.as_str()].concat();
            let shape = shape(&name, extractor).with_context(|| format!("extractor {name}"))?;
            let name = self.named(shape);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// That of Ollama, which `genai-prices` does not have; from
    /// <https://github.com/ollama/ollama/blob/main/docs/api.md>, read 2026-11-25.
    pub fn of_ollama(&mut self) -> Vec<String> {
        let row = "ollama/chat||model|in!prompt_eval_count out!eval_count";
        vec![self.named(row.parse().expect("a shape"))]
    }

    pub fn rows(self) -> Vec<Shape> {
        self.0
    }

    /// The name of a shape, which may be an earlier one's.
    fn named(&mut self, shape: Shape) -> String {
        let same = |known: &&Shape| {
            (&known.root, &known.model, &known.fields) == (&shape.root, &shape.model, &shape.fields)
        };
        if let Some(known) = self.0.iter().find(same) {
            return known.name.clone();
        }
        let name = shape.name.clone();
        self.0.push(shape);
        name
    }
}

fn shape(name: &str, extractor: &Extractor) -> Result<Shape> {
    let mut fields = Vec::new();
    for mapping in &extractor.mappings {
        let dest = mapping.dest.as_str();
        let counted = COUNTED.iter().find(|(counted, _)| *counted == dest);
        let unit = match counted {
            Some((_, unit)) => unit.clone(),
            None if is_apart(dest) => Unit::Apart(dest.to_owned()),
            None if WITHOUT_PRICE.contains(&dest) => continue,
            None => bail!("an unknown unit: {dest}"),
        };
        fields.push(Field {
            unit,
            required: mapping.required,
            path: path(&mapping.path)?,
        });
    }
    Ok(Shape {
        name: name.to_owned(),
        root: path(&extractor.root)?,
        model: path(&extractor.model_path)?,
        fields,
    })
}

fn path(path: &Path) -> Result<String> {
    let steps = match path {
        Path::Key(key) => return plain(key),
        Path::Steps(steps) => steps,
    };
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Key(key) if text.is_empty() => text += &plain(key)?,
            Step::Key(key) => text += &[".", &plain(key)?].concat(),
            Step::Item { kind, field, rule } => {
                let Rule::Equals(value) = rule else {
                    bail!("an item is found by another rule than equality");
                };
                ensure!(kind == "array-match", "an unknown step: {kind}");
                text += &["[", &plain(field)?, "=", &plain(value)?, "]"].concat();
            }
        }
    }
    Ok(text)
}

/// A key that has no sign with a meaning in a path.
fn plain(key: &str) -> Result<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    ensure!(
        !key.is_empty() && key.chars().all(plain),
        "{key:?} cannot stand in a path"
    );
    Ok(key.to_owned())
}
