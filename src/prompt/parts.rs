//! The parts of a prompt.

use serde_json::Value;

use super::Dialect;
use super::image::Detail;
use crate::catalog::tokenizer::Basis;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// A text outside of any message.
    Text,
    /// A message, or an item of a conversation.
    Message,
    /// The definition of a tool.
    Tool,
    /// An image.
    Image,
    /// What the API adds around all of them.
    Framing,
}

impl PartKind {
    /// The word for it in the JavaScript contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Message => "message",
            Self::Tool => "tool",
            Self::Image => "image",
            Self::Framing => "framing",
        }
    }
}

/// Tokens that a rule adds, with bounds; less than none where a rule takes
/// some away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The most likely number.
    pub tokens: i64,
    /// Not fewer.
    pub low: i64,
    /// Not more.
    pub high: i64,
}

impl From<i64> for Fixed {
    fn from(tokens: i64) -> Self {
        Self {
            tokens,
            low: tokens,
            high: tokens,
        }
    }
}

/// A part of a prompt: texts to be counted one by one, and what a rule adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// What a person calls it, such as `user message 1`.
    pub label: String,
    /// Counted each by itself.
    pub texts: Vec<String>,
    /// Added to that.
    pub fixed: Fixed,
}

/// Parts that the API makes one text of: that text is counted, and the parts'
/// own counts only say how it is divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Joined {
    pub text: String,
    /// Places among the parts.
    pub members: Vec<usize>,
}

/// A request taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The API it is for.
    pub dialect: Dialect,
    /// The model that it names.
    pub model: Option<String>,
    /// The most output that it asks for.
    pub max_output_tokens: Option<u64>,
    /// In the order in which they stand.
    pub parts: Vec<Part>,
    /// How sure the rules are: never surer than the tokenizer makes it.
    pub basis: Basis,
    /// What a person should know, in whole sentences, each once.
    pub notes: Vec<String>,
    pub(super) joined: Vec<Joined>,
    /// The model that it is read for, which decides about the rules.
    pub(super) target: String,
    images: usize,
    /// Fields that are not known here: the first of them, and how many.
    unknown_fields: Vec<String>,
    unknown_count: usize,
    /// Images and files that stand behind the message that they are in.
    images_met: Vec<String>,
    files_met: Vec<String>,
}

/// So many unknown fields are named.
const NAMED_FIELDS: usize = 3;

impl Prompt {
    pub(super) fn new(dialect: Dialect, target: &str) -> Self {
        Self {
            dialect,
            model: None,
            max_output_tokens: None,
            parts: Vec::new(),
            basis: Basis::Exact,
            notes: Vec::new(),
            joined: Vec::new(),
            target: target.to_owned(),
            images: 0,
            unknown_fields: Vec::new(),
            unknown_count: 0,
            images_met: Vec::new(),
            files_met: Vec::new(),
        }
    }

    /// Adds a part.
    pub(super) fn part(
        &mut self,
        kind: PartKind,
        label: impl Into<String>,
        texts: Vec<String>,
        fixed: impl Into<Fixed>,
    ) {
        self.parts.push(Part {
            kind,
            label: label.into(),
            texts,
            fixed: fixed.into(),
        });
    }

    /// The number of the next image.
    pub(super) fn next_image(&mut self) -> usize {
        self.images += 1;
        self.images
    }

    /// From here on the whole is no surer than `basis`, for this reason.
    pub(super) fn weaken(&mut self, basis: Basis, why: &str) {
        if weakness(basis) > weakness(self.basis) {
            self.basis = basis;
        }
        self.note(why);
    }

    pub(super) fn note(&mut self, text: &str) {
        if !text.is_empty() && !self.notes.iter().any(|note| note == text) {
            self.notes.push(text.to_owned());
        }
    }

    /// A bare text, or several.
    pub(super) fn text_of(&mut self, label: &str, value: &Value) {
        let mut texts = Vec::new();
        super::json::texts(value, &mut texts);
        self.part(PartKind::Text, label, texts, 0);
    }

    /// A part that is not known here: its texts are counted, and the images in
    /// it; other files are told.
    pub(super) fn unknown(&mut self, value: &Value, said: &mut Vec<String>) {
        let found = super::json::unknown(value);
        said.extend(found.texts);
        self.images_met.extend(found.images);
        if found.has_files {
            self.uncounted("A file");
        }
    }

    /// Something that is billed, and whose length cannot be seen.
    pub(super) fn uncounted(&mut self, what: &str) {
        self.files_met.push(what.to_owned());
    }

    /// Adds what was met in a message, behind it.
    pub(super) fn add_met(&mut self) {
        for image in std::mem::take(&mut self.images_met) {
            self.image(&image, &Value::Null, Detail::Auto);
        }
        for what in std::mem::take(&mut self.files_met) {
            self.unmeasured(&what);
        }
    }

    /// Counts a field that is not known here as its text, and says so once.
    pub(super) fn unknown_field(&mut self, name: &str, value: &Value, said: &mut Vec<String>) {
        self.unknown(value, said);
        self.unknown_count += 1;
        if self.unknown_fields.len() < NAMED_FIELDS
            && !self.unknown_fields.iter().any(|known| known == name)
        {
            self.unknown_fields.push(name.chars().take(40).collect());
        }
    }

    /// What is told of all of it.
    pub(super) fn finish(&mut self) {
        if !self.unknown_fields.is_empty() {
            let names = self.unknown_fields.join("\", \"");
            let more = if self.unknown_count > self.unknown_fields.len() {
                " and more"
            } else {
                ""
            };
            let note =
                format!("\"{names}\"{more} in a message is not known here; its text is counted.");
            self.weaken(Basis::Assumed, &note);
        }
    }

    /// Every text that has to be counted, in the order that
    /// [`Prompt::assemble`] wants the counts in.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let parts = self.parts.iter().flat_map(|part| &part.texts);
        let joined = self.joined.iter().map(|joined| &joined.text);
        parts.chain(joined).map(String::as_str)
    }
}

/// The further from exact, the more.
pub(super) fn weakness(basis: Basis) -> u8 {
    match basis {
        Basis::Exact => 0,
        Basis::Assumed => 1,
        Basis::Estimate => 2,
    }
}
