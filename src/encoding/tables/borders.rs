//! Which characters stand side by side inside tokens.
//!
//! Where no token has the two characters of a border side by side, no merge
//! crosses it: what stands left of it and what stands right of it merge as if
//! they stood alone, so the text can be cut there.
//!
//! Some tokens end or start inside a character. A border that such a token
//! may cross is *ragged*. The bytes of a character between two borders that
//! are not ragged merge first with each other, if they are a token at all: a
//! merge that takes some of them with what stands beyond a border would make
//! just such a token. So merging can start from the whole character.

use super::super::vocab::Vocabulary;
use alloc::{boxed::Box, vec};
use core::ops::Range;

/// What tokens may do at a border between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Border(u8);

impl Border {
    /// No token crosses it.
    pub(in super::super) const CUT: Self = Self(0b00);
    /// Tokens may cross it, all with whole characters on both sides.
    pub(in super::super) const JOINED: Self = Self(0b01);
    /// Any token may cross it.
    pub(in super::super) const RAGGED: Self = Self(0b11);
}

/// What tokens may do between each two characters, by a hash of them:
/// characters that share a place share the borders of both, which only makes
/// more work.
pub(in super::super) struct Borders {
    /// Two bits a border, four borders a byte.
    bits: Box<[u8]>,
    /// A bit for each character that some token has after a part of another.
    odd: [u64; ODD / 64],
}

const PLACES: usize = 1 << 19;
const ODD: usize = 1 << 12;

impl Borders {
    /// Linear in the bytes of the vocabulary.
    pub(super) fn build(vocabulary: &Vocabulary) -> Self {
        let mut this = Self {
            bits: vec![0; PLACES / 4].into(),
            odd: [0; ODD / 64],
        };
        for id in 0..vocabulary.id_end() {
            let mut characters = Characters(vocabulary.token(id));
            let mut left = characters.next();
            while let (Some(before), Some(after)) = (&left, characters.next()) {
                this.add(before, &after);
                left = Some(after);
            }
        }
        this
    }

    fn add(&mut self, left: &Part, right: &Part) {
        let border = match (left, right) {
            (Part::Whole(_), Part::Whole(_)) => Border::JOINED,
            _ => Border::RAGGED,
        };
        for right in right.characters() {
            match left {
                // Ragged for any vocabulary, see `between`.
                Part::Whole(left) if *left < 0x80 || right < 0x80 => {}
                Part::Whole(left) => {
                    let (byte, shift) = place(*left, right);
                    self.bits[byte] |= border.0 << shift;
                }
                Part::Start(_) | Part::End => {
                    let (word, bit) = odd_place(right);
                    self.odd[word] |= bit;
                }
            }
        }
    }

    /// What tokens may do between two characters.
    #[inline]
    pub(in super::super) fn between(&self, left: char, right: char) -> Border {
        let (left, right) = (u32::from(left), u32::from(right));
        let (word, bit) = odd_place(right);
        // Words start after a space with any character: not worth the places.
        if left < 0x80 || right < 0x80 || self.odd[word] & bit != 0 {
            return Border::RAGGED;
        }
        let (byte, shift) = place(left, right);
        Border(self.bits[byte] >> shift & 0b11)
    }
}

/// Byte and shift of a border's bits.
#[inline]
fn place(left: u32, right: u32) -> (usize, u32) {
    let mixed = left.wrapping_mul(0x9e37_79b1) ^ right.wrapping_mul(0x85eb_ca77);
    let hash = (mixed ^ mixed >> 15).wrapping_mul(0x2c1b_3c6d) >> (32 - PLACES.trailing_zeros());
    ((hash / 4) as usize, hash % 4 * 2)
}

/// Word and bit of a character in [`Borders::odd`].
#[inline]
fn odd_place(character: u32) -> (usize, u64) {
    let at = character as usize % ODD;
    (at / 64, 1 << (at % 64))
}

/// What a token has of a character.
enum Part {
    /// All of it: its code point.
    Whole(u32),
    /// Its first bytes, at the token's end: the code points that start so.
    Start(Range<u32>),
    /// Its last bytes, at the token's start.
    End,
}

impl Part {
    fn characters(&self) -> Range<u32> {
        match self {
            Self::Whole(character) => *character..*character + 1,
            Self::Start(characters) => characters.clone(),
            Self::End => 0..0,
        }
    }
}

/// The characters of a token, which need not start or end with a whole one.
struct Characters<'t>(&'t [u8]);

impl Iterator for Characters<'_> {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        let (&lead, rest) = self.0.split_first()?;
        let tail = rest.iter().take_while(|&&byte| is_tail(byte)).count();
        let (length, bits) = match lead {
            0x80..0xc0 => {
                self.0 = &rest[tail..];
                return Some(Part::End);
            }
            0..0x80 => (0, lead),
            0xc0..0xe0 => (1, lead & 0x1f),
            0xe0..0xf0 => (2, lead & 0x0f),
            _ => (3, lead & 0x07),
        };
        let tail = &rest[..tail.min(length)];
        self.0 = &rest[tail.len()..];
        let add = |code, byte: &u8| code << 6 | u32::from(byte & 0x3f);
        let code = tail.iter().fold(u32::from(bits), add);
        let missing = 6 * (length - tail.len());
        Some(if missing == 0 {
            Part::Whole(code)
        } else {
            Part::Start(code << missing..(code + 1) << missing)
        })
    }
}

fn is_tail(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}
