//! The tokens of an image: its size, the detail that is asked for, and the
//! rule of the model that looks at it.

mod data_uri;
mod rows;
mod rules;

pub(super) use data_uri::file_in_data_uri;
pub use data_uri::{size_in_data_uri, size_of};
pub use rules::Detail;

use crate::catalog::tokenizer::{Basis, base_model, without_prefix};
use rows::{FAMILIES, Family};

/// The size of an image in pixels, both sides at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// From left to right.
    pub width_px: u32,
    /// From top to bottom.
    pub height_px: u32,
}

/// What an image adds to the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageTokens {
    /// Tokens, as they are billed: a model's multiplier is in them.
    pub tokens: u64,
    /// Exact where the provider publishes the rule for this model, assumed
    /// where it does so for its neighbours or where only readings of it exist.
    pub basis: Basis,
}

/// The tokens of an image for a model; `None` if no rule is known, or the
/// model does not take images with this detail.
///
/// # Examples
///
/// ```
/// use tokenmeter::prompt::image::{Detail, Size, image_tokens};
///
/// let size = Size { width_px: 1024, height_px: 1024 };
/// let image = image_tokens("gpt-6-astra", size, Detail::Auto).unwrap();
/// assert_eq!(image.tokens, 1229);
/// ```
#[must_use]
pub fn image_tokens(model: &str, size: Size, detail: Detail) -> Option<ImageTokens> {
    if size.width_px == 0 || size.height_px == 0 {
        return None;
    }
    let (family, named) = family_of(model)?;
    let (tokens, known) = family.rule.tokens(size, detail)?;
    let basis = if named && known {
        family.basis
    } else {
        Basis::Assumed
    };
    Some(ImageTokens { tokens, basis })
}

/// Where the rule of a model's images stands, and the day it was checked;
/// `None` if no rule is known.
#[must_use]
pub fn source_of(model: &str) -> Option<(&'static str, &'static str)> {
    let (family, _) = family_of(model)?;
    Some((family.source, family.checked))
}

/// A name for the rule of a model's images and how sure it is; `None` if no
/// rule is known.
#[must_use]
pub fn rule_of(model: &str) -> Option<String> {
    let (family, named) = family_of(model)?;
    Some(format!("{}|{named}", family.names))
}

/// The family of a model, and whether its name is one that the family lists,
/// perhaps with a date: `false` for a variant that only begins like one.
fn family_of(model: &str) -> Option<(&'static Family, bool)> {
    let mut rest = base_model(model.trim());
    loop {
        if let Some(found) = family_named(rest) {
            return Some(found);
        }
        rest = without_prefix(rest)?;
    }
}

fn family_named(name: &str) -> Option<(&'static Family, bool)> {
    let name = name
        .to_ascii_lowercase()
        .replace(['.', '_', '@', ':', ' '], "-");
    FAMILIES.iter().find_map(|family| {
        let mut heads = family.names.split(' ');
        let tail = heads.find_map(|head| tail_of(&name, head))?;
        Some((family, tail.iter().all(|word| is_version(word))))
    })
}

/// The words that follow a family's name; `None` if the name is not that
/// family's, as `gpt-5.7` is not `gpt-5`.
fn tail_of<'a>(name: &'a str, head: &str) -> Option<Vec<&'a str>> {
    let tail = name.strip_prefix(head)?;
    if tail.is_empty() {
        return Some(Vec::new());
    }
    let words: Vec<&str> = tail.strip_prefix('-')?.split('-').collect();
    let another = |word: &str| word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    (!words.first().is_some_and(|word| another(word))).then_some(words)
}

/// A date, or a word for the newest of them.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    digits.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(word, "latest" | "preview" | "chat")
}
