//! JSON as people paste it.

use std::borrow::Cow;

use serde_json::Value;

use crate::{Error, ErrorKind, Result};

/// The value of a text. Half of a surrogate pair, which JavaScript writes and
/// no UTF-8 can hold, is U+FFFD.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] with the line and column, also for more than
/// 127 levels.
pub(super) fn parse(text: &str) -> Result<Value> {
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(&whole_surrogates(text)).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        if what.starts_with("recursion limit") {
            let message = "The request is nested deeper than 127 levels, which is not read here. Count it as text.";
            return Error::new(ErrorKind::InvalidRequest, message);
        }
        let message = format!(
            "The request is not JSON: line {line}, column {column}: {what}. Mend it there, or count it as text."
        );
        Error::new(ErrorKind::InvalidRequest, message)
    })
}

/// The text with `\ufffd` for every escape that is half of a pair.
fn whole_surrogates(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let start = at + found;
        // What is escaped is no beginning of an escape itself.
        at = start + 2;
        let Some(unit) = escaped_unit(bytes, start) else {
            while !text.is_char_boundary(at.min(text.len())) {
                at += 1;
            }
            continue;
        };
        at = start + 6;
        if (0xD800..0xDC00).contains(&unit) {
            if escaped_unit(bytes, at).is_some_and(|low| (0xDC00..0xE000).contains(&low)) {
                at += 6;
                continue;
            }
        } else if !(0xDC00..0xE000).contains(&unit) {
            continue;
        }
        out.push_str(&text[done..start]);
        out.push_str("\\ufffd");
        done = at;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// The unit of a `\uXXXX` that stands at `at`.
fn escaped_unit(bytes: &[u8], at: usize) -> Option<u16> {
    let escape = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(escape).ok()?;
    u16::from_str_radix(digits, 16).ok()
}

/// The texts of a value: a string itself, strings of a list each by itself,
/// anything else as compact JSON; nothing of `null`.
pub(super) fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) if items.iter().all(|item| item.is_string() || item.is_null()) => {
            for item in items {
                texts(item, out);
            }
        }
        other => out.push(other.to_string()),
    }
}

/// The items of an array; none of anything else.
pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The fields of an object; none of anything else.
pub(super) fn fields(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let fields = value.as_object().into_iter().flatten();
    fields.map(|(name, value)| (name.as_str(), value))
}

/// What stands in a part that is not known here.
pub(super) struct Unknown {
    /// As [`texts`] has it, without files.
    pub texts: Vec<String>,
    /// Images, as `data:` URIs.
    pub images: Vec<String>,
    /// Whether something else was left out.
    pub has_files: bool,
}

/// Fields that no model reads as text, whatever part they stand in.
const OPAQUE: [&str; 5] = [
    "thoughtSignature",
    "thought_signature",
    "signature",
    "encrypted_content",
    "encrypted_index",
];
/// A run of base64 that is longer is a file.
const LONGEST_WORD_BYTES: usize = 1024;

/// The texts of a part that is not known here: a file in it is no text.
pub(super) fn unknown(value: &Value) -> Unknown {
    let mut found = Unknown {
        texts: Vec::new(),
        images: Vec::new(),
        has_files: false,
    };
    let rest = without_files(value, &mut found);
    texts(&rest, &mut found.texts);
    found
}

fn without_files(value: &Value, found: &mut Unknown) -> Value {
    match value {
        Value::String(text) if text.starts_with("data:image/") => {
            found.images.push(text.clone());
            Value::Null
        }
        Value::String(text) if is_file(text) => {
            found.has_files = true;
            Value::Null
        }
        Value::Array(items) => items
            .iter()
            .map(|item| without_files(item, found))
            .collect(),
        Value::Object(fields) => {
            let read = fields
                .iter()
                .filter(|(name, _)| !OPAQUE.contains(&name.as_str()));
            let read = read.map(|(name, value)| (name.clone(), without_files(value, found)));
            read.collect()
        }
        other => other.clone(),
    }
}

fn is_file(text: &str) -> bool {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte);
    (text.starts_with("data:") && text.contains(";base64,"))
        || (text.len() > LONGEST_WORD_BYTES && text.bytes().all(is_base64))
}
