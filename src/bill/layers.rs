//! The parts of a response, and which shape of usage they have.

use std::borrow::Cow;

use super::counts::{Counts, whole};
use super::json::{self, Broken, Value};
use super::read::invalid;
use super::rows;
use super::shape::{Field, Shape, Unit};
use crate::{Error, Result};

/// The values of a response: one, or several in their order, and whether these
/// are the events of a stream.
pub(super) fn events(text: &str) -> std::result::Result<(Vec<Value<'_>>, bool), Broken> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.trim_start();
    let is_stream = ["data:", "event:", "id:", "retry:", ":"]
        .iter()
        .any(|field| first.starts_with(field));
    if !is_stream {
        return Ok((json::read(text)?, false));
    }
    let mut events = Vec::new();
    for (above, line) in text.lines().enumerate() {
        let Some(data) = line.trim_start().strip_prefix("data:") else {
            continue;
        };
        if data.trim() == "[DONE]" {
            continue;
        }
        let event = json::read(data).map_err(|broken| Broken {
            line: above + 1,
            column: broken.column + line[..line.len() - data.len()].chars().count(),
            ..broken
        });
        events.extend(event?);
    }
    Ok((events, true))
}

/// The parts of a response, each of which may say more or anew what an earlier
/// one says.
pub(super) struct Layers<'v> {
    pub(super) parts: Vec<&'v Value<'v>>,
    /// They are usage alone.
    pub(super) bare: bool,
}

