//! One text, everything that the engine says of it, beside what tiktoken's
//! engine says.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use fancy_regex::Regex;
use tokenmeter::encoding::{Encoding, ROWS};

use super::oracle::{self, Oracle};
use super::vocabularies;

/// An encoding and its oracle.
pub struct Comparison {
    pub ours: Encoding,
    pub theirs: Oracle,
}

impl Comparison {
    /// Of the encoding `name`; loaded once.
    pub fn of(name: &str) -> &'static Self {
        static LOADED: [OnceLock<Comparison>; ROWS.len()] = [const { OnceLock::new() }; ROWS.len()];
        let row = ROWS.iter().position(|row| row.name == name).expect(name);
        LOADED[row].get_or_init(|| Self {
            ours: vocabularies::load(name),
            theirs: oracle::of(name),
        })
    }

    /// The ids are the same. Gives them.
    pub fn same_ids(&self, text: &str, context: &str) -> Vec<u32> {
        let ids = self.ours.encode(text);
        let expected = self.theirs.encode_ordinary(text);
        assert!(
            ids == expected,
            "{} encodes {text:?} otherwise than tiktoken ({context}):\n ours {ids:?}\n tiktoken {expected:?}",
            self.ours.name()
        );
        ids
    }

    /// Everything is the same, and agrees with itself.
    pub fn same(&self, text: &str, context: &str) {
        let ids = self.same_ids(text, context);
        let name = self.ours.name();
        assert_eq!(self.ours.count(text), ids.len(), "{name} counts {text:?}");
        self.limits(text, ids.len());
        self.segments(text, &ids);
        let decoded = self.ours.decode(&ids).expect("known ids");
        let normal = self.theirs.normal(text);
        assert_eq!(decoded, normal, "{name} decodes otherwise than it encoded");
    }

    fn limits(&self, text: &str, tokens: usize) {
        for limit in [0, tokens / 2, tokens.saturating_sub(1), tokens, tokens + 1] {
            let expected = (tokens <= limit).then_some(tokens);
            assert_eq!(
                self.ours.count_up_to(text, limit),
                expected,
                "{} with a limit of {limit} on {text:?}",
                self.ours.name()
            );
        }
    }

    fn segments(&self, text: &str, ids: &[u32]) {
        let segments = self.ours.segments(text, usize::MAX).expect("short text");
        assert_eq!(segments.ids, ids, "segments of {text:?}");
        let lengths = self.theirs.lengths(ids);
        let normal = self.theirs.normal(text);
        if normal != text && self.theirs.composes() {
            self.ends_of_a_changed_text(text, &lengths, &segments.ends_utf16);
            return;
        }
        let ends = ends_utf16(&normal);
        let mut end = 0;
        let expected = lengths.iter().map(|length| {
            end += length;
            ends[end]
        });
        assert_eq!(
            segments.ends_utf16,
            expected.collect::<Vec<_>>(),
            "{} marks the wrong ends in {text:?}",
            self.ours.name()
        );
    }

    /// Where normalisation changes a text, a token ends where its end came
    /// from, or behind the character and marks that were changed there.
    fn ends_of_a_changed_text(&self, text: &str, lengths: &[usize], ends_utf16: &[u32]) {
        let boundaries = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let units = |at: usize| u32::try_from(text[..at].encode_utf16().count()).unwrap();
        assert!(ends_utf16.is_sorted(), "{text:?}");
        assert_eq!(ends_utf16.last(), Some(&units(text.len())), "{text:?}");
        // Each end is looked for from the beginning.
        if text.len() > MOST_BYTES_CHANGED {
            return;
        }
        let by_units: HashMap<_, _> = boundaries.map(|at| (units(at), at)).collect();
        let mut normal = 0;
        for (length, end_utf16) in lengths.iter().zip(ends_utf16) {
            normal += length;
            let given = by_units[end_utf16];
            let before = |at: usize| self.theirs.normal(&text[..at]).len();
            let mut starts = text[..given].char_indices().rev();
            let stretch =
                starts.find(|(_, c)| !JOINS.is_match(c.encode_utf8(&mut [0; 4])).unwrap());
            let stretch = stretch.map_or(0, |(at, _)| at);
            assert!(
                before(given) == normal || before(given) > normal && before(stretch) < normal,
                "{} ends a token at {end_utf16} in {text:?}",
                self.ours.name()
            );
        }
    }
}

const MOST_BYTES_CHANGED: usize = 300;

/// Characters that may join the one before or change places with it.
static JOINS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{M}\p{C}\u{1160}-\u{11ff}\u{16d67}]").expect("a class"));

/// For each byte offset of a text: the UTF-16 offset there, or where the
/// character ends that it lies in.
fn ends_utf16(text: &str) -> Vec<u32> {
    let mut ends = vec![0];
    let mut end = 0;
    for character in text.chars() {
        end += u32::try_from(character.len_utf16()).unwrap();
        ends.extend(std::iter::repeat_n(end, character.len_utf8()));
    }
    ends
}
