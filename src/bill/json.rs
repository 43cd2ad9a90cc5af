//! JSON as far as a bill needs it: numbers and texts by their path. A response
//! is read once, in a module that a page loads: `serde_json`, with nothing but
//! raw values, is 14 kB gzip of wasm, this is 2.

use std::borrow::Cow;
use std::fmt;

/// Containers within containers that are read; a response has a dozen.
const DEEPEST: usize = 512;

/// A value, in the text that it was read from.
#[derive(Debug)]
pub(super) enum Value<'a> {
    Object(Vec<(Text<'a>, Value<'a>)>),
    Array(Vec<Value<'a>>),
    Text(Text<'a>),
    /// As it is written.
    Number(&'a str),
    Bool,
    Null,
}

/// What stands between two quotes, as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a>(&'a str);

/// Where a text is no JSON, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub expected: &'static str,
    pub found: Option<char>,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            expected,
            found,
        } = self;
        write!(f, "in line {line}, column {column}, {expected} is missing")?;
        match found {
            Some(found) => write!(f, "; there stands {found:?}"),
            None => write!(f, ": the text ends there"),
        }
    }
}

/// The values that a text consists of, one after another.
///
/// # Complexity
///
/// Linear in the text.
pub(super) fn read(text: &str) -> Result<Vec<Value<'_>>, Broken> {
    let mut reader = Reader { text, at: 0 };
    let mut values = Vec::new();
    reader.space();
    while reader.at < text.len() {
        values.push(reader.value()?);
        reader.space();
    }
    Ok(values)
}

impl<'a> Value<'a> {
    /// What stands at a path such as `usage.prompt_tokens`, or
    /// `details[modality=TEXT].tokens`: in the first item that has this member.
    /// What is `null` is not there.
    pub fn at(&self, path: &str) -> Option<&Self> {
        let mut value = self;
        for step in path.split('.') {
            let (key, item) = match step.strip_suffix(']').and_then(|s| s.split_once('[')) {
                Some((key, item)) => (key, Some(item.split_once('=')?)),
                None => (step, None),
            };
            value = value.member(key)?;
            if let Some((name, wanted)) = item {
                let Self::Array(items) = value else {
                    return None;
                };
                let is_it = |item: &&Self| item.text_at(name).is_some_and(|text| text == wanted);
                value = items.iter().find(is_it)?;
            }
        }
        (!matches!(value, Self::Null)).then_some(value)
    }

    /// The text at a path.
    pub fn text_at(&self, path: &str) -> Option<Cow<'a, str>> {
        match self.at(path)? {
            Self::Text(text) => Some(text.decoded()),
            _ => None,
        }
    }

    fn member(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        // Of two with the same name the later one counts.
        let mut members = members.iter().rev();
        members
            .find(|(name, _)| name.decoded() == key)
            .map(|(_, value)| value)
    }
}

impl<'a> Text<'a> {
    /// Without its escapes; half a surrogate pair becomes U+FFFD.
    pub fn decoded(self) -> Cow<'a, str> {
        if !self.0.contains('\\') {
            return Cow::Borrowed(self.0);
        }
        let mut units: Vec<u16> = Vec::new();
        let mut rest = self.0.chars();
        while let Some(char) = rest.next() {
            let escape = if char == '\\' { rest.next() } else { None };
            let char = match escape {
                None => char,
                Some('u') => {
                    let (digits, after) = rest.as_str().split_at(4);
                    units.push(u16::from_str_radix(digits, 16).unwrap_or(0));
                    rest = after.chars();
                    continue;
                }
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some(other) => other,
            };
            units.extend_from_slice(char.encode_utf16(&mut [0; 2]));
        }
        Cow::Owned(String::from_utf16_lossy(&units))
    }
}

