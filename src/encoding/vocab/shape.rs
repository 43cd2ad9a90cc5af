//! What the model knows a token by: its script and case, how it ends, and its
//! name, which is the same for ` The`, `the` and `THE`. All of it follows
//! from the token's two parts, so that no token has to be spelled out.

/// How many classes there are.
pub(super) const CLASSES: usize = 128;
/// Those of ASCII tokens are below.
pub(super) const ASCII_CLASSES: u8 = 14;
/// How many endings there are.
pub(super) const ENDINGS: usize = 16;

/// A token's shape.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// The bytes' [`scattered`] in lower case, each turned by its place from
    /// the end, and all laid over each other.
    hash: u32,
    /// Of the bytes, as far as it matters for turning.
    length: u8,
    /// The first two bytes beyond ASCII, or those of them that are there.
    script: [u8; 2],
    first: First,
    /// [`SPACED`], [`LOWER`] and [`UPPER`].
    traits: u8,
    ending: u8,
    /// How many bytes the last character still lacks; negative in a token of
    /// nothing but such bytes.
    lacks: i8,
}

/// The kind of the first character, but for one space before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Lower,
    Upper,
    Digit,
    /// The token is one space.
    LoneSpace,
    Blank,
    Other,
}

/// One space stands before the first character.
const SPACED: u8 = 1;
/// It has a lower case letter.
const LOWER: u8 = 2;
/// It has an upper case letter.
const UPPER: u8 = 4;

/// By how many bits a byte's hash is turned for each byte after it.
const TURN: u32 = 7;

/// Endings in ASCII are below; here the last character lacks bytes, if any.
const ENDING_BEYOND_ASCII: u8 = 9;

impl Shape {
    /// The shape of a single byte.
    pub(super) const fn of_byte(byte: u8) -> Self {
        let first = match byte {
            b'a'..=b'z' => First::Lower,
            b'A'..=b'Z' => First::Upper,
            b'0'..=b'9' => First::Digit,
            b' ' => First::LoneSpace,
            b'\t' | b'\n' | b'\r' => First::Blank,
            _ => First::Other,
        };
        let lacks = match byte {
            0x00..=0x7f => 0,
            0x80..=0xbf => -1,
            0xc0..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xff => 3,
        };
        let ending = match byte {
            b'a' | b'e' | b'i' | b'o' | b'u' => 0,
            b'y' => 1,
            b'a'..=b'z' => 2,
            b'A' | b'E' | b'I' | b'O' | b'U' | b'Y' => 3,
            b'A'..=b'Z' => 4,
            b'0'..=b'9' => 5,
            b' ' => 6,
            0x00..=0x1f => 7,
            0x21..=0x7f => 8,
            0x80..=0xff => ending_beyond_ascii(lacks),
        };
        Self {
            hash: scattered(byte.to_ascii_lowercase()),
            length: 1,
            script: if byte < 0x80 { [0; 2] } else { [byte, 0] },
            first,
            traits: match first {
                First::Lower => LOWER,
                First::Upper => UPPER,
                _ => 0,
            },
            ending,
            lacks,
        }
    }

    /// The shape of two tokens in one.
    pub(super) fn join(self, right: Self) -> Self {
        let (first, spaced) = match (self.first, right.first) {
            (First::LoneSpace, First::LoneSpace) => (First::Blank, SPACED),
            (First::LoneSpace, _) if right.has(SPACED) => (First::Blank, SPACED),
            (First::LoneSpace, first) => (first, SPACED),
            (first, _) => (first, self.traits & SPACED),
        };
        let script = match self.script {
            [0, _] => right.script,
            [lead, 0] => [lead, right.script[0]],
            both => both,
        };
        let (lacks, ending) = if right.lacks >= 0 {
            (right.lacks, right.ending)
        } else {
            let lacks = self.lacks.saturating_add(right.lacks);
            let lacks = if self.lacks < 0 { lacks } else { lacks.max(0) };
            (lacks, ending_beyond_ascii(lacks))
        };
        Self {
            hash: self.hash.rotate_left(TURN * u32::from(right.length)) ^ right.hash,
            length: self.length.wrapping_add(right.length),
            script,
            first,
            traits: spaced | (self.traits | right.traits) & (LOWER | UPPER),
            ending,
            lacks,
        }
    }

    fn has(self, what: u8) -> bool {
        self.traits & what != 0
    }

    /// A hash of the token in lower case without one space before it.
    pub(super) fn name(self) -> u32 {
        if self.has(SPACED) {
            let after_space = u32::from(self.length.wrapping_sub(1));
            self.hash ^ scattered(b' ').rotate_left(TURN * after_space)
        } else {
            self.hash
        }
    }

    /// How the token ends, below [`ENDINGS`].
    pub(super) fn ending(self) -> u8 {
        self.ending
    }

    /// Script, case, and whether a space stands before: below [`CLASSES`].
    pub(super) fn class(self) -> u8 {
        let kind = match (self.script, self.first) {
            ([0, _], First::Lower) if !self.has(UPPER) => 0,
            ([0, _], First::Upper) if self.has(LOWER) => 1,
            ([0, _], First::Upper) => 2,
            ([0, _], First::Lower) => 3,
            ([0, _], First::Digit) => 4,
            ([0, _], First::LoneSpace | First::Blank) => 5,
            ([0, _], First::Other) => 6,
            // Scripts begin at multiples of so many characters.
            ([0x00..=0xbf, _], _) => 7,
            ([lead @ 0xc0..=0xdf, _], _) => 8 + (lead & 0x1f) / 2,
            ([0xe0, second], _) => 24 + (second & 0x1f) / 2,
            ([0xe1, second], _) => 40 + (second & 0x3f) / 8,
            ([0xe2, _], _) => 48,
            // Kana, then Han, Hangul, private, emoji.
            ([0xe3, 0x00..=0x83], _) => 49,
            ([0xe3..=0xe9, _], _) => 50,
            ([0xea..=0xed, _], _) => 51,
            ([0xee..=0xef, _], _) => 52,
            ([0xf0..=0xff, _], _) => 53,
        };
        2 * kind + u8::from(self.has(SPACED))
    }
}

/// A byte's own hash.
const fn scattered(byte: u8) -> u32 {
    (byte as u32).wrapping_mul(0x9e37_79b1)
}

const fn ending_beyond_ascii(lacks: i8) -> u8 {
    ENDING_BEYOND_ASCII
        + match lacks {
            0 => 0,
            1 => 1,
            2.. => 2,
            ..0 => 3,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(token: &str) -> Shape {
        let bytes = token.bytes().map(Shape::of_byte);
        bytes.reduce(Shape::join).expect("a token is not empty")
    }

    #[test]
    fn a_token_has_the_name_of_its_variants() {
        for variant in ["hello", " hello", "Hello", " HELLO"] {
            assert_eq!(shape(variant).name(), shape("hello").name(), "{variant}");
        }
        for other in ["hallo", "  hello", "hello ", "ello", "élo"] {
            assert_ne!(shape(other).name(), shape("hello").name(), "{other}");
        }
    }

    #[test]
    fn a_shape_does_not_depend_on_where_the_parts_meet() {
        let whole = " Größe日本";
        for at in (1..whole.len()).filter(|&at| whole.is_char_boundary(at)) {
            let (left, right) = whole.split_at(at);
            let joined = shape(left).join(shape(right));
            assert_eq!(joined.class(), shape(whole).class(), "{left}|{right}");
            assert_eq!(joined.name(), shape(whole).name(), "{left}|{right}");
        }
    }
}
