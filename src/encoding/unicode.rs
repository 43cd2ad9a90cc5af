//! The character classes that the patterns ask for, from the project's own
//! tables: a browser's Unicode version must not change a count.
//!
//! `classes.bin` holds runs of code points of one class, from U+0000 to
//! U+10FFFF: a byte with the class's bit number in its upper half and the
//! length in its lower one, or 0 there and then the length as LEB128. It is
//! written by `cargo xtask unicode` from the tables of the engine that the reference
//! uses, and a native test compares every code point with that engine.

use alloc::vec::Vec;
use spin::Once;

/// A set of character classes; a character is in exactly one class.
pub(super) type Set = u16;

/// Beyond the text's end: in no set.
pub(super) const END: Set = 0;
/// `\p{Lu}` and `\p{Lt}`.
pub(super) const UPPER: Set = 1 << 0;
/// `\p{Ll}`.
pub(super) const LOWER: Set = 1 << 1;
/// `\p{Lm}` and `\p{Lo}`: letters without case.
pub(super) const CASELESS: Set = 1 << 2;
/// `\p{M}`.
pub(super) const MARK: Set = 1 << 3;
/// `\p{N}`.
pub(super) const NUMBER: Set = 1 << 4;
/// `\s` without the line breaks of [`NEWLINE`].
pub(super) const SPACE: Set = 1 << 5;
/// `[\r\n]`.
pub(super) const NEWLINE: Set = 1 << 6;
/// `[\p{P}\p{S}]`: punctuation and symbols.
pub(super) const SYMBOL: Set = 1 << 7;
/// `\p{C}` without the white space: controls, format characters, unassigned.
pub(super) const CONTROL: Set = 1 << 8;

/// `\p{L}`.
pub(super) const LETTER: Set = UPPER | LOWER | CASELESS;
/// What is no letter, mark, number or white space.
pub(super) const OTHER: Set = SYMBOL | CONTROL;
/// `\s`.
pub(super) const WHITE: Set = SPACE | NEWLINE;

const RUNS: &[u8] = include_bytes!("unicode/classes.bin");
const BLOCK: usize = 256;
const BLOCKS: usize = 0x11_0000 / BLOCK;

/// The class of every code point, in two stages.
pub(super) struct Classes {
    /// Which of `blocks` the code points `256 n ..` use.
    block_of: [u8; BLOCKS],
    blocks: Vec<[Set; BLOCK]>,
}

static CLASSES: Once<Classes> = Once::new();

impl Classes {
    /// The tables, unpacked once.
    pub(super) fn get() -> &'static Self {
        if let Some(classes) = CLASSES.get() {
            return classes;
        }
        let classes = Self::unpack(RUNS);
        CLASSES.call_once(|| classes)
    }

    fn unpack(mut runs: &[u8]) -> Self {
        let mut this = Self {
            block_of: [0; BLOCKS],
            blocks: Vec::new(),
        };
        let (mut class, mut left) = (END, 0);
        let mut number = 0;
        while number < BLOCKS {
            let mut block = [class; BLOCK];
            // Long runs, of ideographs or of nothing, fill many blocks.
            let mut same = left / BLOCK;
            left -= same * BLOCK;
            if same == 0 {
                same = 1;
                for slot in &mut block {
                    if left == 0 {
                        (class, left) = next_run(&mut runs);
                    }
                    *slot = class;
                    left -= 1;
                }
            }
            this.blocks.push(block);
            let index = u8::try_from(this.blocks.len() - 1).unwrap_or(u8::MAX);
            this.block_of[number..number + same].fill(index);
            number += same;
        }
        this
    }

    /// The class of a code point.
    #[inline]
    pub(super) fn of(&self, code_point: u32) -> Set {
        let code_point = code_point as usize;
        let block = self.block_of[(code_point / BLOCK).min(BLOCKS - 1)];
        self.blocks[usize::from(block)][code_point % BLOCK]
    }
}

fn next_run(runs: &mut &[u8]) -> (Set, usize) {
    let mut next = || {
        let (&byte, rest) = runs.split_first().expect("runs cover every code point");
        *runs = rest;
        byte
    };
    let head = next();
    let mut length = usize::from(head & 0xf);
    if length == 0 {
        let mut shift = 0;
        loop {
            let byte = next();
            length |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
    }
    (1 << (head >> 4), length)
}

/// The class of each ASCII byte; [`END`] for the bytes of other characters.
pub(super) const ASCII: [Set; 256] = {
    let mut table = [END; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        table[byte as usize] = match byte {
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            b'0'..=b'9' => NUMBER,
            b'\r' | b'\n' => NEWLINE,
            b' ' | b'\t' | 0x0b | 0x0c => SPACE,
            0x21..=0x7e => SYMBOL,
            _ => CONTROL,
        };
        byte += 1;
    }
    table
};
