//! Definitions of tools, as the model that is asked gets them, whichever API the
//! request is written for: Claude behind a prompt of its own, others as `OpenAI`
//! writes them, in a `TypeScript` namespace.
//!
//! Nobody publishes the latter; the form and the tokens around it are those that
//! hmarr's openai-chat-tokens found by the usage that the API returned
//! (<https://github.com/hmarr/openai-chat-tokens>, read 2026-11-25).

use std::collections::HashSet;

use serde_json::Value;

use super::json::{fields, list, texts};
use super::parts::{Joined, PartKind, Prompt};
use super::rules::{claude_tool_prompt, is_claude};
use crate::catalog::tokenizer::Basis;

/// What stands around the namespace.
const AROUND: i64 = 9;
/// What is saved if a system message stands before it.
const WITH_SYSTEM: i64 = -4;

const OPEN: &str = "namespace functions {\n\n";
const CLOSE: &str = "} // namespace functions";
const NOTE: &str = "Tools are counted as OpenAI is found to write them; it does not publish that.";

/// Adds the tools to the prompt; `forced`: one of them has to be called.
pub(super) fn add<'a>(
    prompt: &mut Prompt,
    functions: impl Iterator<Item = &'a Value>,
    has_system: bool,
    forced: bool,
) {
    if is_claude(&prompt.target) {
        told_to_claude(prompt, functions, forced);
    } else {
        in_namespace(prompt, functions, has_system);
    }
}

/// Whether a request of OpenAI's has one of its tools called.
pub(super) fn forced(request: &Value) -> bool {
    let choice = &request["tool_choice"];
    choice == "required" || choice.is_object()
}

fn told_to_claude<'a>(
    prompt: &mut Prompt,
    functions: impl Iterator<Item = &'a Value>,
    forced: bool,
) {
    let first = prompt.parts.len();
    for function in functions {
        let name = function["name"].as_str().unwrap_or("without a name");
        let mut said = Vec::new();
        for (field, value) in fields(function) {
            // Where a cached prefix ends is not read by the model.
            if field != "cache_control" {
                texts(value, &mut said);
            }
        }
        prompt.part(PartKind::Tool, format!("tool {name}"), said, 0);
    }
    if prompt.parts.len() > first {
        let (tokens, basis) = claude_tool_prompt(&prompt.target, forced);
        let label = "what Claude is told about tools";
        prompt.part(PartKind::Framing, label, Vec::new(), tokens);
        prompt.weaken(basis, "");
    }
}

fn in_namespace<'a>(
    prompt: &mut Prompt,
    functions: impl Iterator<Item = &'a Value>,
    has_system: bool,
) {
    let first = prompt.parts.len();
    let mut text = OPEN.to_owned();
    for function in functions {
        let block = definition(function);
        text.push_str(&block);
        let name = function["name"].as_str().unwrap_or("without a name");
        prompt.part(PartKind::Tool, format!("tool {name}"), vec![block], 0);
    }
    let members: Vec<usize> = (first..prompt.parts.len()).collect();
    if members.is_empty() {
        return;
    }
    text.push_str(CLOSE);
    prompt.joined.push(Joined { text, members });
    let around = AROUND + if has_system { WITH_SYSTEM } else { 0 };
    prompt.part(PartKind::Framing, "around the tools", Vec::new(), around);
    prompt.weaken(Basis::Assumed, NOTE);
}

/// One function of the namespace.
fn definition(function: &Value) -> String {
    let parameters = match &function["parameters"] {
        // As Anthropic names it.
        Value::Null => &function["input_schema"],
        parameters => parameters,
    };
    let mut writer = Writer {
        root: parameters,
        out: String::new(),
        depth: 0,
    };
    comment(&function["description"], "", &mut writer.out);
    let name = function["name"].as_str().unwrap_or_default();
    if fields(&parameters["properties"]).next().is_some() {
        writer.out.extend(["type ", name, " = (_: {\n"]);
        writer.properties(parameters, 0);
        writer.out.push_str("\n}) => any;\n\n");
    } else {
        writer.out.extend(["type ", name, " = () => any;\n\n"]);
    }
    writer.out
}

/// A schema on its way into the namespace.
struct Writer<'a> {
    /// What references are looked up in.
    root: &'a Value,
    out: String,
    /// Schemas within schemas.
    depth: usize,
}

/// A schema that refers to itself ends so many levels deep, or where it is so
/// long.
const DEEPEST: usize = 32;
const LONGEST_BYTES: usize = 4 << 20;

impl Writer<'_> {
    /// The properties of an object, a line each, without the last line's end.
    /// Only those of the first level have their descriptions.
    fn properties(&mut self, object: &Value, indent: usize) {
        let margin = " ".repeat(indent);
        let required: HashSet<&str> = list(&object["required"])
            .filter_map(Value::as_str)
            .collect();
        for (at, (name, property)) in fields(&object["properties"]).enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            if indent < 2 {
                comment(&property["description"], &margin, &mut self.out);
            }
            let mark = if required.contains(name) { "" } else { "?" };
            self.out.extend([&margin, name, mark, ": "]);
            self.type_of(property, indent);
            self.out.push(',');
        }
    }

    /// The type of a property.
    fn type_of(&mut self, property: &Value, indent: usize) {
        if self.depth == DEEPEST || self.out.len() > LONGEST_BYTES {
            return self.out.push_str("any");
        }
        self.depth += 1;
        let root = self.root;
        self.type_within(referred(property, root), indent);
        self.depth -= 1;
    }

    fn type_within(&mut self, property: &Value, indent: usize) {
        let variants = [&property["anyOf"], &property["oneOf"]];
        if let Some(variants) = variants.into_iter().find(|variants| variants.is_array()) {
            for (at, variant) in list(variants).enumerate() {
                if at > 0 {
                    self.out.push_str(" | ");
                }
                self.type_of(variant, indent);
            }
            return;
        }
        let kind = match &property["type"] {
            // Of several types the first that is not null.
            Value::Array(kinds) => kinds
                .iter()
                .filter_map(Value::as_str)
                .find(|kind| *kind != "null"),
            kind => kind.as_str(),
        };
        match kind {
            _ if property["enum"].is_array() => {
                let values: Vec<String> = list(&property["enum"]).map(Value::to_string).collect();
                self.out.push_str(&values.join(" | "));
            }
            Some("object") => {
                self.out.push_str("{\n");
                self.properties(property, indent + 2);
                self.out.push_str("\n}");
            }
            Some("array") if property["items"].is_object() => {
                self.type_of(&property["items"], indent);
                self.out.push_str("[]");
            }
            Some("array") => self.out.push_str("any[]"),
            Some("integer") => self.out.push_str("number"),
            Some(kind) => self.out.push_str(kind),
            None => self.out.push_str("any"),
        }
    }
}

/// What a property refers to in the same schema, or the property itself.
fn referred<'a>(property: &'a Value, root: &'a Value) -> &'a Value {
    let place = property["$ref"]
        .as_str()
        .and_then(|place| place.strip_prefix('#'));
    place
        .and_then(|place| root.pointer(place))
        .unwrap_or(property)
}

fn comment(description: &Value, margin: &str, out: &mut String) {
    if let Some(text) = description.as_str().filter(|text| !text.is_empty()) {
        out.extend([margin, "// ", text, "\n"]);
    }
}
