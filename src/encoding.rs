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

mod counter;
mod decimal;
mod engine;
mod feed;
mod ids;
mod key;
mod loading;
mod merge;
mod normal;
mod row;
pub mod rows;
mod segment;
mod special;
mod split;
mod tables;
mod unicode;
pub mod vocab;
mod work;

use alloc::{string::String, vec::Vec};
pub use counter::Counter;
pub use loading::Loading;
pub use rows::{EncodingRow, Form, Pattern, ROWS};
pub use segment::Segments;
pub use special::Special;
pub use work::Work;

use crate::classes::Classes;
use crate::utf16::Utf16Cursor;
use crate::{Error, ErrorKind, Result};
use core::fmt;
use core::ops::Range;
use core::sync::atomic::{AtomicUsize, Ordering};
use decimal::decimal;
use engine::Sink;
use ids::Ids;
use merge::{Merger, Pairs};
use normal::GivenCursor;
use spin::{Mutex, Once};
use tables::Tables;

/// How much is encoded by the merges alone before the tables are built: about
/// as much as takes as long as building them.
const SLOW_BYTES: usize = 64 << 10;

/// An encoding with its vocabulary, ready to encode.
pub struct Encoding {
    row: &'static EncodingRow,
    pairs: Pairs,
    ids: Ids,
    /// What speeds up counting and decoding: a few texts are counted sooner
    /// than it is built.
    tables: Once<Tables>,
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
    ///
    /// # Examples
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use tokenmeter::encoding::Encoding;
    ///
    /// let file = std::fs::read("target/vocab/o200k_base.tmvocab")?;
    /// let encoding = Encoding::load("o200k_base", &file)?;
    /// assert_eq!(encoding.count("Hello, world!"), 4);
    /// assert_eq!(encoding.encode("Hello"), [13225]);
    /// assert_eq!(encoding.count_up_to("Hello, world!", 3), None);
    /// # Ok(()) }
    /// ```
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
            ids: Ids::from(row.first_id),
            tables: Once::new(),
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
        if let Some(tables) = self.tables.get() {
            return tables;
        }
        // Built before the lock is taken: nobody waits, and nothing stays
        // half done.
        let tables = Tables::build(&self.pairs, self.row.whole_from);
        self.tables.call_once(|| tables)
    }

    /// The tables, if they are there or the texts so far were long enough.
    fn tables_for(&self, text: &str) -> Option<&Tables> {
        let tables = self.tables.get();
        let slow_bytes = self.slow_bytes.load(Ordering::Relaxed) + text.len();
        // Without them a piece is not looked up as a whole.
        let has_whole = self.row.whole_from < u32::MAX;
        if tables.is_some() || has_whole || slow_bytes > SLOW_BYTES {
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
    pub const fn vocabulary_size(&self) -> u32 {
        self.row.id_end
    }

    /// The number of tokens of `text`, where special tokens are ordinary
    /// text. O(n log n) in the text at the worst, without an allocation per
    /// token.
    #[must_use]
    pub fn count(&self, text: &str) -> usize {
        let mut sink = Sink::counting(usize::MAX);
        self.feed(text, &mut sink, &mut ());
        sink.tokens()
    }

    /// The tokens of `text` by what they spell, for the estimate of a tokenizer
    /// that is not there: as many together as [`Encoding::count`] says.
    #[must_use]
    pub fn classes(&self, text: &str) -> Classes {
        let mut sink = Sink::sorting();
        self.feed(text, &mut sink, &mut ());
        sink.classes(&self.pairs)
    }

    /// The number of tokens of `text`, or `None` if it is more than
    /// `limit_tokens`: then it stops at the piece that passes the limit.
    #[must_use]
    pub fn count_up_to(&self, text: &str, limit_tokens: usize) -> Option<usize> {
        let mut sink = Sink::counting(limit_tokens);
        self.feed(text, &mut sink, &mut ());
        (!sink.is_full()).then_some(sink.tokens())
    }

    /// The bytes that the first `tokens` of `text` have, or `None` if it has
    /// no more than that; stops at the piece in which they end.
    #[must_use]
    pub fn prefix_bytes(&self, text: &str, tokens: usize) -> Option<usize> {
        let mut sink = Sink::keeping(tokens);
        let other = self.other_form(text);
        self.feed_normal(other.as_deref().unwrap_or(text), &mut sink, &mut ());
        let kept = sink.into_tokens();
        let first = kept.get(..tokens).filter(|_| kept.len() > tokens)?;
        let end: usize = first.iter().map(|&token| self.token_bytes(token)).sum();
        let end = end.saturating_sub(usize::from(self.has_prefix()));
        Some(match self.row.form {
            _ if other.is_none() => end,
            Form::Spaced | Form::Prefixed => normal::given_end(text, end),
            Form::C | Form::Given => GivenCursor::new(text).advance_to(end),
        })
    }

    /// [`Encoding::count`] with special tokens treated as `special` says.
    ///
    /// # Errors
    ///
    /// `disallowed-special` if one stands in the text and `special` is
    /// [`Special::Reject`].
    pub fn count_with(&self, text: &str, special: Special) -> Result<usize> {
        let mut sink = Sink::counting(usize::MAX);
        self.feed_with(text, special, &mut sink)?;
        Ok(sink.tokens())
    }

    /// The token ids of `text`, where special tokens are ordinary text.
    #[must_use]
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let mut sink = Sink::keeping(usize::MAX);
        self.feed(text, &mut sink, &mut ());
        self.ids.number(sink.into_tokens())
    }

    /// [`Encoding::encode`] with special tokens treated as `special` says.
    ///
    /// # Errors
    ///
    /// `disallowed-special` if one stands in the text and `special` is
    /// [`Special::Reject`].
    pub fn encode_with(&self, text: &str, special: Special) -> Result<Vec<u32>> {
        let mut sink = Sink::keeping(usize::MAX);
        self.feed_with(text, special, &mut sink)?;
        Ok(self.ids.number(sink.into_tokens()))
    }

    /// The tokens of `text` and where each ends in it; of its beginning alone
    /// if there are more than `limit_tokens`: then it stops after the piece
    /// that passes the limit.
    ///
    /// # Errors
    ///
    /// `input-too-large` if the text has 2³² bytes or more.
    pub fn segments(&self, text: &str, limit_tokens: usize) -> Result<Segments> {
        if u32::try_from(text.len()).is_err() {
            let problem = "the text is longer than 4 GiB; split it first";
            return Err(Error::new(ErrorKind::InputTooLarge, problem));
        }
        let mut sink = Sink::keeping(limit_tokens);
        let other = self.other_form(text);
        let normal = other.as_deref().unwrap_or(text);
        self.feed_normal(normal, &mut sink, &mut ());
        let tokens = sink.into_tokens();
        let is_composed = self.row.form == Form::C && other.is_some();
        let mut given = is_composed.then(|| GivenCursor::new(text));
        // A space is as long as what stands for it.
        let mut cursor = Utf16Cursor::new(if is_composed { text } else { normal });
        let prefix = u32::from(self.has_prefix());
        let mut end = 0;
        let ends_utf16 = tokens.iter().map(|&token| {
            end += self.token_bytes(token);
            let given = given.as_mut();
            let end = given.map_or(end, |given| given.advance_to(end));
            cursor.advance_to(end).saturating_sub(prefix)
        });
        let ends_utf16 = ends_utf16.collect();
        let ids = self.ids.number(tokens);
        Ok(Segments { ids, ends_utf16 })
    }

    /// The bytes that `ids` stand for; special tokens are their text. What the
    /// encoding puts before a text is left out, so they are those of a text's
    /// beginning.
    ///
    /// # Errors
    ///
    /// `unknown-token` if the encoding has no such id.
    pub fn decode_bytes(&self, ids: &[u32]) -> Result<Vec<u8>> {
        let vocabulary = &self.tables().vocabulary;
        let mut bytes = Vec::new();
        // Before a text there is a space, and before what follows a special token.
        let has_prefix = self.has_prefix();
        let mut is_first = has_prefix;
        for &id in ids {
            let start = bytes.len();
            let token = self.ids.token(id).unwrap_or(u32::MAX);
            match vocabulary.token(token) {
                [] if special::spell(self.row, id, &mut bytes) => {}
                [] => return Err(self.unknown_token(id)),
                token => bytes.extend_from_slice(token),
            }
            if is_first && bytes.get(start) == Some(&b' ') {
                bytes.remove(start);
            }
            is_first = has_prefix && special::is_special(self.row, id);
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
        self.feed(text, &mut Sink::counting(usize::MAX), &mut work);
        work
    }

    /// Whether a space stands before a text that is split and merged.
    fn has_prefix(&self) -> bool {
        self.row.form == Form::Prefixed
    }

    /// The text that is split and merged, if it is another one.
    fn other_form(&self, text: &str) -> Option<String> {
        normal::other_form(self.row.form, text)
    }

    /// How long a token is.
    fn token_bytes(&self, token: u32) -> usize {
        let Some(id) = Ids::as_other(token) else {
            return self.pairs.token_bytes(token);
        };
        let mut text = Vec::new();
        special::spell(self.row, id, &mut text);
        text.len()
    }

    fn unknown_token(&self, id: u32) -> Error {
        Error::new(
            ErrorKind::UnknownToken,
            [
                self.row.name,
                " has no token ",
                &decimal(id),
                "; check that the ids come from this encoding",
            ]
            .concat(),
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

/// `&text[range]`, for a range between characters. Where that fails its
/// message needs the tables of all printable characters, 3 kB of a module.
fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).expect("a range between characters")
}
