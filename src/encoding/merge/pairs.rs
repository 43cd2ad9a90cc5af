//! Pair of ids → the token they merge into.

use super::super::key::table_length;
use super::super::vocab::file::{MAX_TOKENS, Merge};
use super::super::vocab::{BYTE_TOKENS, MAX_TOKEN_BYTES, invalid};
use crate::Result;
use crate::classes::Class;
use alloc::{boxed::Box, vec, vec::Vec};

/// No merge: larger than every rank.
pub(in super::super) const NO_MERGE: u32 = u32::MAX;

const ID_BITS: u32 = MAX_TOKENS.trailing_zeros();
const EMPTY: u64 = u64::MAX;
const NO_BYTE: u32 = u32::MAX;

/// All that merging needs of a vocabulary, built as the merges come in.
pub(in super::super) struct Pairs {
    /// The token of each single byte.
    byte_ids: [u32; BYTE_TOKENS as usize],
    /// A hash table of one word an entry: left id, right id and merged id, 18
    /// bits each.
    slots: Box<[u64]>,
    /// A bit for each pair by hash: most pairs that are asked for are none,
    /// and this stays in the cache.
    known: Box<[u64]>,
    /// How long each token is, 0 for an id without a token, and above that the
    /// [`Class`] of what it spells.
    lengths: Vec<u16>,
}

/// The bits of a length.
const LENGTH_BITS: u32 = MAX_TOKEN_BYTES.ilog2() + 1;
const LENGTH: u16 = (1 << LENGTH_BITS) - 1;

const KNOWN_BITS: u32 = 20;

impl Pairs {
    /// The single-byte tokens, in order of id, and room for merges up to an
    /// id.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if two tokens stand for the same byte.
    pub(in super::super) fn new(bytes: &[u8], id_end: u32) -> Result<Self> {
        let mut byte_ids = [NO_BYTE; BYTE_TOKENS as usize];
        for (id, &byte) in (0..).zip(bytes) {
            let slot = &mut byte_ids[usize::from(byte)];
            if *slot != NO_BYTE {
                return Err(invalid("two tokens stand for the same byte"));
            }
            *slot = id;
        }
        let mut lengths = vec![0; id_end as usize];
        for (length, &byte) in lengths.iter_mut().zip(bytes) {
            *length = 1 | (Class::of_first_byte(byte) as u16) << LENGTH_BITS;
        }
        Ok(Self {
            byte_ids,
            slots: vec![EMPTY; table_length(id_end as usize)].into(),
            known: vec![0; 1 << KNOWN_BITS >> 6].into(),
            lengths,
        })
    }

    /// No tokens, and no room for any.
    pub(in super::super) fn empty() -> Self {
        Self {
            byte_ids: [NO_BYTE; BYTE_TOKENS as usize],
            slots: Box::default(),
            known: Box::default(),
            lengths: Vec::new(),
        }
    }

    /// Adds tokens, by id and merge, in any order that has the parts of each
    /// first. Linear in the merges.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if a merge names a token that comes later or is
    /// missing, or makes one longer than any tokenizer has.
    ///
    /// # Panics
    ///
    /// If an id is not below the end that [`Pairs::new`] was told.
    pub(in super::super) fn extend(&mut self, merges: &[(u32, Merge)]) -> Result<()> {
        for &(id, merge) in merges {
            let [left, right] = [merge.left, merge.right].map(|part| self.token_bytes(part));
            if left == 0 || right == 0 || merge.left.max(merge.right) >= id {
                return Err(invalid("a merge names a token that is not there"));
            }
            if left + right > MAX_TOKEN_BYTES {
                return Err(invalid("it has a token that is too long"));
            }
            #[expect(clippy::cast_possible_truncation, reason = "MAX_TOKEN_BYTES fits")]
            let length = (left + right) as u16;
            let mut class = self.class(merge.left);
            if class == Class::Space as usize {
                class = self.class(merge.right);
            }
            #[expect(clippy::cast_possible_truncation, reason = "a class is small")]
            let class = class as u16;
            self.lengths[id as usize] = length | class << LENGTH_BITS;
        }
        let mask = self.slots.len() - 1;
        for &(id, merge) in merges {
            let key = key(merge.left, merge.right);
            let hash = hash(key);
            let (word, bit) = known_place(hash);
            self.known[word] |= bit;
            let mut at = hash & mask;
            while self.slots[at] != EMPTY {
                at = (at + 1) & mask;
            }
            self.slots[at] = key << ID_BITS | u64::from(id);
        }
        Ok(())
    }

