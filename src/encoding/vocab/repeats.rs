//! What followed a name lately. After ` nation` with `al` there is, sooner or
//! later, `Nation` with `al`: a right part is easier told as one that the
//! name already had, in another of its variants.

use alloc::{boxed::Box, vec, vec::Vec};

/// How many right parts of a name are kept.
const KEPT: u8 = 16;
/// How many variants of a name are told apart.
const VARIANTS: usize = 8;
/// More names than any vocabulary has on the left of merges; those that come
/// later share one place.
const MAX_NAMES: usize = 3 << 14;
/// Power of two, larger than [`MAX_NAMES`].
const SLOTS: usize = 1 << 16;

/// The right parts that each name was merged with lately, and in which of its
/// variants.
pub(super) struct Repeats {
    names: Vec<Name>,
    /// Places in `names` by hash; 0, the shared one, where empty.
    slots: Box<[u16]>,
}

#[derive(Clone)]
struct Name {
    hash: u32,
    kept: u8,
    /// Where the next right part goes, in the place of the oldest.
    next: u8,
    /// How many of the right parts each variant was merged with.
    merged: [u8; VARIANTS],
    /// Right parts; in the lowest bits, which variants were merged with it.
    rights: [u32; KEPT as usize],
}

/// One variant of a name.
#[derive(Clone, Copy)]
pub(super) struct Variant {
    at: usize,
    variant: usize,
}

impl Variant {
    /// Whether a space stands before the name, where that is a variant.
    #[expect(clippy::cast_possible_truncation, reason = "it is 0 or 1")]
    pub(super) fn spaced(self) -> u32 {
        self.variant as u32 % 2
    }
}

impl Repeats {
    pub(super) fn new() -> Self {
        Self {
            names: vec![Name::new(0)],
            slots: vec![0; SLOTS].into(),
        }
    }

    /// A token with this name and class.
    pub(super) fn variant(&mut self, name: u32, class: u8) -> Variant {
        let variant = usize::from(class) % VARIANTS;
        let mut slot = name as usize >> 16;
        let at = loop {
            let at = usize::from(self.slots[slot]);
            if at == 0 {
                break self.add(name, slot);
            }
            if self.names[at].hash == name {
                break at;
            }
            slot = (slot + 1) % SLOTS;
        };
        Variant { at, variant }
    }

    #[expect(clippy::cast_possible_truncation, reason = "at most MAX_NAMES")]
    fn add(&mut self, name: u32, slot: usize) -> usize {
        if self.names.len() > MAX_NAMES {
            return 0;
        }
        self.names.push(Name::new(name));
        self.slots[slot] = (self.names.len() - 1) as u16;
        self.names.len() - 1
    }

    /// How many right parts it has, and how many more only other variants
    /// have.
    pub(super) fn counts(&self, of: Variant) -> (u32, u32) {
        let name = &self.names[of.at];
        let merged = name.merged[of.variant];
        (merged.into(), (name.kept - merged).into())
    }

    /// The right parts that only other variants have.
    pub(super) fn candidates(&self, of: Variant) -> impl Iterator<Item = u32> {
        let name = &self.names[of.at];
        let kept = name.rights[..usize::from(name.kept)].iter();
        let others = kept.filter(move |&right| right >> of.variant & 1 == 0);
        others.map(|right| right >> VARIANTS)
    }

    /// Notes that a variant was merged with a right part.
    pub(super) fn note(&mut self, of: Variant, right: u32) {
        let name = &mut self.names[of.at];
        let bit = 1 << of.variant;
        let kept = &mut name.rights[..usize::from(name.kept)];
        if let Some(known) = kept.iter_mut().find(|known| **known >> VARIANTS == right) {
            name.merged[of.variant] += u8::from(*known & bit == 0);
            *known |= bit;
            return;
        }
        let place = usize::from(name.next);
        let oldest = core::mem::replace(&mut name.rights[place], right << VARIANTS | bit);
        for (variant, merged) in name.merged.iter_mut().enumerate() {
            *merged -= u8::from(oldest >> variant & 1 != 0);
        }
        name.merged[of.variant] += 1;
        name.kept = name.kept.max(name.next + 1);
        name.next = (name.next + 1) % KEPT;
    }
}

impl Name {
    const fn new(hash: u32) -> Self {
        Self {
            hash,
            kept: 0,
            next: 0,
            merged: [0; VARIANTS],
            rights: [0; KEPT as usize],
        }
    }
}
