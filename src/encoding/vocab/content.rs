//! What a vocabulary file holds, as the build and the tests see it.

use super::BYTE_TOKENS;
use super::decode::{Decoder, Merges};
use super::file::{Header, Merge, Run};
use crate::Result;
use alloc::{string::String, vec::Vec};

/// What a vocabulary file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// The vocabulary's name.
    pub name: String,
    /// The byte of each of the first 256 tokens.
    pub bytes: Vec<u8>,
    /// Ids from 256 on that no token has, ascending.
    pub gaps: Vec<u32>,
    /// See [`Header::runs`].
    pub runs: Vec<Run>,
    /// The merges of all other tokens, by ascending id.
    pub merges: Vec<Merge>,
}

impl Content {
    /// Reads a whole vocabulary file.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` for anything but a whole, unaltered file of this
    /// format. Every change of a single byte is found; a larger one goes
    /// unseen with probability 2⁻⁶⁴.
    pub fn read(file: &[u8]) -> Result<Self> {
        let mut decoder = Decoder::new();
        let mut rows = Rows::default();
        decoder.push(file, &mut rows)?;
        decoder.finish()?;
        rows.merges.sort_unstable_by_key(|&(id, _)| id);
        let merges = rows.merges.into_iter().map(|(_, merge)| merge);
        Ok(Self {
            merges: merges.collect(),
            ..rows.content
        })
    }

    /// Each merge with the id of the token it makes, ascending.
    pub fn merges_by_id(&self) -> impl Iterator<Item = (u32, Merge)> {
        let mut gaps = self.gaps.iter().copied().peekable();
        let ids = (BYTE_TOKENS..).filter(move |id| gaps.next_if_eq(id).is_none());
        ids.zip(self.merges.iter().copied())
    }
}

#[derive(Default)]
struct Rows {
    content: Content,
    merges: Vec<(u32, Merge)>,
}

impl Merges for Rows {
    fn begin(&mut self, header: &Header) -> Result<()> {
        self.content = Content {
            name: header.name.clone(),
            bytes: header.bytes.clone(),
            gaps: header.gaps.clone(),
            runs: header.runs.clone(),
            merges: Vec::new(),
        };
        Ok(())
    }

    fn extend(&mut self, merges: &[(u32, Merge)]) -> Result<()> {
        self.merges.extend_from_slice(merges);
        Ok(())
    }
}
