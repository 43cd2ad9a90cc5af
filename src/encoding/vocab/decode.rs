//! Reads a vocabulary file while it comes in.

use super::coder::{Coder, MAX_CHOICE_BYTES, Reader};
use super::file::{Checksum, Header, Merge, Section};
use super::model::{Model, ascii_likelihood};
use super::{BYTE_TOKENS, invalid};
use crate::Result;
use alloc::vec::Vec;

/// A token takes at most five choices: one that may lack bytes waits.
const MAX_TOKEN_READ_BYTES: usize = 5 * MAX_CHOICE_BYTES;
/// So many merges are given on at once: adding them to a table takes less
/// time together, when the waits for memory overlap.
const BATCH: usize = 256;
/// What a reader of merges need not be told.
const UNTOLD: Merge = Merge { left: 0, right: 0 };

/// Takes what a file holds as it is read: not verified yet.
pub trait Merges {
    /// Takes what stands before the merges.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if it cannot be.
    fn begin(&mut self, header: &Header) -> Result<()>;

    /// Takes the next merges, each with the id of the token that it makes.
    /// Ids ascend, first those of ASCII tokens, then the others.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if they cannot be.
    fn extend(&mut self, merges: &[(u32, Merge)]) -> Result<()>;
}

/// How much of a vocabulary is there, verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ready {
    /// Nothing yet.
    Nothing,
    /// Every token that text in ASCII can meet.
    Ascii,
    /// All of it.
    All,
}

/// A vocabulary file of which more and more comes in.
#[derive(Default)]
pub struct Decoder {
    /// What came and is not read yet.
    pending: Vec<u8>,
    body: Option<Body>,
}

/// What follows the header.
struct Body {
    header: Header,
    model: Model,
    ascii_likelihood: u32,
    ready: Ready,
    section: Progress,
    /// Merges that were read and not given on.
    made: Vec<(u32, Merge)>,
}

/// How far a section has been read.
struct Progress {
    /// The coder's, once that has come.
    state: Option<u64>,
    next_id: u32,
    /// Gaps and merges that were passed.
    gaps: usize,
    merges: u32,
    bytes_left: usize,
    checksum: Checksum,
}

impl Decoder {
    /// A decoder that has no bytes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the file, gives the merges in them on, and
    /// says how much is ready. Linear in the bytes.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` as soon as the bytes cannot be those of a whole,
    /// unaltered file of this format; nothing more can be pushed then.
    pub fn push(&mut self, bytes: &[u8], merges: &mut impl Merges) -> Result<Ready> {
        self.pending.extend_from_slice(bytes);
        if self.body.is_none() {
            let Some((header, read)) = Header::read(&self.pending)? else {
                return Ok(Ready::Nothing);
            };
            merges.begin(&header)?;
            self.pending.drain(..read);
            self.body = Some(Body::new(header));
        }
        let Some(body) = &mut self.body else {
            return Ok(Ready::Nothing);
        };
        while body.ready != Ready::All {
            let before = body.ready;
            let read = body.read(&self.pending, merges)?;
            self.pending.drain(..read);
            if body.ready == before {
                return Ok(before);
            }
        }
        if !self.pending.is_empty() {
            return Err(invalid("it is longer than it says"));
        }
        Ok(Ready::All)
    }

    /// How much is ready.
    #[must_use]
    pub fn ready(&self) -> Ready {
        self.body.as_ref().map_or(Ready::Nothing, |body| body.ready)
    }

    /// That the file has come whole.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if some is missing: then it is cut off.
    pub fn finish(&self) -> Result<()> {
        match &self.body {
            Some(body) if body.ready == Ready::All => Ok(()),
            None if self.pending.is_empty() => Err(invalid("it is empty")),
            _ => Err(invalid("it is cut off")),
        }
    }
}

