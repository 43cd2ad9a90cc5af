//! Counts the work of an encoding, so that tests can assert complexity
//! without a clock.

/// What one pass over a text took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Bytes of UTF-8.
    pub bytes: u64,
    /// Bytes and characters that the splitter looked at.
    pub scanned: u64,
    /// Pieces that the text was cut into.
    pub pieces: u64,
    /// Pairs looked up in the merge table.
    pub pair_lookups: u64,
    /// Places looked at, or moved, to find the next merge; eight that are
    /// compared without a branch are one step.
    pub queue_steps: u64,
}

impl Work {
    /// All steps together.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.scanned + self.pieces + self.pair_lookups + self.queue_steps
    }
}

/// Where the engine reports its steps. `()` ignores them and costs nothing.
pub(super) trait Tally {
    fn scanned(&mut self, _bytes: usize) {}
    fn piece(&mut self) {}
    fn pair_lookup(&mut self) {}
    fn queue_steps(&mut self, _steps: usize) {}
}

impl Tally for () {}

impl Tally for Work {
    fn scanned(&mut self, bytes: usize) {
        self.scanned += bytes as u64;
    }

    fn piece(&mut self) {
        self.pieces += 1;
    }

    fn pair_lookup(&mut self) {
        self.pair_lookups += 1;
    }

    fn queue_steps(&mut self, steps: usize) {
        self.queue_steps += steps as u64;
    }
}
