//! The vocabulary file, formats 2 and 3: what stands before its two sections.
//!
//! `VOCABULARY.md` documents the whole format.

use super::{BYTE_TOKENS, invalid};
use crate::Result;
pub(super) use crate::checksum::Checksum;
use alloc::{string::String, vec::Vec};
use core::ops::Range;

const LABEL: &[u8; 8] = b"TOKMETER";
/// With the id of a token where it stands, counted from the row's first.
const PLAIN: u32 = 2;
/// With runs of ids.
const NUMBERED: u32 = 3;
const NAME_BYTES: usize = 16;
/// Where the part that the header's checksum is of starts.
const CHECKED_FROM: usize = 20;
/// Header bytes before the gaps.
const FIXED_BYTES: usize = CHECKED_FROM + NAME_BYTES + 5 * 4 + 2 * 8 + BYTE_TOKENS as usize;
/// More tokens than any tokenizer has; keeps a forged header from asking for
/// memory without end, and an id within the 18 bits that the tables have.
pub const MAX_TOKENS: u32 = 1 << 18;

/// More runs than any tokenizer needs.
const MAX_RUNS: u32 = 1 << 12;

/// Tokens in a row, up to the next run, whose ids are in a row too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first token.
    pub token: u32,
    /// Its id, or [`Run::PARTS`].
    pub id: u32,
}

impl Run {
    /// These tokens are the beginnings of characters, on the way to others:
    /// they have no ids, and what is left of them becomes bytes again.
    pub const PARTS: u32 = u32::MAX;
}

/// A token made of two earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Id of the first part.
    pub left: u32,
    /// Id of the second part.
    pub right: u32,
}

/// One of the two sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// How many merges it has.
    pub merges: u32,
    /// How long it is.
    pub bytes: u32,
    /// FNV-1a-64 of the bytes.
    pub checksum: u64,
}

/// What stands before the sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The vocabulary's name.
    pub name: String,
    /// The byte of each of the first 256 tokens.
    pub bytes: Vec<u8>,
    /// Ids from 256 on that no token has, ascending.
    pub gaps: Vec<u32>,
    /// The ids of tokens, if they are not the places of the tokens.
    pub runs: Vec<Run>,
    /// ASCII, then all others.
    pub sections: [Section; 2],
}

impl Header {
    /// Reads the header of a file that begins with these bytes, and says how
    /// many it takes; nothing if more have to come.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` for anything but the beginning of a vocabulary
    /// file of this format.
    pub fn read(file: &[u8]) -> Result<Option<(Self, usize)>> {
        let label = &file[..file.len().min(LABEL.len())];
        if !LABEL.starts_with(label) {
            let first = file.iter().find(|byte| !byte.is_ascii_whitespace());
            return Err(invalid(match first {
                Some(b'<') => "it is a web page, perhaps the host's error page",
                _ => "it is not a vocabulary file",
            }));
        }
        if file.len() < CHECKED_FROM {
            return Ok(None);
        }
        let fixed_end = match u32_at(file, LABEL.len()) {
            PLAIN => FIXED_BYTES,
            NUMBERED => FIXED_BYTES + 4,
            1 => return Err(invalid("it has format 1, of an earlier release")),
            _ => return Err(invalid("it has another format version than 2 or 3")),
        };
        if file.len() < fixed_end {
            return Ok(None);
        }
        let numbers = CHECKED_FROM + NAME_BYTES;
        let number = |index: usize| u32_at(file, numbers + 4 * index);
        let gap_count = number(0);
        let section = |index: usize| Section {
            merges: number(1 + 2 * index),
            bytes: number(2 + 2 * index),
            checksum: u64_at(file, numbers + 20 + 8 * index),
        };
        let sections = [section(0), section(1)];
        let counts = [
            BYTE_TOKENS,
            gap_count,
            sections[0].merges,
            sections[1].merges,
        ];
        let tokens = counts.into_iter().map(u64::from).sum::<u64>();
        if tokens > MAX_TOKENS.into() {
            return Err(invalid("it names too many tokens"));
        }
        let run_count = match fixed_end {
            FIXED_BYTES => 0,
            _ => u32_at(file, FIXED_BYTES),
        };
        if run_count > MAX_RUNS {
            return Err(invalid("it numbers its tokens in too many runs"));
        }
        let gaps_end = fixed_end + 4 * gap_count as usize;
        let end = gaps_end + 8 * run_count as usize;
        let Some(checked) = file.get(CHECKED_FROM..end) else {
            return Ok(None);
        };
        let mut checksum = Checksum::new();
        checksum.add(checked);
        if checksum.value() != u64_at(file, LABEL.len() + 4) {
            return Err(invalid("the checksum of its header is wrong"));
        }
        let name = &file[CHECKED_FROM..numbers];
        let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
        let header = Self {
            name: name.iter().copied().map(char::from).collect(),
            bytes: file[FIXED_BYTES - BYTE_TOKENS as usize..FIXED_BYTES].to_vec(),
            gaps: (fixed_end..gaps_end)
                .step_by(4)
                .map(|at| u32_at(file, at))
                .collect(),
            runs: (gaps_end..end)
                .step_by(8)
                .map(|at| Run {
                    token: u32_at(file, at),
                    id: u32_at(file, at + 4),
                })
                .collect(),
            sections,
        };
        Ok(Some((header, end)))
    }

    /// The header as it stands in a file.
    ///
    /// # Panics
    ///
    /// If the name is longer than 16 bytes.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn write(&self) -> Vec<u8> {
        let mut checked = self.name.as_bytes().to_vec();
        assert!(checked.len() <= NAME_BYTES, "the name is too long");
        checked.resize(NAME_BYTES, 0);
        let gaps = u32::try_from(self.gaps.len()).expect("gaps fit u32");
        checked.extend(gaps.to_le_bytes());
        for section in &self.sections {
            checked.extend(section.merges.to_le_bytes());
            checked.extend(section.bytes.to_le_bytes());
        }
        for section in &self.sections {
            checked.extend(section.checksum.to_le_bytes());
        }
        checked.extend(&self.bytes);
        let mut version = PLAIN;
        if !self.runs.is_empty() {
            version = NUMBERED;
            let runs = u32::try_from(self.runs.len()).expect("runs fit u32");
            checked.extend(runs.to_le_bytes());
        }
        checked.extend(self.gaps.iter().flat_map(|id| id.to_le_bytes()));
        let numbers = self.runs.iter().flat_map(|run| [run.token, run.id]);
        checked.extend(numbers.flat_map(u32::to_le_bytes));

        let mut checksum = Checksum::new();
        checksum.add(&checked);
        let mut file = LABEL.to_vec();
        file.extend(version.to_le_bytes());
        file.extend(checksum.value().to_le_bytes());
        file.extend(checked);
        file
    }

    /// The ids of all merged tokens, and of the gaps between them.
    #[must_use]
    pub fn ids(&self) -> Range<u32> {
        let merges = self.sections[0].merges + self.sections[1].merges;
        #[expect(clippy::cast_possible_truncation, reason = "fewer than tokens")]
        let gaps = self.gaps.len() as u32;
        BYTE_TOKENS..BYTE_TOKENS + merges + gaps
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(core::array::from_fn(|i| bytes[at + i]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(core::array::from_fn(|i| bytes[at + i]))
}