impl Body {
    fn new(header: Header) -> Self {
        let [ascii, beyond] = header.sections;
        Self {
            model: Model::new(&header.bytes, ascii.merges, header.ids().end),
            ascii_likelihood: ascii_likelihood(ascii.merges, ascii.merges + beyond.merges),
            ready: Ready::Nothing,
            section: Progress::new(ascii),
            made: Vec::with_capacity(BATCH),
            header,
        }
    }

    /// Reads on in the section that is not ready, at most to its end; says
    /// how many bytes that took.
    fn read(&mut self, pending: &[u8], merges: &mut impl Merges) -> Result<usize> {
        let there = &pending[..pending.len().min(self.section.bytes_left)];
        let is_all = there.len() == self.section.bytes_left;
        let (state, message) = match (self.section.state, there.split_first_chunk()) {
            (Some(state), _) => (state, there),
            (None, Some((state, message))) => (u64::from_le_bytes(*state), message),
            (None, None) if is_all => return Err(invalid("a section of it is too short")),
            (None, None) => return Ok(0),
        };
        let mut reader = Reader::new(state, message);
        let end = self.header.ids().end;
        while self.section.next_id < end {
            if !is_all && reader.bytes_left() < MAX_TOKEN_READ_BYTES {
                break;
            }
            self.token(&mut reader)?;
            if self.made.len() == BATCH {
                merges.extend(&self.made)?;
                self.made.clear();
            }
        }
        merges.extend(&self.made)?;
        self.made.clear();
        let read = there.len() - there.len() % 2 - reader.bytes_left();
        self.section.checksum.add(&there[..read]);
        self.section.bytes_left -= read;
        self.section.state = Some(reader.state());
        if reader.is_past_end() {
            return Err(invalid("a section of it is too short"));
        }
        if self.section.next_id == end {
            self.end_section()?;
        }
        Ok(read)
    }

    /// Reads the next token, if it is of this section. A function of its own,
    /// so that a browser that begins with slow code goes over to fast code
    /// from one token to the next.
    #[inline(never)]
    fn token(&mut self, reader: &mut Reader) -> Result<()> {
        let id = self.section.next_id;
        self.section.next_id += 1;
        if self.header.gaps.get(self.section.gaps) == Some(&id) {
            self.section.gaps += 1;
            return Ok(());
        }
        let is_ascii = self.ready == Ready::Nothing;
        let is_here = if is_ascii {
            reader.flag(self.ascii_likelihood, false)
        } else {
            !self.model.knows(id)
        };
        if is_here {
            let merge = self.model.merge(reader, id, UNTOLD);
            // ASCII text is answered while the others come in.
            if self.model.is_ascii(id) != is_ascii {
                return Err(invalid("a token is in the wrong section"));
            }
            self.made.push((id, merge));
            self.section.merges += 1;
        }
        if is_here || !is_ascii {
            self.model.enter(id);
        }
        Ok(())
    }

    fn end_section(&mut self) -> Result<()> {
        let [ascii, beyond] = self.header.sections;
        let is_ascii = self.ready == Ready::Nothing;
        let expected = if is_ascii { ascii } else { beyond };
        let Progress {
            merges, bytes_left, ..
        } = self.section;
        if self.section.checksum.value() != expected.checksum || bytes_left != 0 {
            return Err(invalid("a checksum is wrong: it is cut off or altered"));
        }
        if merges != expected.merges {
            return Err(invalid("a section has not as many tokens as it says"));
        }
        if is_ascii {
            self.ready = Ready::Ascii;
            self.section = Progress::new(beyond);
            self.model.begin_beyond_ascii(beyond.merges);
        } else {
            self.ready = Ready::All;
        }
        Ok(())
    }
}

impl Progress {
    fn new(section: Section) -> Self {
        Self {
            state: None,
            next_id: BYTE_TOKENS,
            gaps: 0,
            merges: 0,
            bytes_left: section.bytes as usize,
            checksum: Checksum::new(),
        }
    }
}
