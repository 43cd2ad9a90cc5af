//! From a request body to the parts that make its tokens.
//!
//! [`read`] finds out which API a body is for and takes it apart: every
//! message, tool and image becomes a [`Part`] with the texts that a tokenizer
//! counts and the tokens that a rule adds. [`Prompt::assemble`] puts the counts
//! together. Rules are rows with their source: `rules` for messages and tools,
//! `image` for images.

mod anthropic;
mod chat;
mod count;
mod dialect;
mod gemini;
pub mod image;
mod json;
mod measure;
mod media;
mod mistral;
mod parts;
mod responses;
mod rules;
mod tools;

pub use count::{CountedPart, CountedPrompt};
pub use dialect::Dialect;
pub use parts::{Fixed, Part, PartKind, Prompt};

use crate::Result;

/// Takes a request body apart for the model that it is meant for; the body's
/// own model is not looked at for that.
///
/// Bodies of `OpenAI`'s Chat Completions and Responses, of Anthropic's Messages,
/// Gemini's `generateContent`, Mistral's chat and everything of the same shape,
/// also as the line of a batch's file. In time linear in the body.
///
/// # Errors
///
/// [`crate::ErrorKind::InvalidRequest`] with line and column for what is no
/// JSON, and for JSON that is none of these.
///
/// # Examples
///
/// ```
/// let body = r#"{"model": "gpt-4o", "messages": [{"role": "user", "content": "Hello"}]}"#;
/// let prompt = tokenmeter::prompt::read(body, "gpt-4o").unwrap();
/// assert_eq!(prompt.model.as_deref(), Some("gpt-4o"));
/// assert_eq!(prompt.parts[0].label, "user message 1");
/// ```
pub fn read(body: &str, model: &str) -> Result<Prompt> {
    let value = json::parse(body)?;
    let (dialect, request) = dialect::recognise(&value)?;
    let mut prompt = Prompt::new(dialect, model);
    prompt.model = request["model"].as_str().map(str::to_owned);
    prompt.max_output_tokens = dialect.max_output_tokens(request);
    match dialect {
        Dialect::Chat => chat::read(&mut prompt, request),
        Dialect::Responses => responses::read(&mut prompt, request),
        Dialect::Anthropic => anthropic::read(&mut prompt, request),
        Dialect::Gemini => gemini::read(&mut prompt, request),
        Dialect::Completion => {
            prompt.text_of("Text", &request["prompt"]);
            // Of an example for fine-tuning.
            if request["completion"].is_string() {
                prompt.text_of("Completion", &request["completion"]);
            }
        }
    }
    prompt.finish();
    Ok(prompt)
}

/// A name for the rules that hold for a model: with the same one, and the same
/// tokenizer, a request has the same tokens.
#[must_use]
pub fn rules_of(model: &str) -> String {
    let [free, forced] = [false, true].map(|forced| rules::claude_tool_prompt(model, forced).0);
    let tools = if rules::is_claude(model) {
        free + forced
    } else {
        0
    };
    let framing = rules::framing_of(model).models;
    format!(
        "{framing}|{tools}|{}",
        image::rule_of(model).unwrap_or_default()
    )
}