/// A container that is not closed yet.
enum Open<'a> {
    Object(Vec<(Text<'a>, Value<'a>)>, Text<'a>),
    Array(Vec<Value<'a>>),
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Result<Value<'a>, Broken> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            if open.len() > DEEPEST {
                return Err(self.broken("the end of so many brackets within brackets"));
            }
            self.space();
            let mut value = match self.peek() {
                Some(b'{') => {
                    self.at += 1;
                    if self.takes(b'}') {
                        Value::Object(Vec::new())
                    } else {
                        open.push(Open::Object(Vec::new(), self.name()?));
                        continue;
                    }
                }
                Some(b'[') => {
                    self.at += 1;
                    if self.takes(b']') {
                        Value::Array(Vec::new())
                    } else {
                        open.push(Open::Array(Vec::new()));
                        continue;
                    }
                }
                Some(b'"') => Value::Text(self.quoted()?),
                Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
                _ => self.word()?,
            };
            // It may be the last of its container, and that of its own.
            loop {
                match open.pop() {
                    None => return Ok(value),
                    Some(Open::Array(mut items)) => {
                        items.push(value);
                        if self.takes(b',') {
                            open.push(Open::Array(items));
                            break;
                        }
                        self.expects(b']', "a comma or ]")?;
                        value = Value::Array(items);
                    }
                    Some(Open::Object(mut members, name)) => {
                        members.push((name, value));
                        if self.takes(b',') {
                            open.push(Open::Object(members, self.name()?));
                            break;
                        }
                        self.expects(b'}', "a comma or }")?;
                        value = Value::Object(members);
                    }
                }
            }
        }
    }

    /// The name of a member, and the colon behind it.
    fn name(&mut self) -> Result<Text<'a>, Broken> {
        self.space();
        if self.peek() != Some(b'"') {
            return Err(self.broken("a name in double quotes"));
        }
        let name = self.quoted()?;
        self.expects(b':', "a colon")?;
        Ok(name)
    }

    fn quoted(&mut self) -> Result<Text<'a>, Broken> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Text(&self.text[start..self.at - 1]));
                }
                Some(b'\\') => self.escape()?,
                Some(0x20..) => self.at += 1,
                _ => return Err(self.broken("a closing double quote")),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Broken> {
        self.at += 1;
        let digits = match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 0,
            Some(b'u') => 4,
            _ => return Err(self.broken("an escape such as \\n")),
        };
        self.at += 1;
        for _ in 0..digits {
            if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                return Err(self.broken("a hexadecimal digit"));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<&'a str, Broken> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Result<(), Broken> {
        let rest = self.text[self.at..].bytes();
        let digits = rest.take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Err(self.broken("a digit"));
        }
        self.at += digits;
        Ok(())
    }

    fn word(&mut self) -> Result<Value<'a>, Broken> {
        let words = [
            ("null", Value::Null),
            ("true", Value::Bool),
            ("false", Value::Bool),
        ];
        for (word, value) in words {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.broken("a value"))
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Takes a sign, if it comes next.
    fn takes(&mut self, sign: u8) -> bool {
        self.space();
        let next = self.peek() == Some(sign);
        self.at += usize::from(next);
        next
    }

    fn expects(&mut self, sign: u8, expected: &'static str) -> Result<(), Broken> {
        if self.takes(sign) {
            return Ok(());
        }
        Err(self.broken(expected))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn broken(&self, expected: &'static str) -> Broken {
        let before = &self.text[..self.at];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        Broken {
            line: before.matches('\n').count() + 1,
            column: before[line..].chars().count() + 1,
            expected,
            found: self.text[self.at..].chars().next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Value<'_> {
        read(text).unwrap().pop().unwrap()
    }

    #[test]
    fn values_are_found_by_their_path() {
        let value = one(
            r#" {"a": {"b": 12, "b": 13, "c": null}, "d": [{"kind": "x", "n": 1},
            {"kind": "y", "n": -2.5e3}, 7, [], {}], "t": "1\"\u00e9\ud83d\ude00\ud800\n", "\u0061b": true}"#,
        );
        for (path, number) in [
            ("a.b", Some("13")),
            ("a.c", None),
            ("a.b.c", None),
            ("d[kind=y].n", Some("-2.5e3")),
            ("d[kind=z].n", None),
            ("a[kind=x].n", None),
        ] {
            let found = match value.at(path) {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            };
            assert_eq!(found, number, "{path}");
        }
        assert_eq!(value.text_at("t").unwrap(), "1\"é😀\u{fffd}\n");
        assert!(matches!(value.at("ab"), Some(Value::Bool)));
    }

    #[test]
    fn what_is_no_json_says_where() {
        for (text, line, column, expected) in [
            ("{\"a\": 1,\n  b: 2}", 2, 3, "a name in double quotes"),
            ("{'a': 1}", 1, 2, "a name in double quotes"),
            ("{\"é\": tru}", 1, 7, "a value"),
            ("{\"a\": 1", 1, 8, "a comma or }"),
            ("[1 2]", 1, 4, "a comma or ]"),
            ("[1,]", 1, 4, "a value"),
            ("{\"a\" 1}", 1, 6, "a colon"),
            ("\"a\nb\"", 1, 3, "a closing double quote"),
            ("\"\\x\"", 1, 3, "an escape such as \\n"),
            ("\"\\u00g0\"", 1, 6, "a hexadecimal digit"),
            ("-", 1, 2, "a digit"),
            ("1.", 1, 3, "a digit"),
            ("1e+", 1, 4, "a digit"),
            ("[01]", 1, 3, "a comma or ]"),
            ("{} x", 1, 4, "a value"),
        ] {
            let broken = read(text).unwrap_err();
            let found = (broken.line, broken.column, broken.expected);
            assert_eq!(found, (line, column, expected), "{text}");
        }
        let end = read("{\"a\": [").unwrap_err();
        assert_eq!(
            end.to_string(),
            "in line 1, column 8, a value is missing: the text ends there"
        );
    }

    #[test]
    fn brackets_without_end_are_refused() {
        assert!(read(&"[".repeat(10_000)).is_err());
        assert!(read(&"{\"a\":".repeat(10_000)).is_err());
        let deep = ["[".repeat(500), "]".repeat(500)].concat();
        assert_eq!(read(&deep).unwrap().len(), 1);
    }

    #[test]
    fn every_json_text_is_read_as_serde_reads_it() {
        let mut random = fastrand::Rng::with_seed(7);
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\"", "1", "-0.5e-2", "00", "null", "true",
            " ", "\n", "\"", "\\", "é", "x", "{\"a\":", "[1,", "\"b\":2,",
        ];
        let mut valid = 0;
        for _ in 0..200_000 {
            let count = random.usize(1..9);
            let text: String = (0..count)
                .map(|_| pieces[random.usize(..pieces.len())])
                .collect();
            let mut theirs = serde_json::Deserializer::from_str(&text).into_iter();
            let theirs: Result<Vec<serde_json::Value>, _> = theirs.by_ref().collect();
            // They take `1` and `"a"` apart only where something stands between.
            if theirs.is_ok() {
                valid += 1;
                assert!(read(&text).is_ok(), "{text}");
            } else if let Ok(values) = read(&text) {
                assert!(values.len() > 1, "{text}");
            }
        }
        assert!(valid > 2_000, "only {valid} were JSON");
    }
}
