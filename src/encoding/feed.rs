//! A text into what takes its tokens: in the form that is split, and with
//! special tokens as they are asked for.

use super::engine::{Engine, Sink};
use super::ids::Ids;
use super::merge::Merger;
use super::rows::Form;
use super::split::Scanner;
use super::work::Tally;
use super::{Encoding, Special, normal, slice, special};
use crate::{Error, ErrorKind, Result};
use alloc::string::String;

impl Encoding {
    /// Every token of `text` into `sink`, until it is full.
    #[inline(never)]
    pub(super) fn feed<T: Tally>(&self, text: &str, sink: &mut Sink, tally: &mut T) {
        let other = self.other_form(text);
        self.feed_normal(other.as_deref().unwrap_or(text), sink, tally);
    }

    /// [`Encoding::feed`] for what follows a text's beginning.
    #[inline(never)]
    pub(super) fn feed_rest(&self, text: &str, sink: &mut Sink) {
        let other = normal::other_form_of_rest(self.row.form, text);
        self.feed_normal(other.as_deref().unwrap_or(text), sink, &mut ());
    }

    /// [`Encoding::feed`] for a text of which there is no other form.
    #[inline(never)]
    pub(super) fn feed_normal<T: Tally>(&self, text: &str, sink: &mut Sink, tally: &mut T) {
        let engine = self.engine(text);
        let scanner = Scanner::new(text);
        self.with_merger(|merger| engine.feed(&scanner, false, merger, sink, tally));
    }

    fn with_merger<R>(&self, work: impl FnOnce(&mut Merger) -> R) -> R {
        let mut own;
        let mut kept = self.merger.try_lock();
        let merger = if let Some(kept) = &mut kept {
            kept
        } else {
            own = Merger::new();
            &mut own
        };
        work(merger)
    }

    /// [`Encoding::feed_rest`] for the beginning of that, which it removes: up to
    /// the piece whose end may depend on what follows.
    pub(super) fn feed_certain(&self, text: &mut String, sink: &mut Sink) {
        let mut rest = String::new();
        if self.row.form == Form::C {
            rest = text.split_off(normal::last_start(text));
        }
        if let Some(other) = normal::other_form_of_rest(self.row.form, text) {
            *text = other;
        }
        let engine = self.engine(text);
        let scanner = Scanner::new(text);
        let done = self.with_merger(|merger| engine.feed(&scanner, true, merger, sink, &mut ()));
        text.drain(..done);
        text.push_str(&rest);
    }

    fn engine(&self, text: &str) -> Engine<'_> {
        Engine {
            pattern: self.row.pattern,
            tags: self.row.tags,
            spaces: self.row.spaces,
            first_id: self.row.first_id,
            parts: self.ids.parts(),
            pairs: &self.pairs,
            tables: self.tables_for(text),
        }
    }

    pub(super) fn feed_with(&self, text: &str, special: Special, sink: &mut Sink) -> Result<()> {
        let mut done = 0;
        while special != Special::Text
            && let Some((range, id)) = special::find(self.row, text, done)
        {
            if special == Special::Reject {
                return Err(disallowed_special(slice(text, range)));
            }
            self.feed(slice(text, done..range.start), sink, &mut ());
            sink.token(Ids::other(id));
            done = range.end;
        }
        self.feed(slice(text, done..text.len()), sink, &mut ());
        Ok(())
    }
}

fn disallowed_special(token: &str) -> Error {
    Error::new(
        ErrorKind::DisallowedSpecial,
        [
            "the text contains the special token ",
            token,
            "; count it as text (special: \"text\"), or allow it (special: \"allow\")",
        ]
        .concat(),
    )
}
