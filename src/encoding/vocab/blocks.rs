//! A list that grows without copying what it has.

use alloc::{boxed::Box, vec::Vec};
use core::ops::{Index, IndexMut};

/// So many values are in one piece of memory.
const BLOCK: usize = 128;

/// Values by number, in pieces of memory of one size.
pub(super) struct Blocks<T> {
    pieces: Vec<Box<[T; BLOCK]>>,
    length: usize,
    /// What stands where no value has been put yet.
    empty: T,
}

impl<T: Copy> Blocks<T> {
    pub(super) const fn new(empty: T) -> Self {
        Self {
            pieces: Vec::new(),
            length: 0,
            empty,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Adds a value. Returns its number.
    pub(super) fn push(&mut self, value: T) -> usize {
        let at = self.length;
        if at.is_multiple_of(BLOCK) {
            self.pieces.push(Box::new([self.empty; BLOCK]));
        }
        self.pieces[at / BLOCK][at % BLOCK] = value;
        self.length += 1;
        at
    }
}

impl<T> Index<usize> for Blocks<T> {
    type Output = T;

    #[inline]
    fn index(&self, at: usize) -> &T {
        &self.pieces[at / BLOCK][at % BLOCK]
    }
}

impl<T> IndexMut<usize> for Blocks<T> {
    #[inline]
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.pieces[at / BLOCK][at % BLOCK]
    }
}
