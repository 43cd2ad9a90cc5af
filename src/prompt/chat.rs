//! Chat Completions: `OpenAI`'s, and what others took over of it.

use serde_json::Value;

use super::json::{fields, list, texts};
use super::media::detail_of;
use super::mistral::{self, Place};
use super::parts::{PartKind, Prompt};
use super::rules::{Template, framing_of, is_claude};
use super::tools;
use crate::catalog::tokenizer::Basis;

/// What a function message is shorter, and what a call is longer.
const FUNCTION_ROLE: i64 = -2;
const FUNCTION_CALL: i64 = 3;
/// What a choice of tools adds: none, or one by name.
const NO_TOOL: i64 = 1;
const ONE_TOOL: i64 = 4;

/// Takes a chat apart.
pub(super) fn read(prompt: &mut Prompt, request: &Value) {
    let framing = framing_of(&prompt.target);
    prompt.weaken(framing.basis, framing.note);
    let has_tools = functions(request).next().is_some();
    let has_system = list(&request["messages"]).any(is_system);
    let in_namespace = has_tools
        && matches!(framing.template, Template::Values { .. })
        && !is_claude(&prompt.target);
    let mut padded = !in_namespace;
    let (mut messages, mut names) = (0, 0);
    let mut places = Vec::new();
    for message in list(&request["messages"]) {
        messages += 1;
        names += i64::from(message["name"].is_string());
        // Tools stand behind the first system message, from a new line.
        let pad = !padded && is_system(message);
        padded |= pad;
        places.push(Place::of(message, prompt.parts.len()));
        read_message(prompt, message, messages, pad, framing.template);
    }
    match framing.template {
        Template::Values {
            per_message,
            per_name,
            reply,
        } => {
            tools::add(
                prompt,
                functions(request),
                has_system,
                tools::forced(request),
            );
            let around = messages * per_message + names * per_name + reply;
            prompt.part(PartKind::Framing, "around the messages", Vec::new(), around);
        }
        Template::Instructions { system_apart } => {
            mistral::available_tools(prompt, request);
            mistral::instructions(prompt, &places, system_apart);
        }
        Template::Written => {
            mistral::available_tools(prompt, request);
            mistral::written(prompt, &places);
        }
    }
    choice(prompt, request);
    schema(prompt, &request["response_format"]["json_schema"]);
}

fn is_system(message: &Value) -> bool {
    matches!(message["role"].as_str(), Some("system" | "developer"))
}

/// The definitions of tools, of both generations.
fn functions(request: &Value) -> impl Iterator<Item = &Value> {
    let tools = list(&request["tools"]).map(|tool| {
        let inner = [&tool["function"], &tool["custom"]];
        inner
            .into_iter()
            .find(|inner| inner.is_object())
            .unwrap_or(tool)
    });
    tools.chain(list(&request["functions"]))
}

fn read_message(prompt: &mut Prompt, message: &Value, number: i64, pad: bool, template: Template) {
    let role = message["role"].as_str().unwrap_or("message without a role");
    let mut said = Vec::new();
    let mut fixed = 0;
    if matches!(template, Template::Values { .. }) {
        texts(&message["role"], &mut said);
        if role == "function" {
            fixed += FUNCTION_ROLE;
        }
    }
    let mut media = Vec::new();
    for (name, value) in fields(message) {
        match name {
            // Taken already; or the API's own, which the model does not read.
            "role" | "refusal" | "annotations" | "audio" | "weight" => {}
            "content" => {
                let first = said.len();
                content(prompt, value, &mut said, &mut media);
                if pad && let Some(text) = said.get_mut(first) {
                    text.push('\n');
                }
            }
            "images" => media.extend(list(value).map(|image| (image, image))),
            "function_call" => fixed += call(value, &mut said),
            "tool_calls" => {
                for one in list(value) {
                    fixed += call(&one["function"], &mut said);
                }
            }
            "name" | "tool_call_id" | "reasoning_content" => texts(value, &mut said),
            _ => prompt.unknown_field(name, value, &mut said),
        }
    }
    if !message.is_object() {
        prompt.weaken(
            Basis::Assumed,
            "A message that is no object is not counted.",
        );
    }
    prompt.part(
        PartKind::Message,
        format!("{role} message {number}"),
        said,
        fixed,
    );
    for (place, beside) in media {
        let place = if place["url"].is_string() {
            &place["url"]
        } else {
            place
        };
        let detail = detail_of(&beside["detail"]);
        prompt.image(place.as_str().unwrap_or_default(), beside, detail);
    }
    prompt.add_met();
}

/// The texts of a message's content, and its images: where each is and what
/// stands beside that.
fn content<'a>(
    prompt: &mut Prompt,
    content: &'a Value,
    said: &mut Vec<String>,
    media: &mut Vec<(&'a Value, &'a Value)>,
) {
    if !content.is_array() {
        return texts(content, said);
    }
    for part in list(content) {
        match part["type"].as_str() {
            Some("image_url") if part["image_url"].is_object() => {
                media.push((&part["image_url"], &part["image_url"]));
            }
            Some("image_url") => media.push((&part["image_url"], part)),
            Some("input_audio") => prompt.uncounted("Sound"),
            Some("file") => prompt.uncounted("A file"),
            _ if part["text"].is_string() => texts(&part["text"], said),
            _ => prompt.unknown(part, said),
        }
    }
}

/// A call of a function: its name and arguments.
fn call(function: &Value, said: &mut Vec<String>) -> i64 {
    texts(&function["name"], said);
    texts(&function["arguments"], said);
    FUNCTION_CALL
}

/// What the choice of a tool adds.
fn choice(prompt: &mut Prompt, request: &Value) {
    // What Claude is told about tools has that in it.
    if is_claude(&prompt.target) {
        return;
    }
    for choice in [&request["tool_choice"], &request["function_call"]] {
        let name = [&choice["function"]["name"], &choice["name"]];
        let name = name.into_iter().find_map(Value::as_str);
        if choice == "none" {
            prompt.part(
                PartKind::Framing,
                "no tool may be called",
                Vec::new(),
                NO_TOOL,
            );
        } else if let Some(name) = name {
            let label = format!("tool {name} has to be called");
            prompt.part(PartKind::Framing, label, vec![name.to_owned()], ONE_TOOL);
        }
    }
}

/// The schema that the answer has to keep.
pub(super) fn schema(prompt: &mut Prompt, format: &Value) {
    let schema = &format["schema"];
    if schema.is_object() {
        let name = format["name"].as_str().unwrap_or("answer");
        prompt.part(
            PartKind::Tool,
            format!("schema {name}"),
            vec![schema.to_string()],
            0,
        );
        let note = "The schema of the answer is counted as the JSON it is; how the provider writes it is not published.";
        prompt.weaken(Basis::Assumed, note);
    }
}
