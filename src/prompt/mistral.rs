//! How Mistral's models read a chat: its published templates.

use serde_json::Value;

use super::json::list;
use super::parts::{Joined, PartKind, Prompt};
use crate::catalog::tokenizer::Basis;

/// Definitions of tools: JSON between two control tokens.
pub(super) fn available_tools(prompt: &mut Prompt, request: &Value) {
    let tools = &request["tools"];
    for tool in list(tools) {
        let name = tool["function"]["name"]
            .as_str()
            .unwrap_or("without a name");
        prompt.part(
            PartKind::Tool,
            format!("tool {name}"),
            vec![tool.to_string()],
            0,
        );
    }
    if list(tools).next().is_some() {
        prompt.part(PartKind::Framing, "around the tools", Vec::new(), 2);
        prompt.weaken(Basis::Assumed, "Tools are counted as compact JSON.");
    }
}

/// A message in a chat.
pub(super) struct Place<'a> {
    /// Its part of the prompt.
    part: usize,
    role: &'a str,
    /// Whether it is text and nothing else.
    is_text: bool,
}

impl<'a> Place<'a> {
    /// The place of a message that is the prompt's part of this number.
    pub fn of(message: &'a Value, part: usize) -> Self {
        Self {
            part,
            role: message["role"].as_str().unwrap_or_default(),
            is_text: is_text(message),
        }
    }
}

fn is_text(message: &Value) -> bool {
    let is_text = |part: &Value| part["text"].is_string();
    let content = &message["content"];
    let has_calls = message["tool_calls"].is_array() || message["function_call"].is_object();
    !has_calls
        && (content.is_string()
            || content
                .as_array()
                .is_some_and(|all| all.iter().all(is_text)))
}

/// From the second version on, control tokens: one to begin with, two around what a user says,
/// one after an answer, two around a system prompt where it stands apart; else
/// it is one text with what the user says last, an empty line between them.
/// Spaces at the end of an answer are left out.
pub(super) fn instructions(prompt: &mut Prompt, places: &[Place], system_apart: bool) {
    let mut tokens = 1;
    let mut systems = Vec::new();
    let turns = turns(places, system_apart);
    let last_user = turns.iter().rposition(|turn| turn.role == "user");
    for (at, turn) in turns.into_iter().enumerate() {
        match turn.role {
            "user" | "tool" => tokens += 2,
            "system" if system_apart => tokens += 2,
            "assistant" => tokens += 1,
            "system" => systems.extend(&turn.parts),
            _ => {}
        }
        let members = if last_user == Some(at) {
            systems.drain(..).chain(turn.parts).collect()
        } else {
            turn.parts
        };
        let has_system = last_user == Some(at) && members.len() > 1;
        if !matches!(turn.role, "user" | "assistant") || !(turn.is_text || has_system) {
            continue;
        }
        let mut text = joined(prompt, &members);
        if turn.role == "assistant" {
            text.truncate(text.trim_end_matches(' ').len());
        }
        prompt.joined.push(Joined { text, members });
    }
    prompt.part(PartKind::Framing, "around the messages", Vec::new(), tokens);
}

/// The first version: one control token to begin with, one after an answer.
/// What a user says is one text with its marks, at first with the system prompt.
pub(super) fn written(prompt: &mut Prompt, places: &[Place]) {
    let mut tokens = 1;
    let mut systems = Vec::new();
    for turn in turns(places, false) {
        match turn.role {
            "system" => systems.extend(turn.parts),
            "user" => {
                let members: Vec<usize> = systems.drain(..).chain(turn.parts).collect();
                let text = format!("[INST] {} [/INST]", joined(prompt, &members));
                prompt.joined.push(Joined { text, members });
            }
            "assistant" => {
                tokens += 1;
                if turn.is_text {
                    let text = joined(prompt, &turn.parts);
                    prompt.joined.push(Joined {
                        text,
                        members: turn.parts,
                    });
                }
            }
            _ => {}
        }
    }
    prompt.part(PartKind::Framing, "around the messages", Vec::new(), tokens);
}

/// What one says before another does.
struct Turn<'a> {
    role: &'a str,
    parts: Vec<usize>,
    is_text: bool,
}

/// Messages in a row by a user are one, and answers in a row. System prompts that
/// do not stand apart come before all, and part nothing.
fn turns<'a>(places: &[Place<'a>], system_apart: bool) -> Vec<Turn<'a>> {
    let is_moved = |place: &&Place| place.role == "system" && !system_apart;
    let mut turns: Vec<Turn> = Vec::new();
    let moved = places.iter().filter(is_moved);
    for place in moved.chain(places.iter().filter(|place| !is_moved(place))) {
        match turns.last_mut() {
            Some(last)
                if last.role == place.role
                    && matches!(place.role, "user" | "assistant")
                    && last.is_text
                    && place.is_text =>
            {
                last.parts.push(place.part);
            }
            _ => turns.push(Turn {
                role: place.role,
                parts: vec![place.part],
                is_text: place.is_text,
            }),
        }
    }
    turns
}

/// The texts of parts, an empty line between them.
fn joined(prompt: &Prompt, members: &[usize]) -> String {
    let said = members.iter().flat_map(|&at| &prompt.parts[at].texts);
    said.map(String::as_str).collect::<Vec<_>>().join("\n\n")
}
