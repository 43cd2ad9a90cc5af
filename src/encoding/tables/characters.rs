//! Character → token, for characters that are one.

use super::super::vocab::Vocabulary;
use alloc::{boxed::Box, vec, vec::Vec};

const BLOCK: usize = 64;
const NONE: u32 = u32::MAX;

/// The tokens of single characters, in two stages.
pub(in super::super) struct Characters {
    /// Which of `blocks` the code points `64 n ..` use; the first has none.
    block_of: Box<[u16]>,
    blocks: Vec<[u32; BLOCK]>,
}

impl Characters {
    /// Linear in the vocabulary.
    pub(super) fn build(vocabulary: &Vocabulary) -> Self {
        let mut this = Self {
            block_of: vec![0; 0x11_0000 / BLOCK].into(),
            blocks: vec![[NONE; BLOCK]],
        };
        for id in 0..vocabulary.id_end() {
            if let Some(character) = only_character(vocabulary.token(id)) {
                this.set(character, id);
            }
        }
        this
    }

    fn set(&mut self, character: char, id: u32) {
        let code = character as usize;
        let block = &mut self.block_of[code / BLOCK];
        if *block == 0 {
            let Ok(next) = u16::try_from(self.blocks.len()) else {
                return;
            };
            *block = next;
            self.blocks.push([NONE; BLOCK]);
        }
        self.blocks[usize::from(*block)][code % BLOCK] = id;
    }

    /// The token that is this character.
    #[inline]
    pub(in super::super) fn id(&self, character: char) -> Option<u32> {
        let code = character as usize;
        let block = self.block_of[code / BLOCK];
        let id = self.blocks[usize::from(block)][code % BLOCK];
        (id != NONE).then_some(id)
    }
}

fn only_character(token: &[u8]) -> Option<char> {
    if token.len() > 4 {
        return None;
    }
    let mut characters = core::str::from_utf8(token).ok()?.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}
