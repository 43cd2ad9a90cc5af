//! Looks for the shapes of [`SHAPES`] where a word begins.
//!
//! Every shape begins with a letter or digit and ends before a character that
//! it could not go on with. So each word is tried once, with the few shapes
//! that begin as it does, and each try looks at no more than the longest shape
//! has: work is linear in the text.

use super::rows::SHAPES;
use super::shape::{Alphabet, Part, Shape};
use core::ops::Range;

/// How far before a key without a prefix its provider's name may stand, and
/// how far after it, in bytes: a line of code or a sentence.
const NEAR_BEFORE: usize = 80;
const NEAR_AFTER: usize = 40;

/// Fewer different characters than a random key has, but for one in hundreds of thousands;
/// placeholders repeat one or two.
const LEAST_DIFFERENT: u32 = 7;

/// A place where a shape fits.
pub(super) struct Found {
    pub shape: &'static Shape,
    /// The one of the shape's prefixes that stands there.
    pub prefix: &'static str,
    /// In bytes.
    pub range: Range<usize>,
}

/// Gives every key to `found`, in order, and returns how many bytes were
/// looked at, each as often as it was.
pub(super) fn scan(bytes: &[u8], mut found: impl FnMut(Found)) -> u64 {
    let by_first = shapes_by_first_byte();
    let mut scan = Scan { bytes, looked: 0 };
    let mut at = 0;
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            at += 1;
            scan.looked += 1;
            continue;
        }
        let word_end = at + scan.run(at, usize::MAX, is_word);
        // What an escape ends in is not a part of what follows it.
        let starts = [Some(at), after_escape(bytes, at)];
        let key = starts.into_iter().flatten().find_map(|start| {
            let first = *bytes.get(start)?;
            let mut rows = by_first[usize::from(first)];
            while rows != 0 {
                let row = &SHAPES[rows.trailing_zeros() as usize];
                if let Some(key) = scan.key(row, start, word_end) {
                    return Some(key);
                }
                rows &= rows - 1;
            }
            None
        });
        at = word_end;
        if let Some(key) = key {
            at = key.range.end;
            found(key);
        }
    }
    scan.looked
}

/// For each byte the rows of [`SHAPES`] that can begin with it, as bits.
fn shapes_by_first_byte() -> [u64; 256] {
    let mut rows = [0; 256];
    for (row, shape) in SHAPES.iter().enumerate() {
        for prefix in shape.prefixes {
            for byte in 0..=u8::MAX {
                let first = prefix.as_bytes().first();
                if first.map_or_else(|| shape.alphabet.has(byte), |first| *first == byte) {
                    rows[usize::from(byte)] |= 1 << row;
                }
            }
        }
    }
    rows
}

struct Scan<'t> {
    bytes: &'t [u8],
    looked: u64,
}

impl Scan<'_> {
    /// The key of `shape` that begins at `start`, where a word does that ends
    /// at `word_end`.
    fn key(&mut self, shape: &'static Shape, start: usize, word_end: usize) -> Option<Found> {
        // A key that only its length tells is a word of that length.
        if !shape.near.is_empty() && shape.length() != Some(word_end.checked_sub(start)?) {
            return None;
        }
        for prefix in shape.prefixes {
            let Some(body) = self.literal(start, prefix) else {
                continue;
            };
            for parts in shape.bodies {
                let Some(end) = self.body(shape.alphabet, parts, body) else {
                    continue;
                };
                let range = start..end;
                if self.is_key(shape, range.clone()) {
                    return Some(Found {
                        shape,
                        prefix,
                        range,
                    });
                }
            }
        }
        None
    }

    /// Where `literal` ends, if it stands at `at`.
    fn literal(&mut self, at: usize, literal: &str) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        let same = rest.iter().zip(literal.bytes());
        let same = same.take_while(|(one, other)| **one == *other).count();
        self.looked += same as u64 + 1;
        (same == literal.len()).then_some(at + same)
    }

    /// How many bytes from `at` on are in a class, up to `most`.
    fn run(&mut self, at: usize, most: usize, is_in: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let run = rest.iter().take(most).take_while(|byte| is_in(**byte));
        let run = run.count();
        self.looked += run as u64 + 1;
        run
    }

    /// Where the parts end, if they stand at `at`, are varied enough and are
    /// not the beginning of something longer.
    fn body(&mut self, alphabet: Alphabet, parts: &[Part], mut at: usize) -> Option<usize> {
        let mut different = 0_u128;
        for part in parts {
            let (least, most) = match *part {
                Part::Exactly(count) => (count, count),
                Part::Between(least, most) => (least, most),
                Part::Literal(literal) => {
                    at = self.literal(at, literal)?;
                    continue;
                }
            };
            let run = self.run(at, usize::from(most), |byte| alphabet.has(byte));
            if run < usize::from(least) {
                return None;
            }
            for byte in &self.bytes[at..at + run] {
                different |= 1 << (byte & 0x7f);
            }
            at += run;
        }
        let next = self.bytes.get(at).copied().unwrap_or(b' ');
        let whole = !is_word(next) && !alphabet.has(next);
        (whole && different.count_ones() >= LEAST_DIFFERENT).then_some(at)
    }

    /// Whether what fits a shape is a key and not something else of that form.
    fn is_key(&mut self, shape: &Shape, range: Range<usize>) -> bool {
        let key = &self.bytes[range.clone()];
        if shape
            .examples_end
            .is_some_and(|end| key.ends_with(end.as_bytes()))
        {
            return false;
        }
        if shape.near.is_empty() {
            return true;
        }
        // Not a hash, a number or a name.
        let has = |is_in: fn(&u8) -> bool| key.iter().any(is_in);
        if !has(u8::is_ascii_digit) || !has(u8::is_ascii_uppercase) || !has(u8::is_ascii_lowercase)
        {
            return false;
        }
        let before = range.start.saturating_sub(NEAR_BEFORE)..range.start;
        let after = range.end..self.bytes.len().min(range.end + NEAR_AFTER);
        self.looked += (before.len() + after.len()) as u64;
        let around = [before, after].map(|around| &self.bytes[around]);
        shape.near.iter().any(|name| {
            let is_name = |part: &[u8]| part.eq_ignore_ascii_case(name.as_bytes());
            around
                .iter()
                .any(|text| text.windows(name.len()).any(is_name))
        })
    }
}

/// `\w`
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where the escape ends whose last letters or digits begin at `at`: `\n`,
/// `\u0022`, `\x22`, `%22`.
fn after_escape(bytes: &[u8], at: usize) -> Option<usize> {
    let is_hex = |range: Range<usize>| {
        let digits = bytes.get(range);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    match (bytes.get(at.checked_sub(1)?)?, bytes.get(at)?) {
        (b'\\', b'n' | b'r' | b't') => Some(at + 1),
        (b'\\', b'u') if is_hex(at + 1..at + 5) => Some(at + 5),
        (b'\\', b'x') if is_hex(at + 1..at + 3) => Some(at + 3),
        (b'%', _) if is_hex(at..at + 2) => Some(at + 2),
        _ => None,
    }
}