    /// One more than the largest id.
    #[expect(clippy::cast_possible_truncation, reason = "ids are u32")]
    pub(in super::super) fn id_end(&self) -> u32 {
        self.lengths.len() as u32
    }

    /// The length of a token; 0 if there is none with this id.
    #[inline]
    pub(in super::super) fn token_bytes(&self, id: u32) -> usize {
        let length = self.lengths.get(id as usize);
        length.map_or(0, |length| usize::from(length & LENGTH))
    }

    /// The [`Class`] of a token, as a number: that of its first byte that is no
    /// white space.
    #[inline]
    pub(in super::super) fn class(&self, id: u32) -> usize {
        let length = self.lengths.get(id as usize);
        length.map_or(Class::Rest as usize, |length| {
            usize::from(length >> LENGTH_BITS)
        })
    }

    /// The byte of each single-byte token and the merge of each other one, by
    /// id. Linear in the vocabulary.
    #[expect(clippy::cast_possible_truncation, reason = "the halves of a key")]
    pub(in super::super) fn tokens(&self) -> Vec<Option<Token>> {
        let mut tokens = vec![None; self.lengths.len()];
        for (byte, &id) in (0..=u8::MAX).zip(&self.byte_ids) {
            if let Some(token) = tokens.get_mut(id as usize) {
                *token = Some(Token::Byte(byte));
            }
        }
        for &slot in self.slots.iter().filter(|&&slot| slot != EMPTY) {
            let part = |shift: u32| (slot >> shift) as u32 & (MAX_TOKENS - 1);
            tokens[part(0) as usize] = Some(Token::Merge(Merge {
                left: part(2 * ID_BITS),
                right: part(ID_BITS),
            }));
        }
        tokens
    }

    /// The token that is the single byte `byte`.
    #[inline]
    pub(in super::super) fn byte_id(&self, byte: u8) -> u32 {
        self.byte_ids[usize::from(byte)]
    }

    /// The token that `left` and `right` merge into, which is also the
    /// merge's rank, or [`NO_MERGE`].
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the low bits are the id")]
    pub(in super::super) fn rank(&self, left: u32, right: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let key = key(left, right);
        let mut at = hash(key);
        let (word, bit) = known_place(at);
        if self.known[word] & bit == 0 {
            return NO_MERGE;
        }
        loop {
            let slot = self.slots[at & mask];
            if slot >> ID_BITS == key {
                return slot as u32 & (MAX_TOKENS - 1);
            }
            if slot == EMPTY {
                return NO_MERGE;
            }
            at += 1;
        }
    }
}

/// How a token is spelled.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Token {
    Byte(u8),
    Merge(Merge),
}

#[inline]
fn key(left: u32, right: u32) -> u64 {
    u64::from(left) << ID_BITS | u64::from(right)
}

#[inline]
#[allow(
    clippy::cast_possible_truncation,
    reason = "32 bits are enough, as wasm has"
)]
fn hash(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

/// Word and bit of a hash in [`Pairs::known`].
#[inline]
fn known_place(hash: usize) -> (usize, u64) {
    let at = hash >> (32 - KNOWN_BITS) & ((1 << KNOWN_BITS) - 1);
    (at / 64, 1 << (at % 64))
}
