//! Anthropic's Messages.

use serde_json::Value;

use super::image::Detail;
use super::json::{fields, list, texts};
use super::parts::{PartKind, Prompt};
use super::tools;
use crate::catalog::tokenizer::Basis;

/// Anthropic publishes no number. One message of a user has 7 tokens around it
/// in the counts of bpe-lite's benchmark (MIT, read 2026-11-24); that each
/// further one has 3, as in other chats, is assumed.
const PER_MESSAGE: i64 = 3;
const REPLY: i64 = 4;
const NOTE: &str = "How messages are framed in this API is not published: 7 tokens for one and 3 for each further one are assumed.";

/// Takes a request apart.
pub(super) fn read(prompt: &mut Prompt, request: &Value) {
    prompt.weaken(Basis::Assumed, NOTE);
    let system = &request["system"];
    if !system.is_null() {
        let mut said = Vec::new();
        let mut images = Vec::new();
        content(prompt, system, &mut said, &mut images);
        prompt.part(PartKind::Message, "system", said, 0);
    }
    let mut messages = 0;
    for message in list(&request["messages"]) {
        messages += 1;
        let role = message["role"].as_str().unwrap_or("message without a role");
        let mut said = Vec::new();
        let mut images = Vec::new();
        content(prompt, &message["content"], &mut said, &mut images);
        let unknown = fields(message).filter(|(name, _)| !matches!(*name, "role" | "content"));
        for (name, value) in unknown {
            prompt.unknown_field(name, value, &mut said);
        }
        prompt.part(
            PartKind::Message,
            format!("{role} message {messages}"),
            said,
            0,
        );
        for source in images {
            let data = source["data"].as_str().or(source["url"].as_str());
            prompt.image(data.unwrap_or_default(), source, Detail::Auto);
        }
        prompt.add_met();
    }
    tools(prompt, request);
    let around = PER_MESSAGE * messages + REPLY;
    prompt.part(PartKind::Framing, "around the messages", Vec::new(), around);
}

/// The texts of blocks, and the sources of their images.
fn content<'a>(
    prompt: &mut Prompt,
    said_in: &'a Value,
    said: &mut Vec<String>,
    images: &mut Vec<&'a Value>,
) {
    if !said_in.is_array() {
        return texts(said_in, said);
    }
    for block in list(said_in) {
        match block["type"].as_str() {
            Some("text") => texts(&block["text"], said),
            Some("image") => images.push(&block["source"]),
            Some("tool_use" | "server_tool_use") => {
                texts(&block["name"], said);
                texts(&block["input"], said);
            }
            Some("tool_result") => content(prompt, &block["content"], said, images),
            Some("document")
                if block["source"]["data"].is_string() && block["source"]["type"] == "text" =>
            {
                texts(&block["source"]["data"], said);
            }
            Some("document") if block["source"]["type"] == "content" => {
                content(prompt, &block["source"]["content"], said, images);
            }
            Some("document") => prompt.uncounted("A document"),
            Some("thinking" | "redacted_thinking") => {
                prompt.note(
                    "Thinking of earlier turns is not counted: Claude does not read it again.",
                );
            }
            _ => prompt.unknown(block, said),
        }
    }
}

fn tools(prompt: &mut Prompt, request: &Value) {
    let choice = request["tool_choice"]["type"].as_str();
    let forced = matches!(choice, Some("any" | "tool"));
    let has_system = !request["system"].is_null();
    // Its own tools have no schema: what they add is Anthropic's.
    let (described, own): (Vec<_>, Vec<_>) = list(&request["tools"]).partition(|tool| {
        tool["input_schema"].is_object() || tool["type"].is_null() || tool["type"] == "custom"
    });
    tools::add(prompt, described.into_iter(), has_system, forced);
    for tool in own {
        let kind = tool["type"].as_str().unwrap_or("without a type");
        prompt.unseen(&format!("The built-in tool {kind}"));
    }
}
