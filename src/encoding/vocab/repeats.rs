//! What followed a name lately. After ` nation` with `al` there is, sooner or
//! later, `Nation` with `al`: a right part is easier told as one that the
//! name already had, in another of its variants.

use super::blocks::Blocks;
use alloc::{boxed::Box, vec};

/// How many right parts of a name are kept.
const KEPT: u8 = 16;
/// Most names have no more than so many.
const FEW: usize = 4;
/// No right part yet.
const NONE: u32 = 0;
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
    names: Blocks<Name>,
    /// Of each name the right parts; in the lowest bits, which variants
    /// were merged with it. Apart from the names, since most merges need but
    /// those.
    few: Blocks<[u32; FEW]>,
    /// All right parts of the names that have more.
    many: Blocks<[u32; KEPT as usize]>,
    /// Places in `names` by hash; 0, the shared one, where empty.
    slots: Box<[u16]>,
}

#[derive(Clone, Copy)]
struct Name {
    hash: u32,
    /// Where its right parts are once they are more than a few.
    many: u16,
    kept: u8,
    /// Where the next right part goes, in the place of the oldest.
    next: u8,
    /// How many of the right parts each variant was merged with.
    merged: [u8; VARIANTS],
}

/// Which name it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct NameId(u16);

impl NameId {
    /// Not found out yet.
    pub(super) const UNKNOWN: Self = Self(u16::MAX);
}

/// One variant of a name.
#[derive(Clone, Copy)]
pub(super) struct Variant {
    at: usize,
    variant: usize,
}

impl Variant {
    /// Of a token with this name and class.
    pub(super) fn new(name: NameId, class: u8) -> Self {
        Self {
            at: name.0.into(),
            variant: usize::from(class) % VARIANTS,
        }
    }

    /// Whether a space stands before the name, where that is a variant.
    #[expect(clippy::cast_possible_truncation, reason = "it is 0 or 1")]
    pub(super) fn spaced(self) -> u32 {
        self.variant as u32 % 2
    }
}

impl Repeats {
    pub(super) fn new() -> Self {
        let mut this = Self {
            names: Blocks::new(Name::new(0)),
            few: Blocks::new([NONE; FEW]),
            many: Blocks::new([NONE; KEPT as usize]),
            slots: vec![0; SLOTS].into(),
        };
        this.push(0);
        this
    }

    /// The name with this hash, which stays the same.
    pub(super) fn find(&mut self, hash: u32) -> NameId {
        let mut slot = hash as usize >> 16;
        loop {
            let at = self.slots[slot];
            if at == 0 {
                return self.add(hash, slot);
            }
            if self.names[usize::from(at)].hash == hash {
                return NameId(at);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    fn add(&mut self, hash: u32, slot: usize) -> NameId {
        if self.names.len() > MAX_NAMES {
            return NameId(0);
        }
        let at = self.push(hash);
        self.slots[slot] = at;
        NameId(at)
    }

    fn push(&mut self, hash: u32) -> u16 {
        self.few.push([NONE; FEW]);
        index(self.names.push(Name::new(hash)))
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
        let rights: &[u32] = if usize::from(name.kept) > FEW {
            &self.many[name.many.into()]
        } else {
            &self.few[of.at]
        };
        let kept = rights[..usize::from(name.kept)].iter();
        let others = kept.filter(move |&right| right >> of.variant & 1 == 0);
        others.map(|right| right >> VARIANTS)
    }

    /// Notes that a variant was merged with a right part.
    pub(super) fn note(&mut self, of: Variant, right: u32) {
        let Self {
            names, few, many, ..
        } = self;
        let name = &mut names[of.at];
        let bit = 1 << of.variant;
        let rights: &mut [u32] = if usize::from(name.kept) > FEW {
            &mut many[name.many.into()]
        } else {
            &mut few[of.at]
        };
        let kept = &mut rights[..usize::from(name.kept)];
        if let Some(known) = kept.iter_mut().find(|known| **known >> VARIANTS == right) {
            name.merged[of.variant] += u8::from(*known & bit == 0);
            *known |= bit;
            return;
        }
        let place = usize::from(name.next);
        let oldest = if let Some(slot) = rights.get_mut(place) {
            core::mem::replace(slot, right << VARIANTS | bit)
        } else {
            let mut all = [NONE; KEPT as usize];
            all[..FEW].copy_from_slice(rights);
            all[FEW] = right << VARIANTS | bit;
            name.many = index(many.push(all));
            NONE
        };
        if oldest != NONE {
            for (variant, merged) in name.merged.iter_mut().enumerate() {
                *merged -= u8::from(oldest >> variant & 1 != 0);
            }
        }
        name.merged[of.variant] += 1;
        name.kept = name.kept.max(name.next + 1);
        name.next = (name.next + 1) % KEPT;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "at most MAX_NAMES")]
fn index(at: usize) -> u16 {
    at as u16
}

impl Name {
    const fn new(hash: u32) -> Self {
        Self {
            hash,
            many: 0,
            kept: 0,
            next: 0,
            merged: [0; VARIANTS],
        }
    }
}
