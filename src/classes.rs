//! Kinds of tokens, by what they spell: a tokenizer that nobody has is told
//! apart from one that is there by how it treats each.

use core::ops::AddAssign;

/// What a token spells, told by the first of its bytes that is no white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Latin letters, with and without marks.
    Latin,
    /// Other signs of ASCII.
    Punctuation,
    /// Digits of ASCII.
    Digits,
    /// Nothing but white space.
    Space,
    /// Chinese, Japanese and Korean.
    Cjk,
    /// Letters of any other script.
    OtherScript,
    /// Emoji and other signs, and parts of characters.
    Rest,
}

/// How many classes there are.
pub const CLASSES: usize = 7;

impl Class {
    /// That of a token which begins with this byte of UTF-8.
    #[must_use]
    pub const fn of_first_byte(byte: u8) -> Self {
        match byte {
            // The latter begin U+00C0 to U+024F.
            b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xC9 => Self::Latin,
            b'0'..=b'9' => Self::Digits,
            b'\t'..=b'\r' | b' ' => Self::Space,
            0..0x80 => Self::Punctuation,
            // Up to U+1FFF, the few Latin letters there among them.
            0xCA..=0xE1 => Self::OtherScript,
            // U+3000 to U+D7FF.
            0xE3..=0xED => Self::Cjk,
            // Inside a character; U+0080 to U+00BF; U+2000 to U+2FFF; from U+E000 on.
            0x80..=0xC2 | 0xE2 | 0xEE.. => Self::Rest,
        }
    }
}

/// Tokens by class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes {
    /// As many of each [`Class`], in its order.
    pub sorted: [u64; CLASSES],
    /// Those of which the class was not looked at.
    pub unsorted: u64,
}

impl Classes {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.sorted.iter().sum::<u64>() + self.unsorted
    }

    /// What a list of numbers says: one of each class, or the one of all.
    #[must_use]
    pub fn from_counts<N: Copy + Into<u64>>(counts: &[N]) -> Self {
        let mut this = Self::default();
        if counts.len() == CLASSES {
            for (sorted, &count) in this.sorted.iter_mut().zip(counts) {
                *sorted = count.into();
            }
        } else {
            this.unsorted = counts.first().map_or(0, |&count| count.into());
        }
        this
    }
}

impl From<u64> for Classes {
    fn from(unsorted: u64) -> Self {
        Self {
            unsorted,
            ..Self::default()
        }
    }
}

impl AddAssign for Classes {
    fn add_assign(&mut self, more: Self) {
        for (sum, more) in self.sorted.iter_mut().zip(more.sorted) {
            *sum += more;
        }
        self.unsorted += more.unsorted;
    }
}
