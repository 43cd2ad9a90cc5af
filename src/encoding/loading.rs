//! An encoding whose vocabulary file is coming in: it answers for text in
//! ASCII as soon as it can, and for all text at the end.

use super::ids::Ids;
use super::merge::Pairs;
use super::vocab::decode::{Decoder, Merges, Ready};
use super::vocab::file::{Header, Merge};
use super::vocab::invalid;
use super::{Encoding, EncodingRow, rows};
use crate::{Error, ErrorKind, Result};
use alloc::{boxed::Box, string::String, vec::Vec};
use spin::Once;

/// An encoding as far as its vocabulary file has come in.
pub struct Loading {
    encoding: Encoding,
    ready: Ready,
    /// Until all is ready.
    decoder: Option<Box<Decoder>>,
}

impl Loading {
    /// The encoding `name`, of whose vocabulary file nothing has come yet.
    ///
    /// # Errors
    ///
    /// `unknown-encoding` if there is no such encoding.
    pub fn new(name: &str) -> Result<Self> {
        Ok(Self {
            encoding: Encoding::new(rows::find(name)?),
            ready: Ready::Nothing,
            decoder: Some(Box::default()),
        })
    }

    /// Takes the next bytes of the vocabulary file and says how much of it is
    /// ready. Linear in the bytes.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` as soon as the file cannot be a whole, unaltered
    /// one for this encoding. What was ready stays so.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Ready> {
        let Some(decoder) = &mut self.decoder else {
            return if bytes.is_empty() {
                Ok(self.ready)
            } else {
                Err(invalid("it is longer than it says"))
            };
        };
        let Encoding {
            row, pairs, ids, ..
        } = &mut self.encoding;
        self.ready = decoder.push(bytes, &mut Target { row, pairs, ids })?;
        if self.ready == Ready::All {
            self.decoder = None;
            // Those of ASCII text lack tokens.
            self.encoding.tables = Once::new();
        }
        Ok(self.ready)
    }

    /// How much is ready.
    #[must_use]
    pub fn ready(&self) -> Ready {
        self.ready
    }

    /// That the file has come whole.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if it is cut off.
    pub fn finish(&self) -> Result<()> {
        self.decoder
            .as_ref()
            .map_or(Ok(()), |decoder| decoder.finish())
    }

    /// The encoding, if every token that `text` can meet is ready.
    ///
    /// # Errors
    ///
    /// `not-ready` if not.
    pub fn for_text(&self, text: &str) -> Result<&Encoding> {
        self.for_bytes(text.as_bytes())
    }

    /// [`Loading::for_text`] for a part of a text in UTF-8.
    ///
    /// # Errors
    ///
    /// As [`Loading::for_text`].
    pub fn for_bytes(&self, part: &[u8]) -> Result<&Encoding> {
        let is_ready = match self.ready {
            Ready::Nothing => false,
            Ready::Ascii => part.is_ascii(),
            Ready::All => true,
        };
        if is_ready {
            Ok(&self.encoding)
        } else {
            Err(not_ready())
        }
    }

    /// [`Encoding::decode_bytes`], of the tokens that are ready.
    ///
    /// # Errors
    ///
    /// `unknown-token` if the encoding has no such id, `not-ready` if it may
    /// yet come.
    pub fn decode_bytes(&self, ids: &[u32]) -> Result<Vec<u8>> {
        let bytes = self.for_text("")?.decode_bytes(ids);
        match bytes {
            // The checksum of the rest is not known to be right.
            Ok(bytes) if self.ready != Ready::All && !bytes.is_ascii() => Err(not_ready()),
            Ok(bytes) => Ok(bytes),
            Err(error) => self.for_text(BEYOND_ASCII).and(Err(error)),
        }
    }

    /// [`Encoding::decode`], of the tokens that are ready.
    ///
    /// # Errors
    ///
    /// As [`Loading::decode_bytes`].
    pub fn decode(&self, ids: &[u32]) -> Result<String> {
        let bytes = self.decode_bytes(ids)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The encoding, once the file has come whole.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if it is cut off.
    pub fn into_encoding(self) -> Result<Encoding> {
        self.finish()?;
        Ok(self.encoding)
    }

    /// [`Encoding::vocabulary_size`], once something is ready.
    #[must_use]
    pub fn vocabulary_size(&self) -> u32 {
        self.encoding.vocabulary_size()
    }

    /// The row of the encoding.
    #[must_use]
    pub fn row(&self) -> &'static EncodingRow {
        self.encoding.row
    }
}

const BEYOND_ASCII: &str = "\u{fffd}";

fn not_ready() -> Error {
    Error::new(
        ErrorKind::NotReady,
        "only the tokens of ASCII text are loaded yet; wait until all are (whenReady)",
    )
}

/// The merges of an encoding.
struct Target<'a> {
    row: &'static EncodingRow,
    pairs: &'a mut Pairs,
    ids: &'a mut Ids,
}

impl Merges for Target<'_> {
    fn begin(&mut self, header: &Header) -> Result<()> {
        if header.name != self.row.vocabulary {
            let problem = [
                "it is ",
                &header.name,
                ", and ",
                self.row.name,
                " needs ",
                self.row.vocabulary,
            ];
            return Err(invalid(&problem.concat()));
        }
        *self.ids = Ids::new(self.row.first_id, &header.runs)?;
        *self.pairs = Pairs::new(&header.bytes, header.ids().end)?;
        Ok(())
    }

    fn extend(&mut self, merges: &[(u32, Merge)]) -> Result<()> {
        self.pairs.extend(merges)
    }
}
