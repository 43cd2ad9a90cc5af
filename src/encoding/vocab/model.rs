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
use super::repeats::{Repeats, Variant};
use super::shape::{ASCII_CLASSES, CLASSES, ENDINGS, Shape};
use super::urn::{Kind, Urn, Use};
use alloc::{vec, vec::Vec};

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
    tokens: Vec<Token>,
    repeats: Repeats,
    section: Section,
}

#[derive(Clone, Copy)]
struct Token {
    shape: Shape,
    class: u8,
    /// How often it was a left part in this section.
    lefts: u16,
    rights: u16,
}

/// What is learnt anew in each section.
struct Section {
    /// The tokens that a merge can name.
    entered: Vec<u32>,
    lefts: Vec<Use>,
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
    fn new() -> Self {
        Self {
            entered: Vec::new(),
            lefts: Vec::new(),
            rights: vec![Rights::default(); CLASSES],
            classes: Vec::new(),
            contexts: vec![Context::default(); CLASSES * ENDINGS],
            repeat: [PARTS / 2; REPEAT_KINDS],
        }
    }
}

impl Model {
    /// A model that knows the tokens of single bytes, of which merges can
    /// name those that are ASCII.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut this = Self {
            tokens: Vec::new(),
            repeats: Repeats::new(),
            section: Section::new(),
        };
        for (id, &byte) in (0..).zip(bytes) {
            this.set(id, Shape::of_byte(byte));
            if byte.is_ascii() {
                this.enter(id);
            }
        }
        this
    }

    /// Begins with the merges beyond ASCII, which can name every byte.
    pub(super) fn begin_beyond_ascii(&mut self) {
        self.section = Section::new();
        for token in &mut self.tokens {
            token.lefts = 0;
            token.rights = 0;
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
        let Token { shape, class, .. } = self.token(left);
        let variant = self.repeats.variant(shape.name(), class);
        let right = match self.repeat(coder, variant, told.right) {
            Some(right) => right,
            None => self.right(coder, left, told.right),
        };
        self.repeats.note(variant, right);
        self.use_right(right);
        self.set(id, shape.join(self.token(right).shape));
        Merge { left, right }
    }

    /// Whether token `id` is known already.
    pub(super) fn knows(&self, id: u32) -> bool {
        let token = self.tokens.get(id as usize);
        token.is_some_and(|token| token.class != UNKNOWN)
    }

    pub(super) fn is_ascii(&self, id: u32) -> bool {
        self.token(id).class < ASCII_CLASSES
    }

    fn token(&self, id: u32) -> Token {
        self.tokens[id as usize]
    }

    fn set(&mut self, id: u32, shape: Shape) {
        let place = id as usize;
        let token = Token {
            shape,
            class: shape.class(),
            lefts: 0,
            rights: 0,
        };
        if place >= self.tokens.len() {
            let class = UNKNOWN;
            self.tokens.resize(place + 1, Token { class, ..token });
        }
        self.tokens[place] = token;
    }

    fn left<C: Coder>(&mut self, coder: &mut C, told: u32) -> u32 {
        let urn = Urn {
            number: 0,
            kind: TOKENS,
            uses: &self.section.lefts,
            symbols: &self.section.entered,
        };
        let uses = |id: u32| self.tokens[id as usize].lefts.into();
        let left = coder.draw(urn, uses, told);
        let count = &mut self.tokens[left as usize].lefts;
        self.section
            .lefts
            .push(Use::new(TOKENS, left, (*count).into()));
        *count = count.saturating_add(1);
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
        let Token { shape, class, .. } = self.token(left);
        let number = usize::from(class) * ENDINGS + usize::from(shape.ending());
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
        let uses = |id: u32| self.tokens[id as usize].rights.into();
        coder.draw(urn, uses, told)
    }

    fn use_right(&mut self, right: u32) {
        let token = &mut self.tokens[right as usize];
        let uses = &mut self.section.rights[usize::from(token.class)].uses;
        uses.push(Use::new(TOKENS, right, token.rights.into()));
        token.rights = token.rights.saturating_add(1);
    }
}
