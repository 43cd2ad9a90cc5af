//! Merging a long piece: a linked list of parts and a queue of merges.

use super::super::work::Tally;
use super::pairs::{NO_MERGE, Pairs};
use super::queue::Queue;
use alloc::vec::Vec;

/// A part of the piece; parts are named by the byte they start at.
#[derive(Clone, Copy)]
struct Part {
    id: u32,
    /// Rank of merging this part with the next, or [`NO_MERGE`]. An entry
    /// of the queue with another rank is out of date.
    rank: u32,
    previous: u32,
    next: u32,
}

/// Before the first part and after the last.
const NONE: u32 = u32::MAX;

pub(super) struct Long {
    parts: Vec<Part>,
    queue: Queue,
    /// The places of the rank at hand.
    places: Vec<u32>,
    tokens: Vec<u32>,
}

impl Long {
    pub(super) fn new() -> Self {
        Self {
            parts: Vec::new(),
            queue: Queue::new(),
            places: Vec::new(),
            tokens: Vec::new(),
        }
    }

    /// The tokens of a piece of fewer than 2³² − 1 bytes.
    pub(super) fn merge<T: Tally>(&mut self, piece: &[u8], pairs: &Pairs, tally: &mut T) -> &[u32] {
        self.start(piece, pairs);
        for at in 0..self.parts.len() {
            self.rank_again(index(at), pairs, tally);
        }
        let mut places = core::mem::take(&mut self.places);
        while let Some(rank) = self.queue.pop(&mut places, tally) {
            // The newest places come first; from the left there is less to do.
            for &at in places.iter().rev() {
                if self.parts[at as usize].rank == rank {
                    self.merge_row(at, rank, pairs, tally);
                }
            }
        }
        self.places = places;
        self.tokens.clear();
        let mut at = 0;
        while at != NONE {
            let part = self.parts[at as usize];
            self.tokens.push(part.id);
            at = part.next;
        }
        &self.tokens
    }

    /// Does the merges of `rank` at `at` and wherever one overlaps with it.
    ///
    /// Merges of one rank overlap only in a row of equal parts, where the left
    /// one comes first; rows have nothing to do with each other.
    #[inline]
    fn merge_row<T: Tally>(&mut self, at: u32, rank: u32, pairs: &Pairs, tally: &mut T) {
        let mut first = at;
        loop {
            let previous = self.parts[first as usize].previous;
            if previous == NONE || self.parts[previous as usize].rank != rank {
                break;
            }
            first = previous;
            tally.queue_steps(1);
        }
        while first != NONE && self.parts[first as usize].rank == rank {
            self.merge_at(first, rank, pairs, tally);
            first = self.parts[first as usize].next;
        }
    }

    /// Merges the part at `at` with the next one.
    #[inline]
    fn merge_at<T: Tally>(&mut self, at: u32, rank: u32, pairs: &Pairs, tally: &mut T) {
        let Part { previous, next, .. } = self.parts[at as usize];
        let after = self.parts[next as usize].next;
        self.parts[next as usize].rank = NO_MERGE;
        self.parts[at as usize].id = rank;
        self.parts[at as usize].next = after;
        if after != NONE {
            self.parts[after as usize].previous = at;
        }
        self.rank_again(at, pairs, tally);
        if previous != NONE {
            self.rank_again(previous, pairs, tally);
        }
    }

    /// One part a byte.
    fn start(&mut self, piece: &[u8], pairs: &Pairs) {
        self.parts.clear();
        let length = piece.len();
        self.parts
            .extend(piece.iter().enumerate().map(|(at, &byte)| Part {
                id: pairs.byte_id(byte),
                rank: NO_MERGE,
                previous: if at == 0 { NONE } else { index(at - 1) },
                next: if at + 1 == length {
                    NONE
                } else {
                    index(at + 1)
                },
            }));
    }

    /// Looks up the merge of the part at `at` with its next one and queues it.
    #[inline]
    fn rank_again<T: Tally>(&mut self, at: u32, pairs: &Pairs, tally: &mut T) {
        let part = self.parts[at as usize];
        let rank = if part.next == NONE {
            NO_MERGE
        } else {
            tally.pair_lookup();
            pairs.rank(part.id, self.parts[part.next as usize].id)
        };
        self.parts[at as usize].rank = rank;
        if rank != NO_MERGE {
            self.queue.push(rank, at);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "pieces are shorter than 4 GiB"
)]
fn index(at: usize) -> u32 {
    at as u32
}
