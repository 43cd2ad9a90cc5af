//! Gemma's tokenizer does not split: it merges the text in one piece, after
//! it has found runs of spaces, tabs and line feeds and, before Gemma 4, tags
//! of HTML. So a text may be cut wherever no token of its vocabulary crosses,
//! and here it is cut between
//!
//! - a character and a space after it, but for the token `> </`;
//! - a digit and anything else;
//! - letters and what is none, if one of the two is ASCII, but for `ˈ`.
//!
//! Mistral's first tokenizers do the same, over fewer characters. Only they merge
//! several spaces last, so that the one before a word is the word's if any token
//! has it so: here the spaces stand before the word, 16 at most.
//!
//! `cargo xtask vocab` checks these borders in all tokens. Those between two
//! characters beyond ASCII are found in the tables, see `borders.rs`.

use super::super::rows::{Pattern, SpecialRow};
use super::super::special;
use super::super::unicode::{ASCII, CONTROL, LETTER, MARK, NEWLINE, SPACE, SYMBOL};
use super::super::work::Tally;
use super::Scanner;

/// The longest run of one character that is a token of Gemma.
const LONGEST_RUN: usize = 31;
/// The most spaces that are a token of Mistral.
const MOST_SPACES: usize = 16;
/// Longer than every tag.
const TAG_BYTES: usize = 19;

/// What a character can stand beside in a token: it has a bit in common with
/// its neighbour.
type Kind = u8;

/// Beside nothing but itself: digits, blanks, the text's end.
const ALONE: Kind = 0;
const WORD: Kind = 1 << 0;
const OTHER: Kind = 1 << 1;
const WIDE: Kind = 1 << 2;

/// The kinds of ASCII characters.
const KINDS: [Kind; 256] = {
    let mut kinds = [ALONE; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let class = ASCII[byte as usize];
        kinds[byte as usize] = match byte {
            b' ' | b'\t' | b'\n' => ALONE,
            _ if class & LETTER != 0 => WORD,
            _ if class & (SYMBOL | CONTROL | SPACE | NEWLINE) != 0 => OTHER,
            _ => ALONE,
        };
        byte += 1;
    }
    kinds
};

/// Where the piece that starts at byte `start` ends; at every one of the
/// `tags` another piece starts.
#[inline(never)]
pub(in super::super) fn piece_end<T: Tally>(
    scan: &Scanner,
    pattern: Pattern,
    tags: &'static [SpecialRow],
    start: usize,
    tally: &mut T,
) -> usize {
    let text = scan.text();
    let mut at = start;
    match text[start] {
        b'\n' | b'\t' => return run_end(scan, start, LONGEST_RUN, tally),
        b' ' if pattern == Pattern::Mistral => {
            // One more than a token has: that one may be the next word's.
            at = run_end(scan, start, MOST_SPACES + 1, tally);
            if at > start + MOST_SPACES {
                return start + MOST_SPACES;
            }
        }
        b' ' => {
            at = run_end(scan, start, LONGEST_RUN, tally);
            if at > start + 1 {
                return at;
            }
        }
        _ => {}
    }
    if let Some((length, _)) = tag(scan, tags, at) {
        return if at == start { start + length } else { at };
    }
    let (mut kind, length) = look(scan, at);
    if kind == ALONE {
        // A digit; or what follows a space alone.
        return if at == start { at + 1 } else { at };
    }
    at += length;
    loop {
        if kind == WORD {
            at = scan.skip_ascii(at, LETTER);
        }
        let (next, length) = look(scan, at);
        if kind & next == 0 && !is_odd_space(scan, at) || is_tag(scan, tags, at) {
            tally.scanned(at - start);
            return at;
        }
        at += length.max(1);
        // After the space in `> </`, a symbol follows.
        kind = if next == ALONE { OTHER } else { next };
    }
}

/// The kind of the character at byte `at`, and its length in bytes.
#[inline]
fn look(scan: &Scanner, at: usize) -> (Kind, usize) {
    if let Some(&byte) = scan.text().get(at)
        && byte < 0x80
    {
        return (KINDS[usize::from(byte)], 1);
    }
    let (class, length) = scan.class(at);
    let kind = match class {
        _ if length == 0 => ALONE,
        _ if scan.text()[at..].starts_with("ˈ".as_bytes()) => WIDE | WORD | OTHER,
        _ if class & (LETTER | MARK) != 0 => WIDE | WORD,
        _ => WIDE | OTHER,
    };
    (kind, length)
}

/// Where the run of one character ends that starts at byte `start`, or the
/// `longest` that is looked for.
#[inline(never)]
fn run_end<T: Tally>(scan: &Scanner, start: usize, longest: usize, tally: &mut T) -> usize {
    let rest = &scan.text()[start..];
    let run = rest
        .iter()
        .take(longest)
        .take_while(|&byte| *byte == rest[0]);
    let length = run.count();
    if length < longest {
        scan.meet(start + length);
    }
    tally.scanned(length);
    start + length
}

/// Whether the space is that of `> </`.
fn is_odd_space(scan: &Scanner, at: usize) -> bool {
    let text = scan.text();
    if text[at - 1] != b'>' {
        return false;
    }
    scan.meet(at + 2);
    text[at..].starts_with(b" </")
}

fn is_tag(scan: &Scanner, tags: &'static [SpecialRow], at: usize) -> bool {
    tag(scan, tags, at).is_some()
}

/// The tag at byte `at`: its length and id.
#[inline]
pub(in super::super) fn tag(
    scan: &Scanner,
    tags: &'static [SpecialRow],
    at: usize,
) -> Option<(usize, u32)> {
    let rest = scan.text().get(at..)?;
    let opening = tags.first()?.0.as_bytes().first();
    if rest.first() != opening {
        return None;
    }
    scan.meet(at + TAG_BYTES);
    special::at_start(tags, rest)
}