impl<'v> Layers<'v> {
    pub(super) fn of(events: &'v [Value<'v>]) -> Self {
        let mut parts = Vec::new();
        for event in events {
            // Without server-sent events a stream is an array.
            let items = match event {
                Value::Array(items) => items.as_slice(),
                event => std::slice::from_ref(event),
            };
            for item in items {
                parts.push(item);
                parts.extend(rows::WITHIN.iter().find_map(|path| item.at(path)));
            }
        }
        Self { parts, bare: false }
    }

    /// What stands at a path in the last part that has it.
    #[inline(never)]
    pub(super) fn at(&self, path: &str) -> Option<&'v Value<'v>> {
        let mut parts = self.parts.iter().rev();
        parts.find_map(|part| self.at_in(part, path))
    }

    pub(super) fn at_in(&self, part: &'v Value<'v>, path: &str) -> Option<&'v Value<'v>> {
        let mut roots = rows::ROOTS.iter().filter(|_| self.bare);
        let below = roots.find_map(|root| path.strip_prefix(root));
        part.at(below.unwrap_or(path))
    }

    #[inline(never)]
    pub(super) fn text(&self, paths: &[&str]) -> Option<String> {
        let mut parts = self.parts.iter().rev();
        let text = parts.find_map(|part| paths.iter().find_map(|path| part.text_at(path)));
        text.map(Cow::into_owned)
    }

    /// A number of a shape, where the shape or another API has it.
    #[inline(never)]
    pub(super) fn number(&self, shape: &Shape, field: &Field) -> Option<&'v Value<'v>> {
        let path = shape.path(field);
        let elsewhere = || {
            let mut others = rows::ELSEWHERE.iter().filter(|(usual, _)| *usual == path);
            others.find_map(|(_, other)| self.at(other))
        };
        self.at(&path).or_else(elsewhere)
    }

    /// How many numbers of a shape are there.
    #[inline(never)]
    pub(super) fn found(&self, shape: &Shape) -> usize {
        let fields = shape.fields.iter();
        fields
            .filter(|field| self.number(shape, field).is_some())
            .count()
    }

    /// Of some shapes the one that finds most; one that is whole before all
    /// that are not. A single number is a whole response only where nothing
    /// else is found: that of embeddings has the input alone.
    pub(super) fn nearest<'s>(&self, shapes: Vec<&'s Shape>) -> Option<&'s Shape> {
        let mut most = (false, 0, false);
        let mut nearest = None;
        for shape in shapes {
            let (found, is_whole) = (self.found(shape), self.missing(shape).is_none());
            let this = (is_whole && found > 1, found, is_whole);
            if found > 0 && this > most {
                (most, nearest) = (this, Some(shape));
            }
        }
        nearest
    }

    /// How much a shape tells: whether it is whole, how many kinds of tokens it
    /// finds that have a rate, and again whether it is whole.
    pub(super) fn tells(&self, shape: &Shape) -> (bool, usize, bool) {
        let mut units: Vec<&Unit> = Vec::new();
        for field in &shape.fields {
            let unit = &field.unit;
            let is_new = !matches!(unit, Unit::Apart(_)) && !units.contains(&unit);
            if is_new && self.number(shape, field).is_some() {
                units.push(unit);
            }
        }
        let is_whole = self.missing(shape).is_none();
        let is_more = is_whole && self.found(shape) > 1;
        (is_more, units.len(), is_whole)
    }

    /// The first number that a shape must have and that is not there.
    #[inline(never)]
    pub(super) fn missing(&self, shape: &Shape) -> Option<String> {
        let required = shape.fields.iter().filter(|field| field.required);
        let mut paths = required.map(|field| shape.path(field));
        paths.find(|path| self.at(path).is_none())
    }

    /// That all parts are of one response: of the same id, or events of one
    /// stream, or chunks of Gemini's, which repeat the model and the input.
    pub(super) fn is_one(&self, shape: &Shape, is_stream: bool) -> Result<()> {
        let billed = self.parts.iter().copied().filter(|part| {
            let mut fields = shape.fields.iter();
            fields.any(|field| self.at_in(part, &shape.path(field)).is_some())
        });
        let billed: Vec<&Value> = billed.collect();
        let id = |part: &Value<'v>| rows::IDS.iter().find_map(|path| part.text_at(path));
        let mut ids = billed.iter().filter_map(|part| id(part));
        let first = ids.next();
        if let Some((first, other)) =
            first.and_then(|first| ids.find(|id| *id != first).map(|other| (first, other)))
        {
            return Err(invalid(format!(
                "These are several responses, {first} and {other}: price them one by one."
            )));
        }
        let have_ids = billed.iter().all(|part| id(part).is_some());
        let is_gemini = shape.root == rows::ROOTS[1].trim_end_matches('.');
        let are_chunks = billed.windows(2).all(|two| {
            let [model, input] = rows::OF_CHUNKS;
            let of = |at: usize| match self.at_in(two[at], input) {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            };
            of(0) == of(1) && two[0].text_at(model) == two[1].text_at(model)
        });
        // What names nothing says more of the one that does: an event.
        let names = |part: &&&Value<'v>| {
            let mut models = rows::MODELS.iter();
            id(part).is_some() || models.any(|path| part.at(path).is_some())
        };
        let is_one = billed.len() < 2 || billed.iter().filter(names).count() == 1;
        if is_one || is_stream || have_ids || is_gemini && are_chunks {
            return Ok(());
        }
        Err(invalid(format!(
            "These are {} responses: price them one by one.",
            billed.len()
        )))
    }

    pub(super) fn counts(&self, shape: &Shape) -> Result<Counts> {
        let mut counts = Counts::default();
        for field in &shape.fields {
            if let Some(value) = self.number(shape, field) {
                counts.add(&field.unit, whole(&shape.path(field), value)?);
            }
        }
        counts.check()?;
        Ok(counts)
    }

    /// Why no shape is found; `nearest` is one of which a part is there.
    pub(super) fn without_usage(&self, nearest: Option<&Shape>) -> Error {
        let has = |path: &str| self.at(path).is_some();
        if let Some(path) = nearest.and_then(|shape| self.missing(shape)) {
            return invalid(format!(
                "The usage is not whole: {path} is missing. Paste the response as the API has sent it."
            ));
        }
        if let Some(reason) = self.text(&["error.message", "error"]) {
            return invalid(format!(
                "The response is an error and has no usage: \"{reason}\"."
            ));
        }
        invalid(match (self.parts.len(), rows::OF_REQUESTS.iter().any(|path| has(path))) {
            (_, true) => "This is a request, not a response: it has no usage yet. Estimate it as a prompt.",
            (0, _) => "The response is empty: paste the JSON that the API has sent.",
            (1, _) => "The response has no usage: paste all of the JSON that the API has sent.",
            _ => "The stream has no usage. Its last event has it; ask OpenAI for that with \"stream_options\": {\"include_usage\": true}.",
        }.to_owned())
    }
}
