//! Which API a request body is for, told by its fields.

use serde_json::Value;

use super::json::list;
use crate::{Error, ErrorKind, Result};

/// An API by the shape of its requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Chat Completions, of `OpenAI` and everyone who took it over: Mistral,
    /// Groq, `DeepSeek`, Ollama.
    Chat,
    /// `OpenAI`'s Responses.
    Responses,
    /// Anthropic's Messages.
    Anthropic,
    /// Gemini's `generateContent`.
    Gemini,
    /// A bare prompt: `OpenAI`'s old Completions, Ollama's generate.
    Completion,
}

/// The APIs by the field that makes a body theirs, with where the field for
/// the most output stands; the first that fits.
const ROWS: [(Dialect, &str, &[&str]); 5] = [
    (
        Dialect::Gemini,
        "contents",
        &[
            "/generationConfig/maxOutputTokens",
            "/generation_config/max_output_tokens",
        ],
    ),
    (Dialect::Anthropic, "messages", &["/max_tokens"]),
    (
        Dialect::Chat,
        "messages",
        &[
            "/max_completion_tokens",
            "/max_tokens",
            "/options/num_predict",
        ],
    ),
    (Dialect::Responses, "input", &["/max_output_tokens"]),
    (
        Dialect::Completion,
        "prompt",
        &["/max_tokens", "/options/num_predict"],
    ),
];

/// Where the request stands in the line of a batch's file: `OpenAI` and
/// Mistral, Anthropic, Gemini.
const WRAPPERS: [&str; 3] = ["body", "params", "request"];

/// The API of a body, and the request in it.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] if it is none of these.
pub(super) fn recognise(value: &Value) -> Result<(Dialect, &Value)> {
    let inner = WRAPPERS.iter().map(|name| &value[*name]);
    for request in inner.chain([value]) {
        if let Some(dialect) = Dialect::of(request) {
            return Ok((dialect, request));
        }
    }
    let message = "It is JSON, but no request that is known here: it has no messages (OpenAI, Anthropic, Mistral), \
                   input (OpenAI's Responses) or contents (Gemini). Count it as text.";
    Err(Error::new(ErrorKind::InvalidRequest, message))
}

/// No model writes more.
const MOST_OUTPUT: u64 = 1_000_000_000;

impl Dialect {
    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chat => "Chat Completions",
            Self::Responses => "OpenAI Responses",
            Self::Anthropic => "Anthropic Messages",
            Self::Gemini => "Gemini generateContent",
            Self::Completion => "Completions",
        }
    }

    fn of(request: &Value) -> Option<Self> {
        let fits = |(dialect, field, _): &&(Self, &str, &[&str])| match dialect {
            Self::Anthropic => request[*field].is_array() && is_anthropic(request),
            Self::Completion | Self::Responses => {
                request[*field].is_string() || request[*field].is_array()
            }
            Self::Chat | Self::Gemini => request[*field].is_array(),
        };
        let row = ROWS.iter().find(fits)?;
        Some(row.0)
    }

    /// The most output that the request asks for.
    pub(super) fn max_output_tokens(self, request: &Value) -> Option<u64> {
        let (.., places) = ROWS.iter().find(|(dialect, ..)| *dialect == self)?;
        places
            .iter()
            .find_map(|place| request.pointer(place)?.as_u64())
            // More is a mistake, or means that there is no limit.
            .filter(|tokens| *tokens <= MOST_OUTPUT)
    }
}

/// What only Anthropic's messages have, or a model of Claude's in a request that
/// has nothing of a chat's.
fn is_anthropic(request: &Value) -> bool {
    if is_chat(request) {
        return false;
    }
    let named = request["model"]
        .as_str()
        .is_some_and(|model| model.contains("claude"));
    let own_field = ["system", "anthropic_version", "stop_sequences"]
        .iter()
        .any(|name| !request[*name].is_null());
    let own_tool = list(&request["tools"]).any(|tool| tool["input_schema"].is_object());
    let own_block = blocks(request).any(|kind| {
        matches!(
            kind,
            "tool_use" | "tool_result" | "image" | "document" | "thinking"
        )
    });
    named || own_field || own_tool || own_block
}

/// What only Chat Completions have: hosts take requests for Claude in that form
/// too.
fn is_chat(request: &Value) -> bool {
    let own_field = ["max_completion_tokens", "response_format", "functions"]
        .iter()
        .any(|name| !request[*name].is_null());
    let own_message = list(&request["messages"]).any(|message| {
        let role = message["role"].as_str();
        matches!(role, Some("system" | "developer" | "tool" | "function"))
            || message["tool_calls"].is_array()
            || message["function_call"].is_object()
    });
    let own_tool = list(&request["tools"]).any(|tool| tool["function"].is_object());
    let own_block =
        blocks(request).any(|kind| matches!(kind, "image_url" | "input_audio" | "file"));
    own_field || own_message || own_tool || own_block
}

/// The types of what is in the messages.
fn blocks(request: &Value) -> impl Iterator<Item = &str> {
    let blocks = list(&request["messages"]).flat_map(|message| list(&message["content"]));
    blocks.filter_map(|block| block["type"].as_str())
}
