//! Encodings: text to token ids and back, exactly as the model's own
//! tokenizer does it.
//!
//! ```text
//! text ──split──▶ pieces ──look up, else merge──▶ tokens
//! ```
//!
//! [`rows`] holds the encodings as data and [`vocab::decode`] reads the
//! vocabulary file each needs. `split` cuts the text, `pieces` finds those
//! that are a token as they stand, `merge` makes several tokens of the rest.

mod key;
mod loading;
mod merge;
pub mod rows;
mod segment;
mod special;
mod split;
mod tables;
mod unicode;
pub mod vocab;
mod work;

pub use loading::Loading;
pub use rows::{EncodingRow, Pattern, ROWS};
pub use segment::Segments;
pub use special::Special;
pub use work::Work;

use crate::{Error, ErrorKind, Result};
use key::{KEY_BYTES, Key};
use merge::{Merger, Pairs};
use segment::Utf16Cursor;
use split::{Scanner, Split, cl100k::Cl100k, o200k::O200k, r50k::R50k};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use tables::Tables;
use work::Tally;

/// How much is encoded by the merges alone before the tables are built: about
/// as much as takes as long as building them.
const SLOW_BYTES: usize = 64 << 10;

/// An encoding with its vocabulary, ready to encode.
pub struct Encoding {
    row: &'static EncodingRow,
    pairs: Pairs,
    /// What speeds up counting and decoding: a few texts are counted sooner
    /// than it is built.
    tables: OnceLock<Tables>,
    /// Bytes that were encoded without the tables.
    slow_bytes: AtomicUsize,
    /// Memory to merge in, kept between calls. A thread that finds it taken
    /// uses its own.
    merger: Mutex<Merger>,
}

impl Encoding {
    /// The encoding `name` over the bytes of its vocabulary file.
    ///
    /// # Errors
    ///
    /// `unknown-encoding` if there is no such encoding; `invalid-vocabulary`
    /// if the file is cut off, altered, of another version or of another
    /// encoding.
    pub fn load(name: &str, vocabulary_file: &[u8]) -> Result<Self> {
        let mut loading = Loading::new(name)?;
        loading.push(vocabulary_file)?;
        loading.into_encoding()
    }

    /// An encoding without tokens.
    fn new(row: &'static EncodingRow) -> Self {
        Self {
            row,
            pairs: Pairs::empty(),
            tables: OnceLock::new(),
            slow_bytes: AtomicUsize::new(0),
            merger: Mutex::new(Merger::new()),
        }
    }

    /// Builds now what else would be built once a longer text is counted: a
    /// tenth of a second or less, for whoever has time.
    pub fn prepare(&self) {
        self.tables();
    }

    fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| Tables::build(&self.pairs))
    }

    /// The tables, if they are there or the texts so far were long enough.
    fn tables_for(&self, text: &str) -> Option<&Tables> {
        let tables = self.tables.get();
        let slow_bytes = self.slow_bytes.load(Ordering::Relaxed) + text.len();
        if tables.is_some() || slow_bytes > SLOW_BYTES {
            return Some(self.tables());
        }
        self.slow_bytes.store(slow_bytes, Ordering::Relaxed);
        None
    }

    /// The encoding's name, such as `o200k_base`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.row.name
    }

    /// One more than the largest token id, special tokens included.
    #[must_use]
    pub fn vocabulary_size(&self) -> u32 {
        let largest_special = special::max_id(self.row);
        self.pairs.id_end().max(largest_special + 1)
    }

    /// The number of tokens of `text`, where special tokens are ordinary
    /// text. O(n log n) in the text at the worst, without an allocation per
    /// token.
    #[must_use]
    pub fn count(&self, text: &str) -> usize {
        let mut count = Count { tokens: 0 };
        self.feed(text, &mut count, &mut ());
        count.tokens
    }

    /// The number of tokens of `text`, or `None` if it is more than
    /// `limit_tokens`: then it stops at the piece that passes the limit.
    #[must_use]
    pub fn count_up_to(&self, text: &str, limit_tokens: usize) -> Option<usize> {
        let mut count = UpTo {
            sink: Count { tokens: 0 },
            tokens: 0,
            limit_tokens,
        };
        self.feed(text, &mut count, &mut ());
        (!count.is_full()).then_some(count.tokens)
    }

    /// [`Encoding::count`] with special tokens treated as `special` says.
    ///
    /// # Errors
    ///
    /// `disallowed-special` if one stands in the text and `special` is
    /// [`Special::Reject`].
    pub fn count_with(&self, text: &str, special: Special) -> Result<usize> {
        let mut count = Count { tokens: 0 };
        self.feed_with(text, special, &mut count)?;
        Ok(count.tokens)
    }

    /// The token ids of `text`, where special tokens are ordinary text.
    #[must_use]
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        self.feed(text, &mut ids, &mut ());
        ids
    }

    /// [`Encoding::encode`] with special tokens treated as `special` says.
    ///
    /// # Errors
    ///
    /// `disallowed-special` if one stands in the text and `special` is
    /// [`Special::Reject`].
    pub fn encode_with(&self, text: &str, special: Special) -> Result<Vec<u32>> {
        let mut ids = Vec::new();
        self.feed_with(text, special, &mut ids)?;
        Ok(ids)
    }

    /// The tokens of `text` and where each ends in it; of its beginning alone
    /// if there are more than `limit_tokens`: then it stops after the piece
    /// that passes the limit.
    ///
    /// # Errors
    ///
    /// `input-too-large` if the text has 2³² UTF-16 units or more.
    pub fn segments(&self, text: &str, limit_tokens: usize) -> Result<Segments> {
        let mut ids = UpTo {
            sink: Vec::new(),
            tokens: 0,
            limit_tokens,
        };
        self.feed(text, &mut ids, &mut ());
        let ids = ids.sink;
        let mut cursor = Utf16Cursor::new(text);
        let mut end = 0;
        let ends_utf16 = ids.iter().map(|&id| {
            end += self.pairs.token_bytes(id);
            u32::try_from(cursor.advance_to(end))
        });
        let ends_utf16 = ends_utf16.collect::<std::result::Result<_, _>>();
        let ends_utf16 = ends_utf16.map_err(|_| {
            Error::new(
                ErrorKind::InputTooLarge,
                "the text is longer than 4 294 967 295 UTF-16 units; split it first",
            )
        })?;
        Ok(Segments { ids, ends_utf16 })
    }

    /// The bytes that `ids` stand for; special tokens are their text.
    ///
    /// # Errors
    ///
    /// `unknown-token` if the encoding has no such id.
    pub fn decode_bytes(&self, ids: &[u32]) -> Result<Vec<u8>> {
        let vocabulary = &self.tables().vocabulary;
        let mut bytes = Vec::new();
        for &id in ids {
            match vocabulary.token(id) {
                [] => match special::text_of(self.row, id) {
                    Some(text) => bytes.extend_from_slice(text.as_bytes()),
                    None => return Err(self.unknown_token(id)),
                },
                token => bytes.extend_from_slice(token),
            }
        }
        Ok(bytes)
    }

    /// The text that `ids` stand for, with U+FFFD where their bytes are not
    /// UTF-8.
    ///
    /// # Errors
    ///
    /// `unknown-token` if the encoding has no such id.
    pub fn decode(&self, ids: &[u32]) -> Result<String> {
        let bytes = self.decode_bytes(ids)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The work that [`Encoding::count`] of `text` takes, in steps.
    #[must_use]
    pub fn work(&self, text: &str) -> Work {
        let mut work = Work {
            bytes: text.len() as u64,
            ..Work::default()
        };
        self.feed(text, &mut Count { tokens: 0 }, &mut work);
        work
    }

    fn feed_with(&self, text: &str, special: Special, sink: &mut impl Sink) -> Result<()> {
        let mut done = 0;
        while special != Special::Text
            && let Some((range, id)) = special::find(self.row, text, done)
        {
            if special == Special::Reject {
                return Err(disallowed_special(&text[range]));
            }
            self.feed(&text[done..range.start], sink, &mut ());
            sink.token(id);
            done = range.end;
        }
        self.feed(&text[done..], sink, &mut ());
        Ok(())
    }

    fn feed<S: Sink, T: Tally>(&self, text: &str, sink: &mut S, tally: &mut T) {
        match self.row.pattern {
            Pattern::O200k => self.feed_split::<O200k, S, T>(text, sink, tally),
            Pattern::Cl100k => self.feed_split::<Cl100k, S, T>(text, sink, tally),
            Pattern::R50k => self.feed_split::<R50k, S, T>(text, sink, tally),
        }
    }

    fn feed_split<P: Split, S: Sink, T: Tally>(&self, text: &str, sink: &mut S, tally: &mut T) {
        match self.merger.try_lock() {
            Ok(mut merger) => self.feed_merger::<P, S, T>(text, sink, &mut merger, tally),
            Err(_) => self.feed_merger::<P, S, T>(text, sink, &mut Merger::new(), tally),
        }
    }

    /// The engine: every token of `text` into `sink`, until it is full.
    fn feed_merger<P: Split, S: Sink, T: Tally>(
        &self,
        text: &str,
        sink: &mut S,
        merger: &mut Merger,
        tally: &mut T,
    ) {
        let scanner = Scanner::new(text);
        let tables = self.tables_for(text);
        let bytes = text.as_bytes();
        let mut start = 0;
        while start < bytes.len() && !sink.is_full() {
            let end = P::piece_end(&scanner, start, tally);
            tally.piece();
            let Some(tables) = tables else {
                sink.tokens(merger.merge(&bytes[start..end], &self.pairs, tally));
                start = end;
                continue;
            };
            let is_short = end - start <= KEY_BYTES;
            match is_short.then(|| tables.find(Key::of(bytes, start, end))) {
                Some(Some(id)) => sink.token(id),
                _ => sink.tokens(merger.merge_with(text, start..end, tables, &self.pairs, tally)),
            }
            start = end;
        }
    }

    fn unknown_token(&self, id: u32) -> Error {
        Error::new(
            ErrorKind::UnknownToken,
            format!(
                "{} has no token {id}; check that the ids come from this encoding",
                self.row.name
            ),
        )
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoding")
            .field("name", &self.row.name)
            .finish_non_exhaustive()
    }
}

