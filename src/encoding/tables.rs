//! What makes counting fast, all of it made from the merges: nothing here
//! changes a result.

mod borders;
mod characters;
mod pieces;

pub(super) use borders::Border;

use super::key::{KEY_BYTES, Key};
use super::merge::Pairs;
use super::vocab::Vocabulary;
use borders::Borders;
use characters::Characters;
use pieces::Pieces;

pub(super) struct Tables {
    pub(super) vocabulary: Vocabulary,
    pieces: Pieces,
    pub(super) borders: Borders,
    pub(super) characters: Characters,
    /// See `EncodingRow::whole_from`.
    whole_from: u32,
}

impl Tables {
    /// Linear in the bytes of the vocabulary.
    pub(super) fn build(pairs: &Pairs, whole_from: u32) -> Self {
        let vocabulary = Vocabulary::build(pairs);
        Self {
            pieces: Pieces::build(&vocabulary),
            borders: Borders::build(&vocabulary),
            characters: Characters::build(&vocabulary),
            vocabulary,
            whole_from,
        }
    }

    /// Whether merging makes this token, so that it may be a part of a piece.
    #[inline]
    pub(super) fn is_merged(&self, token: u32) -> bool {
        token < self.whole_from
    }

    /// The token with this key.
    #[inline]
    pub(super) fn find(&self, key: Key) -> Option<u32> {
        self.pieces.find(key)
    }

    /// The token that is `piece`, which is longer than a key.
    pub(super) fn find_long(&self, piece: &[u8]) -> Option<u32> {
        debug_assert!(piece.len() > KEY_BYTES);
        self.pieces.find_long(&self.vocabulary, piece)
    }
}
