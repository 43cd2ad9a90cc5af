//! `OpenAI`'s Responses.

use serde_json::Value;

use super::json::{fields, list, texts};
use super::media::detail_of;
use super::parts::{PartKind, Prompt};
use super::rules::{Template, framing_of};
use super::{chat, tools};
use crate::catalog::tokenizer::{Basis, contains};

const NOTE: &str =
    "How the Responses API frames its items is not published: that of Chat Completions is assumed.";

/// Takes a request apart.
pub(super) fn read(prompt: &mut Prompt, request: &Value) {
    // Embeddings are made of bare texts.
    if contains(&prompt.target, "embedding") {
        return prompt.text_of("Text", &request["input"]);
    }
    prompt.weaken(Basis::Assumed, NOTE);
    let mut messages = 0;
    let instructions = &request["instructions"];
    if instructions.is_string() {
        messages += 1;
        let mut said = vec!["developer".to_owned()];
        texts(instructions, &mut said);
        prompt.part(PartKind::Message, "instructions", said, 0);
    }
    if request["input"].is_string() {
        messages += 1;
        let mut said = vec!["user".to_owned()];
        texts(&request["input"], &mut said);
        prompt.part(PartKind::Message, "input", said, 0);
    }
    for (at, item) in list(&request["input"]).enumerate() {
        messages += 1;
        read_item(prompt, item, at + 1);
    }
    let own = list(&request["tools"]).filter(|tool| tool["type"] == "function");
    tools::add(
        prompt,
        own,
        instructions.is_string(),
        tools::forced(request),
    );
    for tool in list(&request["tools"]).filter(|tool| tool["type"] != "function") {
        let kind = tool["type"].as_str().unwrap_or("without a type");
        prompt.unseen(&format!("The built-in tool {kind}"));
    }
    if request["previous_response_id"].is_string() {
        prompt.unseen("The conversation before (previous_response_id)");
    }
    chat::schema(prompt, &request["text"]["format"]);
    if let Template::Values {
        per_message, reply, ..
    } = framing_of("gpt-4o").template
    {
        let around = messages * per_message + reply;
        prompt.part(PartKind::Framing, "around the messages", Vec::new(), around);
    }
}

fn read_item(prompt: &mut Prompt, item: &Value, number: usize) {
    let kind = item["type"].as_str().unwrap_or("message");
    let mut said = Vec::new();
    if item.is_string() {
        texts(item, &mut said);
    }
    let label = match item["role"].as_str() {
        Some(role) => {
            said.push(role.to_owned());
            format!("{role} message {number}")
        }
        None => format!("{} {number}", kind.replace('_', " ")),
    };
    let mut images = Vec::new();
    for (name, value) in fields(item) {
        match name {
            "role" | "type" | "id" | "status" | "encrypted_content" => {}
            "content" | "output" | "summary" if value.is_array() => {
                for part in list(value) {
                    match part["type"].as_str() {
                        Some("input_image") => images.push(part),
                        Some("input_file") => prompt.uncounted("A file"),
                        Some("input_audio") => prompt.uncounted("Sound"),
                        _ if part["text"].is_string() => texts(&part["text"], &mut said),
                        _ => prompt.unknown(part, &mut said),
                    }
                }
            }
            "content" | "output" | "arguments" if value.is_string() => texts(value, &mut said),
            _ => prompt.unknown(value, &mut said),
        }
    }
    prompt.part(PartKind::Message, label, said, 0);
    for image in images {
        let data = image["image_url"].as_str().unwrap_or_default();
        prompt.image(data, image, detail_of(&image["detail"]));
    }
    prompt.add_met();
}
