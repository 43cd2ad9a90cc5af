//! What goes into a model and what comes out of it.

use std::fmt;
use std::str::FromStr;

/// Kinds of input or output, in the order of the price file's letters.
const KINDS: [(char, &str); 6] = [
    ('t', "text"),
    ('i', "image"),
    ('a', "audio"),
    ('v', "video"),
    ('f', "file"),
    ('e', "embedding"),
];

/// A set of kinds; the empty one is unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// The set of these names: `text`, `image`, `audio`, `video`, `file`,
    /// `embedding`; `None` if one is another.
    #[must_use]
    pub fn of(names: &[String]) -> Option<Self> {
        names.iter().try_fold(Self::default(), |set, name| {
            let at = KINDS.iter().position(|(_, known)| known == name)?;
            Some(Self(set.0 | 1 << at))
        })
    }

    /// Whether nothing is known.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.0 == 0
    }

    /// Their names.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for (at, (_, name)) in KINDS.iter().enumerate() {
            if self.0 & 1 << at != 0 {
                names.push(*name);
            }
        }
        names
    }
}

/// The letters of the price file, `tif`.
impl FromStr for Kinds {
    type Err = ();

    fn from_str(letters: &str) -> Result<Self, ()> {
        let mut set = Self::default();
        for letter in letters.chars() {
            let at = KINDS.iter().position(|(known, _)| *known == letter);
            set.0 |= 1 << at.ok_or(())?;
        }
        Ok(set)
    }
}

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (letter, _)) in KINDS.iter().enumerate() {
            if self.0 & 1 << at != 0 {
                write!(f, "{letter}")?;
            }
        }
        Ok(())
    }
}

/// What a model takes and gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Media {
    /// What goes in.
    pub inputs: Kinds,
    /// What comes out.
    pub outputs: Kinds,
}

/// `tif>t`; what is not known of both is not written.
impl FromStr for Media {
    type Err = ();

    fn from_str(both: &str) -> Result<Self, ()> {
        let (inputs, outputs) = both.split_once('>').ok_or(())?;
        let media = Self {
            inputs: inputs.parse()?,
            outputs: outputs.parse()?,
        };
        (media != Self::default()).then_some(media).ok_or(())
    }
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return Ok(());
        }
        write!(f, "{}>{}", self.inputs, self.outputs)
    }
}
