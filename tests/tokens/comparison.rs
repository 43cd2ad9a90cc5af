//! One text, everything that the engine says of it, beside what tiktoken's
//! engine says.

use std::sync::OnceLock;

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
        assert_eq!(decoded, text, "{name} decodes otherwise than it encoded");
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
        let ends = ends_utf16(text);
        let mut end = 0;
        let expected = ids.iter().map(|&id| {
            end += self.theirs.decode_bytes(&[id]).expect("known id").len();
            ends[end]
        });
        assert_eq!(
            segments.ends_utf16,
            expected.collect::<Vec<_>>(),
            "{} marks the wrong ends in {text:?}",
            self.ours.name()
        );
    }
}

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
