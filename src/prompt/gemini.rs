//! Gemini's `generateContent`. Its JSON is read in both spellings.

use serde_json::Value;

use super::image::{Detail, file_in_data_uri};
use super::json::{fields, list, texts};
use super::measure::{pages_of_pdf, seconds_of_wav};
use super::media::detail_of;
use super::parts::{PartKind, Prompt};
use crate::catalog::tokenizer::{Basis, contains};

const NOTE: &str = "How Gemini frames messages and tools is not published: tools are counted as the JSON they are.";

/// The field by either of its names.
fn either<'a>(value: &'a Value, camel: &str, snake: &str) -> &'a Value {
    if value[camel].is_null() {
        &value[snake]
    } else {
        &value[camel]
    }
}

/// Takes a request apart.
pub(super) fn read(prompt: &mut Prompt, request: &Value) {
    prompt.weaken(Basis::Assumed, NOTE);
    let config = either(request, "generationConfig", "generation_config");
    let detail = detail_of(either(config, "mediaResolution", "media_resolution"));
    let system = either(request, "systemInstruction", "system_instruction");
    if !system.is_null() {
        turn(prompt, system, "system instruction".to_owned(), detail);
    }
    for (at, content) in list(&request["contents"]).enumerate() {
        let role = content["role"].as_str().unwrap_or("user");
        turn(
            prompt,
            content,
            format!("{role} message {}", at + 1),
            detail,
        );
    }
    for tool in list(&request["tools"]) {
        let functions = either(tool, "functionDeclarations", "function_declarations");
        for function in list(functions) {
            let name = function["name"].as_str().unwrap_or("without a name");
            prompt.part(
                PartKind::Tool,
                format!("tool {name}"),
                vec![function.to_string()],
                0,
            );
        }
        if functions.is_null() {
            let kind = fields(tool)
                .next()
                .map_or("without a name", |(name, _)| name);
            prompt.unseen(&format!("The built-in tool {kind}"));
        }
    }
    for name in [
        ("responseSchema", "response_schema"),
        ("responseJsonSchema", "response_json_schema"),
    ] {
        let schema = either(config, name.0, name.1);
        if schema.is_object() {
            prompt.part(PartKind::Tool, "schema answer", vec![schema.to_string()], 0);
        }
    }
    if either(request, "cachedContent", "cached_content").is_string() {
        prompt.unseen("What is cached (cachedContent)");
    }
}

fn turn(prompt: &mut Prompt, content: &Value, label: String, detail: Detail) {
    let mut said = Vec::new();
    let mut images = Vec::new();
    let mut files = Vec::new();
    if content["parts"].is_null() && content.is_string() {
        texts(content, &mut said);
    }
    let parts = &content["parts"];
    let one = Some(parts).filter(|parts| parts.is_object());
    for part in list(parts).chain(one) {
        let inline = either(part, "inlineData", "inline_data");
        let file = either(part, "fileData", "file_data");
        let media = if inline.is_null() { file } else { inline };
        let kind = either(media, "mimeType", "mime_type")
            .as_str()
            .unwrap_or_default();
        if media.is_null() {
            if part["text"].is_string() {
                texts(&part["text"], &mut said);
            } else {
                prompt.unknown(part, &mut said);
            }
        } else if kind.starts_with("image/") {
            images.push(media);
        } else if kind.starts_with("audio/") || kind == "application/pdf" {
            files.push((media, kind == "application/pdf"));
        } else if kind.starts_with("video/") {
            prompt.uncounted("Video");
        } else {
            prompt.uncounted("A file");
        }
    }
    prompt.part(PartKind::Message, label, said, 0);
    for image in images {
        prompt.image(image["data"].as_str().unwrap_or_default(), image, detail);
    }
    for (media, is_pdf) in files {
        file(prompt, media, is_pdf);
    }
    prompt.add_met();
}

/// A sound or a document whose length is seen: 32 tokens a second, and so many
/// a page. Google, Media resolution and Audio understanding
/// (<https://ai.google.dev/gemini-api/docs/media-resolution>), checked
/// 2026-11-25.
fn file(prompt: &mut Prompt, media: &Value, is_pdf: bool) {
    const PER_SECOND: i64 = 32;
    let data = media["data"]
        .as_str()
        .and_then(file_in_data_uri)
        .unwrap_or_default();
    let is_old = ["gemini-1", "gemini-2"]
        .iter()
        .any(|old| contains(&prompt.target, old));
    let per_page = if is_old { 258 } else { 560 };
    let (what, each, length) = if is_pdf {
        (
            "document",
            per_page,
            pages_of_pdf(&data).map(|pages| (pages, "pages")),
        )
    } else {
        (
            "sound",
            PER_SECOND,
            seconds_of_wav(&data).map(|seconds| (seconds, "s")),
        )
    };
    match length {
        Some((length, unit)) => {
            let label = format!("{what} ({length} {unit})");
            prompt.part(
                PartKind::Image,
                label,
                Vec::new(),
                length.saturating_mul(each),
            );
        }
        None => prompt.uncounted(&format!("A {what}")),
    }
}
