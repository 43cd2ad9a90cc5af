//! How likely each merge is after those before it: the model that the writer
//! and the reader of a vocabulary file have in common.
//!
//! A merge is told in up to four choices.
//!
//! 1. **The left part**, from an urn of all tokens: a token is as likely as
//!    it has been a left part before, and a quarter more.
//! 2. Where other variants of its name have right parts that it has not yet
//!    (see `repeats`): **whether it is one of these**, and which.
//! 3. Else **the class of the right part**, from an urn for tokens of the
//!    left part's class and ending;
//! 4. and **the right part**, from an urn of all tokens of that class, as the
//!    left one.

use super::BYTE_TOKENS;
use super::coder::{Coder, PARTS};
use super::file::{MAX_TOKENS, Merge};
use super::repeats::{NameId, Repeats, Variant};
use super::shape::{ASCII_CLASSES, CLASSES, ENDINGS, Shape};
use super::urn::{Kind, Urn, Use};
use alloc::{boxed::Box, vec, vec::Vec};

/// A token that was used has four balls for each use to one for being there.
const TOKENS: Kind = Kind {
    use_bits: 2,
    symbol_bits: MAX_TOKENS.trailing_zeros(),
};
/// Classes, of which there are few, are learnt faster.
const CLASS: Kind = Kind {
    use_bits: 5,
    symbol_bits: 8,
};

/// The class of an id whose token is not known yet.
const UNKNOWN: u8 = u8::MAX;

/// How fast the likelihood of repeats is learnt.
const REPEAT_SHIFT: u32 = 6;
/// Kinds of situations in which it is learnt: see [`Model::repeat`].
const REPEAT_KINDS: usize = 2 * 8 * 8;

/// How likely a token is to be ASCII, in [`PARTS`]: certain neither way.
pub(super) fn ascii_likelihood(ascii_merges: u32, merges: u32) -> u32 {
    (ascii_merges * PARTS / merges.max(1)).clamp(1, PARTS - 1)
}

/// The model, with what it has learnt so far.
pub(super) struct Model {
    /// By id, as many as there can be.
    tokens: Box<[Token]>,
    /// Likewise; apart from the tokens, since no choice waits for them.
    shapes: Box<[Shape]>,
    repeats: Repeats,
    section: Section,
}

#[derive(Clone, Copy)]
struct Token {
    class: u8,
    ending: u8,
    /// Once it was a left part.
    name: NameId,
}

impl Token {
    const UNKNOWN: Self = Self {
        class: UNKNOWN,
        ending: 0,
        name: NameId::UNKNOWN,
    };
}

/// What is learnt anew in each section.
struct Section {
    /// The tokens that a merge can name.
    entered: Vec<u32>,
    lefts: Vec<Use>,
    /// How often each token was a left part.
    left_uses: Box<[u16]>,
    /// How often each token was a right part.
    right_uses: Box<[u16]>,
    /// By class.
    rights: Vec<Rights>,
    /// The classes that have tokens.
    classes: Vec<u32>,
    /// By class and ending of the left part.
    contexts: Vec<Context>,
    /// By kind: the likelihood in [`PARTS`].
    repeat: [u32; REPEAT_KINDS],
}

#[derive(Clone, Default)]
struct Rights {
    entered: Vec<u32>,
    uses: Vec<Use>,
}

/// Which classes followed.
#[derive(Clone, Default)]
struct Context {
    uses: Vec<Use>,
    /// How often each class did; empty at first.
    counts: Vec<u32>,
}

impl Section {
    /// A section of so many merges, of tokens whose ids do not reach the end.
    #[inline(never)]
    fn new(merges: u32, id_end: u32) -> Self {
        let unused = || vec![0; id_end as usize].into();
        Self {
            entered: Vec::with_capacity(id_end as usize),
            lefts: Vec::with_capacity(merges as usize),
            left_uses: unused(),
            right_uses: unused(),
            rights: vec![Rights::default(); CLASSES],
            classes: Vec::new(),
            contexts: vec![Context::default(); CLASSES * ENDINGS],
            repeat: [PARTS / 2; REPEAT_KINDS],
        }
    }
}

impl Model {
    /// A model that knows the tokens of single bytes, of which merges can
    /// name those that are ASCII; so many merges of ASCII tokens come first,
    /// and no id reaches the end.
    pub(super) fn new(bytes: &[u8], ascii_merges: u32, id_end: u32) -> Self {
        let mut this = Self {
            tokens: vec![Token::UNKNOWN; id_end as usize].into(),
            shapes: vec![Shape::of_byte(0); id_end as usize].into(),
            repeats: Repeats::new(),
            section: Section::new(ascii_merges, id_end),
        };
        for (id, &byte) in (0..).zip(bytes) {
            this.set(id, Shape::of_byte(byte));
            if byte.is_ascii() {
                this.enter(id);
            }
        }
        this
    }

    /// Begins with the merges beyond ASCII, so many, which can name every byte.
    pub(super) fn begin_beyond_ascii(&mut self, merges: u32) {
        #[expect(clippy::cast_possible_truncation, reason = "ids are u32")]
        let id_end = self.tokens.len() as u32;
        let rights = core::mem::take(&mut self.section.rights);
        let ascii: Vec<_> = rights.iter().map(|rights| rights.entered.len()).collect();
        drop(rights);
        // The memory of the first section is there for the second.
        self.section = Section::new(0, 0);
        self.section = Section::new(merges, id_end);
        // All that could be named can be again.
        for (rights, tokens) in self.section.rights.iter_mut().zip(ascii) {
            rights.entered.reserve_exact(tokens);
        }
        for id in 0..BYTE_TOKENS {
            self.enter(id);
        }
    }

