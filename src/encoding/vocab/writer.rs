//! Writes what [`Reader`](super::coder::Reader) reads.

use super::coder::{Coder, PARTS, STATE_MIN, WORD_BITS};
use super::urn::{Kind, Urn};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// Notes the choices it is told, and makes a message of them at the end.
#[derive(Default)]
pub(super) struct Writer {
    choices: Vec<Choice>,
    urns: BTreeMap<usize, Places>,
}

struct Choice {
    total: u32,
    of: u32,
    place: Place,
}

#[derive(Clone, Copy)]
enum Place {
    /// The first of places side by side.
    First(u32),
    /// The balls of a symbol, when an urn had so many uses.
    Balls {
        urn: usize,
        symbol: u32,
        uses: usize,
    },
}

/// Where an urn's symbols have come to lie.
struct Places {
    kind: Kind,
    symbols: BTreeMap<u32, u32>,
    uses: BTreeMap<u32, Vec<u32>>,
    uses_seen: usize,
}

impl Coder for Writer {
    fn flag(&mut self, yes: u32, told: bool) -> bool {
        let (first, of) = if told { (0, yes) } else { (yes, PARTS - yes) };
        self.note(PARTS, of, Place::First(first));
        told
    }

    fn index(&mut self, count: u32, told: u32) -> u32 {
        self.note(count, 1, Place::First(told));
        told
    }

    fn draw(&mut self, urn: Urn, uses: impl Fn(u32) -> u32, told: u32) -> u32 {
        let of = urn.kind.balls_of(uses(told));
        assert!(
            uses(told) <= urn.kind.max_uses(),
            "a part is in too many merges"
        );
        let places = self.urns.entry(urn.number);
        places.or_insert_with(|| Places::new(urn.kind)).look(urn);
        let balls = Place::Balls {
            urn: urn.number,
            symbol: told,
            uses: urn.uses.len(),
        };
        self.note(urn.balls(), of, balls);
        told
    }
}

impl Writer {
    fn note(&mut self, total: u32, of: u32, place: Place) {
        self.choices.push(Choice { total, of, place });
    }

    /// The message.
    ///
    /// # Panics
    ///
    /// If it cannot be written, which a look at [`Writer::encode`] excludes.
    pub(super) fn finish(&self) -> Vec<u8> {
        let mut last_states = STATE_MIN..;
        let message = last_states.find_map(|last| self.encode(last));
        message.expect("some last state leads to a message")
    }

    /// The message after which the reader's state is `last`; or nothing if a
    /// state falls right beside the range of states, where the number of
    /// places does not divide it: about once in 2²⁷ choices. Another last
    /// state passes elsewhere.
    fn encode(&self, last: u64) -> Option<Vec<u8>> {
        let states = STATE_MIN..STATE_MIN << WORD_BITS;
        let mut state = last;
        let mut words = Vec::new();
        for choice in self.choices.iter().rev() {
            let (total, of) = (u64::from(choice.total), u64::from(choice.of));
            while state >= states.end / total * of {
                let [low, high, ..] = state.to_le_bytes();
                words.push([low, high]);
                state >>= WORD_BITS;
            }
            let number = u32::try_from(state % of).expect("the number of a place");
            state = state / of * total + u64::from(self.place(choice.place, number));
            if !states.contains(&state) {
                return None;
            }
        }
        let words = words.into_iter().rev().flatten();
        Some(state.to_le_bytes().into_iter().chain(words).collect())
    }

    fn place(&self, place: Place, number: u32) -> u32 {
        match place {
            Place::First(first) => first + number,
            Place::Balls { urn, symbol, uses } => self.urns[&urn].of_ball(symbol, uses, number),
        }
    }
}

impl Places {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            symbols: BTreeMap::new(),
            uses: BTreeMap::new(),
            uses_seen: 0,
        }
    }

    /// Takes in what is new in the urn.
    fn look(&mut self, urn: Urn) {
        let known = self.symbols.len();
        for (place, &symbol) in (place_of(known)..).zip(&urn.symbols[known..]) {
            self.symbols.insert(symbol, place);
        }
        let known = self.uses_seen;
        for (place, found) in (place_of(known)..).zip(&urn.uses[known..]) {
            let symbol = found.symbol(self.kind);
            self.uses.entry(symbol).or_default().push(place);
        }
        self.uses_seen = urn.uses.len();
    }

    fn of_ball(&self, symbol: u32, uses: usize, number: u32) -> u32 {
        let use_bits = self.kind.use_bits;
        match number.checked_sub(1) {
            None => (place_of(uses) << use_bits) + self.symbols[&symbol],
            Some(after_first) => {
                let place = self.uses[&symbol][(after_first >> use_bits) as usize];
                (place << use_bits) + (after_first & ((1 << use_bits) - 1))
            }
        }
    }
}

fn place_of(index: usize) -> u32 {
    u32::try_from(index).expect("tokens fit u32")
}
