//! Urns: what is drawn from one becomes likelier to be drawn again.
//!
//! An urn holds one ball of each symbol, and some more of a symbol for each
//! time that it came up. The balls lie in a row, in the order in which they
//! were put in, and a draw names the place of one. Which of a symbol's balls
//! it was is not lost: that number carries the message on (see `coder`). So
//! finding a symbol is looking at one place in memory, and nothing is sorted
//! or summed up.

/// The symbol of a ball, and which of the symbol's balls it is.
#[derive(Clone, Copy)]
pub(super) struct Ball {
    pub(super) symbol: u32,
    pub(super) number: u32,
}

/// What holds for all urns of one kind of symbols.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// A use puts in two to this power of balls.
    pub(super) use_bits: u32,
    /// Symbols have so many bits; how often one came up has the others of 32.
    pub(super) symbol_bits: u32,
}

impl Kind {
    /// So often may a symbol come up.
    pub(super) const fn max_uses(self) -> u32 {
        u32::MAX >> self.symbol_bits
    }

    /// The balls of a symbol that came up so often.
    #[inline]
    pub(super) fn balls_of(self, uses: u32) -> u32 {
        1 + (uses.min(self.max_uses()) << self.use_bits)
    }
}

/// A symbol that came up, and how often it had before.
#[derive(Clone, Copy)]
pub(super) struct Use(u32);

impl Use {
    /// The use of a symbol that came up so often before.
    #[inline]
    pub(super) fn new(kind: Kind, symbol: u32, earlier: u32) -> Self {
        Self(symbol | earlier.min(kind.max_uses()) << kind.symbol_bits)
    }

    #[inline]
    pub(super) fn symbol(self, kind: Kind) -> u32 {
        self.0 & ((1 << kind.symbol_bits) - 1)
    }

    #[inline]
    fn earlier(self, kind: Kind) -> u32 {
        self.0 >> kind.symbol_bits
    }
}

/// The balls of an urn.
#[derive(Clone, Copy)]
pub(super) struct Urn<'a> {
    /// What tells it from the other urns of the model.
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "the writer's"))]
    pub(super) number: usize,
    pub(super) kind: Kind,
    /// First lie the balls for these.
    pub(super) uses: &'a [Use],
    /// Then one ball each for these.
    pub(super) symbols: &'a [u32],
}

impl Urn<'_> {
    /// The number of balls.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "tokens are below 2¹⁸")]
    pub(super) fn balls(self) -> u32 {
        ((self.uses.len() << self.kind.use_bits) + self.symbols.len()) as u32
    }

    /// The ball at a place below [`Urn::balls`]; in an empty urn one of
    /// symbol 0, which only an altered file asks for.
    #[inline]
    pub(super) fn ball(self, place: u32) -> Ball {
        let use_bits = self.kind.use_bits;
        if let Some(&found) = self.uses.get((place >> use_bits) as usize) {
            let ball_of_use = place & ((1 << use_bits) - 1);
            return Ball {
                symbol: found.symbol(self.kind),
                number: 1 + (found.earlier(self.kind) << use_bits) + ball_of_use,
            };
        }
        let after_uses = place as usize - (self.uses.len() << use_bits);
        Ball {
            symbol: self.symbols.get(after_uses).copied().unwrap_or(0),
            number: 0,
        }
    }
}