fn disallowed_special(token: &str) -> Error {
    Error::new(
        ErrorKind::DisallowedSpecial,
        format!(
            "the text contains the special token {token}; count it as text \
             (special: \"text\"), or allow it (special: \"allow\")"
        ),
    )
}

/// Where tokens go.
trait Sink {
    fn token(&mut self, id: u32);
    fn tokens(&mut self, ids: &[u32]);
    /// No more tokens are wanted.
    fn is_full(&self) -> bool {
        false
    }
}

struct Count {
    tokens: usize,
}

impl Sink for Count {
    fn token(&mut self, _: u32) {
        self.tokens += 1;
    }

    fn tokens(&mut self, ids: &[u32]) {
        self.tokens += ids.len();
    }
}

/// Full as soon as it has had more than so many tokens.
struct UpTo<S> {
    sink: S,
    tokens: usize,
    limit_tokens: usize,
}

impl<S: Sink> Sink for UpTo<S> {
    fn token(&mut self, id: u32) {
        self.tokens += 1;
        self.sink.token(id);
    }

    fn tokens(&mut self, ids: &[u32]) {
        self.tokens += ids.len();
        self.sink.tokens(ids);
    }

    fn is_full(&self) -> bool {
        self.tokens > self.limit_tokens
    }
}

impl Sink for Vec<u32> {
    fn token(&mut self, id: u32) {
        self.push(id);
    }

    fn tokens(&mut self, ids: &[u32]) {
        self.extend_from_slice(ids);
    }
}
