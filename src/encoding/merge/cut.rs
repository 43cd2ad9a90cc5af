//! Merging with the tables: a piece is cut where no token crosses, each part
//! is looked up, and only what is no token is merged, from whole characters
//! where that is the same.

use super::super::key::{KEY_BYTES, Key};
use super::super::slice;
use super::super::tables::{Border, Tables};
use super::super::work::Tally;
use super::memory::Memory;
use super::short::SHORT_PARTS;
use super::{Merger, Pairs, Plain};
use alloc::{boxed::Box, vec::Vec};
use core::ops::Range;

pub(super) struct Cutter {
    memory: Memory,
    /// The characters since the last cut.
    characters: Vec<Character>,
    tokens: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Character {
    /// The byte after it.
    end: usize,
    id: Option<u32>,
    /// The border before it.
    border: Border,
}

/// What a piece is merged with.
struct With<'e, T> {
    text: &'e [u8],
    tables: &'e Tables,
    pairs: &'e Pairs,
    plain: &'e mut Plain,
    tally: &'e mut T,
}

impl Merger {
    /// The tokens of the piece `text[piece]`, which is none of the tokens that
    /// have a key. What [`Merger::merge`] makes of it, faster.
    #[inline(never)]
    pub(in super::super) fn merge_with<T: Tally>(
        &mut self,
        text: &str,
        piece: Range<usize>,
        tables: &Tables,
        pairs: &Pairs,
        tally: &mut T,
    ) -> &[u32] {
        let Self { plain, cutter } = self;
        let cutter = cutter.get_or_insert_with(|| Box::new(Cutter::new()));
        let mut with = With {
            text: text.as_bytes(),
            tables,
            pairs,
            plain,
            tally,
        };
        cutter.tokens.clear();
        cutter.characters.clear();
        if piece.len() > KEY_BYTES {
            if let Some(id) = tables.find_long(&with.text[piece.clone()]) {
                cutter.tokens.push(id);
            } else {
                cutter.cut(slice(text, piece.clone()), piece.start, &mut with);
            }
            return &cutter.tokens;
        }
        let key = Key::of(with.text, piece.start, piece.end);
        let known = cutter.memory.find(key);
        if known.is_empty() {
            cutter.cut(slice(text, piece.clone()), piece.start, &mut with);
            cutter.memory.keep(key, &cutter.tokens);
        } else {
            cutter.tokens.extend_from_slice(known);
        }
        &cutter.tokens
    }
}

impl Cutter {
    fn new() -> Self {
        Self {
            memory: Memory::new(),
            characters: Vec::new(),
            tokens: Vec::new(),
        }
    }

    /// Adds the tokens of the piece that starts at byte `start`.
    fn cut<T: Tally>(&mut self, piece: &str, start: usize, with: &mut With<T>) {
        if piece.is_ascii() {
            // No border of ASCII characters is a cut or ragged.
            let tokens = with.plain.merge(piece.as_bytes(), with.pairs, with.tally);
            self.tokens.extend_from_slice(tokens);
            return;
        }
        let tables = with.tables;
        let (mut from, mut at) = (start, start);
        let mut left = None;
        for right in piece.chars() {
            let border = left.map_or(Border::CUT, |left| tables.borders.between(left, right));
            if border == Border::CUT && at > from {
                self.close(from..at, with);
                from = at;
            }
            at += right.len_utf8();
            self.characters.push(Character {
                end: at,
                id: tables.characters.id(right),
                border,
            });
            left = Some(right);
        }
        with.tally.scanned(piece.len());
        self.close(from..at, with);
    }

    /// Adds the tokens of the characters since the last cut.
    fn close<T: Tally>(&mut self, run: Range<usize>, with: &mut With<T>) {
        let tables = with.tables;
        let merged = |id: Option<u32>| id.filter(|&id| tables.is_merged(id));
        if let [Character { id: Some(id), .. }] = self.characters[..] {
            self.tokens.push(id);
        } else if run.len() > KEY_BYTES {
            if let Some(id) = merged(tables.find_long(&with.text[run.clone()])) {
                self.tokens.push(id);
            } else {
                let tokens = merge(&self.characters, run, with);
                self.tokens.extend_from_slice(tokens);
            }
        } else {
            let key = Key::of(with.text, run.start, run.end);
            let known = self.memory.find(key);
            if let Some(id) = merged(tables.find(key)) {
                self.tokens.push(id);
            } else if known.is_empty() {
                let tokens = merge(&self.characters, run, with);
                self.memory.keep(key, tokens);
                self.tokens.extend_from_slice(tokens);
            } else {
                self.tokens.extend_from_slice(known);
            }
        }
        self.characters.clear();
    }
}

/// Merges the characters of `run`, starting with whole ones where no token can
/// take a part of them.
fn merge<'w, T: Tally>(
    characters: &[Character],
    run: Range<usize>,
    with: &'w mut With<T>,
) -> &'w [u32] {
    let With {
        text, pairs, plain, ..
    } = with;
    plain.short.clear();
    let (mut from, mut parts) = (run.start, 0);
    for (place, &Character { end, id, border }) in characters.iter().enumerate() {
        let after = characters.get(place + 1);
        let after = after.map_or(Border::CUT, |after| after.border);
        let whole = id.filter(|_| border != Border::RAGGED && after != Border::RAGGED);
        let bytes = &text[from..end];
        parts += whole.map_or(bytes.len(), |_| 1);
        if parts > SHORT_PARTS {
            return plain.merge_long(&text[run], pairs, with.tally);
        }
        if let Some(id) = whole {
            plain.short.push(id);
        } else {
            for &byte in bytes {
                plain.short.push(pairs.byte_id(byte));
            }
        }
        from = end;
    }
    plain.short.merge(pairs, with.tally)
}