    /// Makes a token one that merges can name.
    pub(super) fn enter(&mut self, id: u32) {
        let class = self.token(id).class;
        let rights = &mut self.section.rights[usize::from(class)];
        if rights.entered.is_empty() {
            self.section.classes.push(class.into());
        }
        rights.entered.push(id);
        self.section.entered.push(id);
    }

    /// The merge that makes token `id`. Both parts are tokens that are there
    /// before it, unless the message is altered.
    pub(super) fn merge<C: Coder>(&mut self, coder: &mut C, id: u32, told: Merge) -> Merge {
        let left = self.left(coder, told.left);
        let variant = Variant::new(self.name(left), self.token(left).class);
        let right = match self.repeat(coder, variant, told.right) {
            Some(right) => right,
            None => self.right(coder, left, told.right),
        };
        self.repeats.note(variant, right);
        self.use_right(right);
        let [shape, other] = [left, right].map(|part| self.shapes[part as usize]);
        self.set(id, shape.join(other));
        Merge { left, right }
    }

    /// Whether token `id` is known already.
    pub(super) fn knows(&self, id: u32) -> bool {
        self.token(id).class != UNKNOWN
    }

    pub(super) fn is_ascii(&self, id: u32) -> bool {
        self.token(id).class < ASCII_CLASSES
    }

    fn token(&self, id: u32) -> Token {
        self.tokens[id as usize]
    }

    fn set(&mut self, id: u32, shape: Shape) {
        self.tokens[id as usize] = Token {
            class: shape.class(),
            ending: shape.ending(),
            name: NameId::UNKNOWN,
        };
        self.shapes[id as usize] = shape;
    }

    fn name(&mut self, id: u32) -> NameId {
        let token = &mut self.tokens[id as usize];
        if token.name == NameId::UNKNOWN {
            token.name = self.repeats.find(self.shapes[id as usize].name());
        }
        token.name
    }

    fn left<C: Coder>(&mut self, coder: &mut C, told: u32) -> u32 {
        let urn = Urn {
            number: 0,
            kind: TOKENS,
            uses: &self.section.lefts,
            symbols: &self.section.entered,
        };
        let uses = |id: u32| self.section.left_uses[id as usize].into();
        let left = coder.draw(urn, uses, told);
        let uses = &mut self.section.left_uses[left as usize];
        let new = Use::new(TOKENS, left, (*uses).into());
        *uses = uses.saturating_add(1);
        self.section.lefts.push(new);
        left
    }

    /// A right part that the name already has in another variant.
    fn repeat<C: Coder>(&mut self, coder: &mut C, of: Variant, told: u32) -> Option<u32> {
        let (merged, others) = self.repeats.counts(of);
        if others == 0 {
            return None;
        }
        let kind = (others.ilog2() << 3 | (merged + 1).ilog2()) << 1 | of.spaced();
        let likelihood = &mut self.section.repeat[kind as usize];
        let at = self
            .repeats
            .candidates(of)
            .zip(0..)
            .find(|&(right, _)| right == told);
        let is_repeat = coder.flag(*likelihood, at.is_some());
        if !is_repeat {
            *likelihood -= *likelihood >> REPEAT_SHIFT;
            return None;
        }
        *likelihood += (PARTS - *likelihood) >> REPEAT_SHIFT;
        let at = coder.index(others, at.map_or(0, |(_, at)| at));
        self.repeats.candidates(of).nth(at as usize)
    }

    fn right<C: Coder>(&mut self, coder: &mut C, left: u32, told: u32) -> u32 {
        let Token { class, ending, .. } = self.token(left);
        let number = usize::from(class) * ENDINGS + usize::from(ending);
        let context = &mut self.section.contexts[number];
        if context.counts.is_empty() {
            context.counts = vec![0; CLASSES];
        }
        let urn = Urn {
            number: 1 + CLASSES + number,
            kind: CLASS,
            uses: &context.uses,
            symbols: &self.section.classes,
        };
        let uses = |class: u32| context.counts[class as usize];
        let told_class = self.tokens[told as usize].class;
        let class = coder.draw(urn, uses, told_class.into()) as usize;
        let count = &mut context.counts[class];
        #[expect(clippy::cast_possible_truncation, reason = "below CLASSES")]
        context.uses.push(Use::new(CLASS, class as u32, *count));
        *count += 1;

        let urn = Urn {
            number: 1 + class,
            kind: TOKENS,
            uses: &self.section.rights[class].uses,
            symbols: &self.section.rights[class].entered,
        };
        let uses = |id: u32| self.section.right_uses[id as usize].into();
        coder.draw(urn, uses, told)
    }

    fn use_right(&mut self, right: u32) {
        let class = self.token(right).class;
        let uses = &mut self.section.right_uses[right as usize];
        let new = Use::new(TOKENS, right, (*uses).into());
        *uses = uses.saturating_add(1);
        self.section.rights[usize::from(class)].uses.push(new);
    }
}
