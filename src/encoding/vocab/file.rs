//! The vocabulary file, format 1: one vocabulary, verified before it is used.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | label, `TOKMETER` |
//! | 4 | format version, 1 |
//! | 8 | FNV-1a-64 of everything that follows |
//! | 16 | name of the vocabulary, padded with NUL |
//! | 4 | number of merged tokens, M |
//! | 4 | number of gaps, G |
//! | rest | raw deflate of the planes below |
//!
//! Planes: the byte of each of the first 256 tokens (256 bytes); the ids that
//! no token has (4 G bytes); then, for the merges in order of id, the low,
//! middle and high bytes of the left token's id and of the right one's (6 × M
//! bytes). Numbers are little-endian. The merged tokens have the ids from 256
//! on, gaps left out. Every token longer than a byte is the merge of exactly
//! two earlier ones, so that these pairs say both what the tokens are and how
//! text merges into them.

use super::{BYTE_TOKENS, invalid};
use crate::Result;

const LABEL: &[u8; 8] = b"TOKMETER";
const VERSION: u32 = 1;
const NAME_BYTES: usize = 16;
/// Where the checked part starts: after label, version and checksum.
const CHECKED_FROM: usize = 20;
/// How many bytes come before the deflated part.
pub const HEADER_BYTES: usize = CHECKED_FROM + NAME_BYTES + 8;
/// More tokens than any tokenizer has; keeps a forged header from asking for
/// memory without end, and an id within the 18 bits that the tables have.
pub const MAX_TOKENS: u32 = 1 << 18;

/// A token made of two earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Id of the first part.
    pub left: u32,
    /// Id of the second part.
    pub right: u32,
}

/// What a vocabulary file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The vocabulary's name.
    pub name: String,
    /// The byte of each of the first 256 tokens.
    pub bytes: Vec<u8>,
    /// Ids from 256 on that no token has, ascending.
    pub gaps: Vec<u32>,
    /// The merges of all other tokens, by ascending id.
    pub merges: Vec<Merge>,
}

impl Content {
    /// Each merge with the id of the token it makes, ascending.
    pub fn merges_by_id(&self) -> impl Iterator<Item = (u32, Merge)> {
        let mut gaps = self.gaps.iter().copied().peekable();
        let ids = (BYTE_TOKENS..).filter(move |id| gaps.next_if_eq(id).is_none());
        ids.zip(self.merges.iter().copied())
    }
}

/// Writes a vocabulary file; the same content gives the same bytes.
///
/// # Panics
///
/// If the name is longer than 16 bytes or there are more than [`MAX_TOKENS`].
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn write(content: &Content) -> Vec<u8> {
    assert_eq!(content.bytes.len(), BYTE_TOKENS as usize);
    let merges = u32::try_from(content.merges.len()).expect("tokens fit u32");
    let gaps = u32::try_from(content.gaps.len()).expect("gaps fit u32");
    assert!(merges + gaps + BYTE_TOKENS <= MAX_TOKENS, "too many tokens");

    let mut planes = content.bytes.clone();
    planes.extend(content.gaps.iter().flat_map(|id| id.to_le_bytes()));
    for part in [|m: &Merge| m.left, |m: &Merge| m.right] {
        for plane in 0..3 {
            planes.extend(content.merges.iter().map(|m| part(m).to_le_bytes()[plane]));
        }
    }

    let mut checked = content.name.as_bytes().to_vec();
    assert!(checked.len() <= NAME_BYTES, "the name is too long");
    checked.resize(NAME_BYTES, 0);
    checked.extend(merges.to_le_bytes());
    checked.extend(gaps.to_le_bytes());
    checked.extend(miniz_oxide::deflate::compress_to_vec(&planes, 10));

    let mut file = LABEL.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(fnv1a(&checked).to_le_bytes());
    file.extend(checked);
    file
}

/// Reads a vocabulary file.
///
/// # Errors
///
/// As [`read_with`].
#[cfg(not(target_arch = "wasm32"))]
pub fn read(file: &[u8]) -> Result<Content> {
    read_with(file, |deflated, size_bytes| {
        miniz_oxide::inflate::decompress_to_vec_with_limit(deflated, size_bytes).ok()
    })
}

/// Reads a vocabulary file, of which `inflate` inflates the part after the
/// first [`HEADER_BYTES`], once that part is verified, to the size it is told.
///
/// A browser has an inflater of its own, faster than any that would have to
/// be sent to it first.
///
/// # Errors
///
/// `invalid-vocabulary` for anything but a whole, unaltered file of this
/// format. Every change of a single byte is found; a larger one goes unseen
/// with probability 2⁻⁶⁴.
pub fn read_with(
    file: &[u8],
    inflate: impl FnOnce(&[u8], usize) -> Option<Vec<u8>>,
) -> Result<Content> {
    if !file.starts_with(LABEL) {
        let problem = match file.iter().find(|byte| !byte.is_ascii_whitespace()) {
            None => "it is empty",
            Some(b'<') => "it is a web page, perhaps the host's error page",
            Some(_) => "it is not a vocabulary file",
        };
        return Err(invalid(problem));
    }
    if file.len() < HEADER_BYTES {
        return Err(invalid("it is cut off"));
    }
    if u32_at(file, 8) != VERSION {
        return Err(invalid("it has another format version"));
    }
    let checksum = u64::from(u32_at(file, 12)) | u64::from(u32_at(file, 16)) << 32;
    let checked = &file[CHECKED_FROM..];
    if fnv1a(checked) != checksum {
        return Err(invalid("its checksum is wrong: it is cut off or altered"));
    }

    let (name, rest) = checked.split_at(NAME_BYTES);
    let merge_count = u32_at(rest, 0) as usize;
    let gap_count = u32_at(rest, 4) as usize;
    let bytes_end = BYTE_TOKENS as usize;
    if merge_count + gap_count + bytes_end > MAX_TOKENS as usize {
        return Err(invalid("it names too many tokens"));
    }
    let gaps_end = bytes_end + 4 * gap_count;
    let size = gaps_end + 6 * merge_count;
    let planes = inflate(&rest[8..], size).filter(|planes| planes.len() == size);
    let Some(planes) = planes else {
        return Err(invalid("its content does not inflate to the size it says"));
    };

    let plane = |index: usize| &planes[gaps_end + index * merge_count..][..merge_count];
    let columns: [&[u8]; 6] = std::array::from_fn(plane);
    let id = |first: usize, row: usize| {
        let [low, middle, high] = [0, 1, 2].map(|i| u32::from(columns[first + i][row]));
        low | middle << 8 | high << 16
    };
    let merge = |row| Merge {
        left: id(0, row),
        right: id(3, row),
    };
    let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
    Ok(Content {
        name: String::from_utf8_lossy(name).into_owned(),
        bytes: planes[..bytes_end].to_vec(),
        gaps: (0..gap_count)
            .map(|i| u32_at(&planes, bytes_end + 4 * i))
            .collect(),
        merges: (0..merge_count).map(merge).collect(),
    })
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(std::array::from_fn(|i| bytes[at + i]))
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo: draft-eastlake-fnv).
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
