//! What a row of the table of shapes says.

/// Who gives keys out, and what to do with one that leaked.
#[derive(Debug, PartialEq, Eq)]
pub struct Provider {
    /// For people.
    pub name: &'static str,
    /// Where its owner can revoke a key.
    pub revoke_url: &'static str,
    /// The environment variable that its library reads the key from.
    pub variable: &'static str,
}

/// Which characters the random parts of a key have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// `[A-Za-z]`
    Letters,
    /// `[A-Za-z0-9]`
    Alphanumeric,
    /// `[a-z0-9]`
    LowerAlphanumeric,
    /// `[A-Za-z0-9_]`
    Word,
    /// `[A-Za-z0-9_-]`
    UrlSafe,
    /// `[A-Za-z0-9+/]`
    Base64,
    /// `[A-Z2-7]`
    Base32,
    /// `[0-9a-f]`
    Hex,
}

impl Alphabet {
    /// Whether a byte is one of its characters.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        match self {
            Self::Letters => byte.is_ascii_alphabetic(),
            Self::Alphanumeric => byte.is_ascii_alphanumeric(),
            Self::LowerAlphanumeric => byte.is_ascii_lowercase() || byte.is_ascii_digit(),
            Self::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            Self::UrlSafe => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'),
            Self::Base32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Self::Hex => byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'),
        }
    }
}

/// A part of a key after its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// So many characters of the alphabet.
    Exactly(u16),
    /// At least and at most so many, and as many as there are.
    Between(u16, u16),
    /// These characters.
    Literal(&'static str),
}

/// What one kind of key looks like.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// A stable name for programs.
    pub kind: &'static str,
    /// What it is, for people.
    pub name: &'static str,
    /// Who gave it out.
    pub provider: &'static Provider,
    /// What it begins with: one of these.
    pub prefixes: &'static [&'static str],
    /// What follows: one of these.
    pub bodies: &'static [&'static [Part]],
    /// Of the random parts.
    pub alphabet: Alphabet,
    /// Names of which one must stand nearby, in upper or lower case: for keys
    /// that only their length tells from other words.
    pub near: &'static [&'static str],
    /// What the examples in the provider's documentation end in.
    pub examples_end: Option<&'static str>,
}

impl Shape {
    /// How long a key without a prefix is, which has one random part.
    pub(super) fn length(&self) -> Option<usize> {
        match self.bodies {
            [[Part::Exactly(length)]] => Some(usize::from(*length)),
            _ => None,
        }
    }
}
