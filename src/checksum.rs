//! Tells a file that was altered on its way from the one that was built.

/// FNV-1a, 64 bits (Fowler, Noll, Vo: draft-eastlake-fnv). Every change of a
/// single byte changes it. It is no protection from somebody who alters a file
/// on purpose, and can alter the checksum too.
pub(crate) struct Checksum(u64);

impl Checksum {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub(crate) fn value(&self) -> u64 {
        self.0
    }
}
