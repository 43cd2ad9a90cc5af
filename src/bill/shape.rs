//! Where the usage stands in a response, as rows of data:
//!
//! ```text
//! shape   name "|" root "|" path of the model's name "|" field { " " field }
//! field   unit ( "!" | ":" ) path below the root      "!": a response must have it
//! path    step { "." step }
//! step    key [ "[" member "=" text "]" ]              the first item with that member
//! ```
//!
//! Two fields of the same unit are added: `Anthropic`'s input is what was new,
//! what was read from the cache and what was written to it.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// Where one kind of response has its usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The provider and the API that it was first seen at.
    pub name: String,
    /// The path of the object that has the numbers; empty: the response itself.
    pub root: String,
    /// The path of the model's name.
    pub model: String,
    /// The numbers.
    pub fields: Vec<Field>,
}

/// A number in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it counts.
    pub unit: Unit,
    /// Whether a response must have it.
    pub required: bool,
    /// Its path below the root.
    pub path: String,
}

/// What a number in a response counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// All tokens of the input.
    Input,
    /// All tokens of the output.
    Output,
    /// The part of the input that was read from the cache.
    CacheRead,
    /// The part of the input that was written to the cache.
    CacheWrite,
    /// The part of that which is kept for an hour.
    CacheWriteHour,
    /// The part of the output that is reasoning.
    Reasoning,
    /// Searches of the web.
    Searches,
    /// What a few models have a price for that the catalogue has no rate of,
    /// such as `input_audio_tokens`.
    Apart(String),
}

const UNITS: [(&str, Unit); 7] = [
    ("in", Unit::Input),
    ("out", Unit::Output),
    ("read", Unit::CacheRead),
    ("write", Unit::CacheWrite),
    ("write1h", Unit::CacheWriteHour),
    ("reasoning", Unit::Reasoning),
    ("searches", Unit::Searches),
];

impl Shape {
    /// The path of a number, from the response.
    #[must_use]
    pub fn path(&self, field: &Field) -> String {
        if self.root.is_empty() {
            return field.path.clone();
        }
        [&self.root, ".", &field.path].concat()
    }
}

impl FromStr for Shape {
    type Err = Error;

    fn from_str(row: &str) -> Result<Self, Error> {
        read(row).ok_or_else(|| {
            let message = format!("\"{row}\" does not say where a response has its usage.");
            Error::new(ErrorKind::InvalidCatalog, message)
        })
    }
}

fn read(row: &str) -> Option<Shape> {
    let mut columns = row.split('|');
    let [name, root, model, fields] = [(); 4].map(|()| columns.next());
    let fields: Option<Vec<Field>> = fields?.split(' ').map(read_field).collect();
    Some(Shape {
        name: name.filter(|name| !name.is_empty())?.to_owned(),
        root: root?.to_owned(),
        model: model?.to_owned(),
        fields: fields.filter(|_| columns.next().is_none())?,
    })
}

fn read_field(text: &str) -> Option<Field> {
    let at = text.find([':', '!'])?;
    let (unit, path) = text.split_at(at);
    let known = UNITS.iter().find(|(name, _)| *name == unit);
    let unit = known.map_or_else(|| Unit::Apart(unit.to_owned()), |(_, unit)| unit.clone());
    Some(Field {
        unit,
        required: path.starts_with('!'),
        path: Some(&path[1..]).filter(|path| !path.is_empty())?.to_owned(),
    })
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<String> = self.fields.iter().map(Field::to_string).collect();
        let Self {
            name, root, model, ..
        } = self;
        write!(f, "{name}|{root}|{model}|{}", fields.join(" "))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.required { '!' } else { ':' };
        write!(f, "{}{sign}{}", self.unit, self.path)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = UNITS.iter().find(|(_, unit)| unit == self);
        f.write_str(match (known, self) {
            (Some((name, _)), _) => name,
            (None, Self::Apart(name)) => name,
            (None, _) => "",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_read_as_they_are_written() {
        for row in [
            "openai/chat|usage|model|in!prompt_tokens read:prompt_tokens_details.cached_tokens out!completion_tokens",
            "google/default|usageMetadata|modelVersion|in:promptTokenCount input_audio_tokens:promptTokensDetails[modality=AUDIO].tokenCount",
            "ollama||model|in!prompt_eval_count out!eval_count",
            "x|result.usage|result.model|write:a write1h:b reasoning:c searches:d",
        ] {
            let shape: Shape = row.parse().expect(row);
            assert_eq!(shape.to_string(), row);
        }
    }

    #[test]
    fn what_is_no_shape_is_refused() {
        for row in [
            "",
            "a",
            "a|b|c",
            "a|b|c|",
            "a|b|c|in",
            "a|b|c|in:",
            "a|b|c|in:d|e",
            "|b|c|in:d",
        ] {
            assert!(row.parse::<Shape>().is_err(), "{row}");
        }
    }
}
