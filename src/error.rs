//! One error for the whole crate: a stable kind for programs, a message for
//! people.

use alloc::{string::String, vec::Vec};
use core::fmt;

/// The result of everything here that can fail.
pub type Result<T> = core::result::Result<T, Error>;

/// What went wrong, in a form that programs can match on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No encoding has this name.
    UnknownEncoding,
    /// No model has this name; [`Error::suggestions`] holds the nearest names.
    UnknownModel,
    /// A special token stands in a text in which none is allowed.
    DisallowedSpecial,
    /// A token id that the encoding does not have.
    UnknownToken,
    /// A vocabulary file that is cut off, altered or of another format.
    InvalidVocabulary,
    /// Price or model data that cannot be read.
    InvalidCatalog,
    /// A request body that cannot be read.
    InvalidRequest,
    /// A usage record that cannot be read or priced.
    InvalidUsage,
    /// An argument outside what is allowed.
    InvalidArgument,
    /// More input than the engine can address.
    InputTooLarge,
    /// What is needed has not been loaded yet.
    NotReady,
}

impl ErrorKind {
    /// The stable code of the kind, as JavaScript sees it in `error.code`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownEncoding => "unknown-encoding",
            Self::UnknownModel => "unknown-model",
            Self::DisallowedSpecial => "disallowed-special",
            Self::UnknownToken => "unknown-token",
            Self::InvalidVocabulary => "invalid-vocabulary",
            Self::InvalidCatalog => "invalid-catalog",
            Self::InvalidRequest => "invalid-request",
            Self::InvalidUsage => "invalid-usage",
            Self::InvalidArgument => "invalid-argument",
            Self::InputTooLarge => "input-too-large",
            Self::NotReady => "not-ready",
        }
    }
}

/// A failure: its [`ErrorKind`], a message that says what to do, and names
/// that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    suggestions: Vec<String>,
}

impl Error {
    /// An error of `kind` with a message for people.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            suggestions: Vec::new(),
        }
    }

    /// The same error with names that may have been meant, nearest first.
    #[must_use]
    pub fn with_suggestions(mut self, suggestions: Vec<String>) -> Self {
        self.suggestions = suggestions;
        self
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What happened and what to do, for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The stable code of [`Error::kind`].
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Names that may have been meant, nearest first; empty if there are none.
    #[must_use]
    pub fn suggestions(&self) -> &[String] {
        &self.suggestions
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Error {}
