//! The entropy coder: a message is one large number, and each choice in it
//! takes as many bits of the number as the choice is unlikely.
//!
//! These are asymmetric numeral systems (Duda, arXiv:1311.2540). Where `of`
//! of `total` places belong to what was chosen, decoding is
//!
//! ```text
//! place = state mod total                  which says what was chosen
//! state = state div total × of + number    the how-many-th of its places
//! ```
//!
//! after which 16 more bits are read whenever the state is below
//! [`STATE_MIN`]. The places of a choice need not lie side by side, which is
//! what lets an urn be a plain list. Encoding is the same backwards, from the
//! last choice to the first.

use super::urn::Urn;

/// States are from here to 2¹⁶ times as much.
pub(super) const STATE_MIN: u64 = 1 << 47;
/// How many bits are read at a time.
pub(super) const WORD_BITS: u32 = 16;
/// Yes or no has a probability in so many parts.
pub(super) const PARTS: u32 = 1 << 12;
/// No choice reads more than this.
pub(super) const MAX_CHOICE_BYTES: usize = 4;

/// Makes the model's choices: a reader reads them, a writer is told them.
///
/// The model is the same code for both, so that they cannot come to differ.
pub(super) trait Coder {
    /// Yes, with probability `yes` / [`PARTS`].
    fn flag(&mut self, yes: u32, told: bool) -> bool;

    /// A number below `count`, each as likely.
    fn index(&mut self, count: u32, told: u32) -> u32;

    /// A symbol from an urn, given how often each came up.
    fn draw(&mut self, urn: Urn, uses: impl Fn(u32) -> u32, told: u32) -> u32;
}

/// Reads a message from its bytes; after their end it reads zeros.
pub(super) struct Reader<'a> {
    state: u64,
    is_past_end: bool,
    words: core::slice::Iter<'a, [u8; 2]>,
}

impl<'a> Reader<'a> {
    /// Goes on where the state was `state` and these bytes come next.
    pub(super) fn new(state: u64, bytes: &'a [u8]) -> Self {
        let words = bytes.as_chunks().0.iter();
        Self {
            state,
            is_past_end: false,
            words,
        }
    }

    pub(super) fn state(&self) -> u64 {
        self.state
    }

    /// Whether more was read than there is.
    pub(super) fn is_past_end(&self) -> bool {
        self.is_past_end
    }

    /// How many bytes are not read yet.
    pub(super) fn bytes_left(&self) -> usize {
        2 * self.words.len()
    }

    /// The state's quotient and remainder.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "it is below total")]
    fn split(&self, total: u32) -> (u64, u32) {
        let total = u64::from(total.max(1));
        let quotient = self.state / total;
        (quotient, (self.state - quotient * total) as u32)
    }

    #[inline]
    fn join(&mut self, quotient: u64, of: u32, number: u32) {
        // In an altered message these can overflow; its checksum says so.
        let state = quotient.wrapping_mul(of.into());
        self.state = state.wrapping_add(number.into());
        while self.state < STATE_MIN {
            let word = self.words.next();
            self.is_past_end |= word.is_none();
            let word = word.copied().unwrap_or_default();
            // Never 0, which would stay 0 for ever.
            let state = self.state.max(1) << WORD_BITS;
            self.state = state | u64::from(u16::from_le_bytes(word));
        }
    }
}

impl Coder for Reader<'_> {
    #[inline]
    fn flag(&mut self, yes: u32, _: bool) -> bool {
        let (quotient, place) = self.split(PARTS);
        let is_yes = place < yes;
        if is_yes {
            self.join(quotient, yes, place);
        } else {
            self.join(quotient, PARTS - yes, place - yes);
        }
        is_yes
    }

    #[inline]
    fn index(&mut self, count: u32, _: u32) -> u32 {
        let (quotient, place) = self.split(count);
        self.join(quotient, 1, 0);
        place
    }

    #[inline]
    fn draw(&mut self, urn: Urn, uses: impl Fn(u32) -> u32, _: u32) -> u32 {
        let (quotient, place) = self.split(urn.balls());
        let ball = urn.ball(place);
        self.join(quotient, urn.kind.balls_of(uses(ball.symbol)), ball.number);
        ball.symbol
    }
}
