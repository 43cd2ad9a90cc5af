//! What `LiteLLM` says of windows and longest outputs, beside what the catalogue
//! says: a second look at figures that nobody publishes as data. Its file,
//! `model_prices_and_context_window_backup.json`, is in its package on `PyPI`.

use serde::Deserialize;
use std::collections::BTreeMap;
use tokenmeter::catalog::file::{ModelRow, PriceFile};

/// A provider here, and what `LiteLLM`'s names of its models begin with.
const PREFIXES: &[(&str, &str)] = &[
    ("openai", ""),
    ("anthropic", ""),
    ("google", "gemini/"),
    ("x-ai", "xai/"),
    ("mistral", "mistral/"),
    ("deepseek", "deepseek/"),
    ("cohere", ""),
    ("moonshotai", "moonshot/"),
    ("zai", "zai/"),
    ("minimax", "minimax/"),
    ("perplexity", "perplexity/"),
    ("voyageai", "voyage/"),
    ("azure", "azure/"),
    ("aws", ""),
    ("groq", "groq/"),
    ("cerebras", "cerebras/"),
    ("together", "together_ai/"),
    ("fireworks", "fireworks_ai/"),
    ("openrouter", "openrouter/"),
];

/// What `LiteLLM` says of a model; some figures are texts that explain the field.
#[derive(Deserialize)]
struct Theirs {
    max_input_tokens: Option<serde_json::Value>,
    max_output_tokens: Option<serde_json::Value>,
}

/// The windows and longest outputs that the two have different, a line each.
///
/// # Errors
///
/// If the file is none of `LiteLLM`'s.
pub fn compare(ours: &PriceFile, theirs: &str) -> serde_json::Result<Vec<String>> {
    let theirs: BTreeMap<String, Theirs> = serde_json::from_str(theirs)?;
    let mut lines = Vec::new();
    for provider in &ours.providers {
        let prefix = PREFIXES.iter().find(|(id, _)| *id == provider.id);
        let Some((_, prefix)) = prefix else {
            continue;
        };
        for model in &provider.models {
            let mut names = std::iter::once(&model.id).chain(&model.aliases);
            let Some(theirs) = names.find_map(|name| theirs.get(&[prefix, name.as_str()].concat()))
            else {
                continue;
            };
            let about = |line: String| format!("{}/{}: {line}", provider.id, model.id);
            lines.extend(differences(model, theirs).into_iter().map(about));
        }
    }
    Ok(lines)
}

fn differences(model: &ModelRow, theirs: &Theirs) -> Vec<String> {
    let number = |value: &Option<serde_json::Value>| value.as_ref()?.as_u64();
    let (input, output) = (
        number(&theirs.max_input_tokens),
        number(&theirs.max_output_tokens),
    );
    let limits = &model.limits;
    let mut found = Vec::new();
    // Theirs is what goes in; that is the window, unless an output is taken off.
    let is_known = |tokens: u64| [limits.window, limits.max_input].contains(&Some(tokens));
    if let Some(input) = input.filter(|&input| input > 0 && !is_known(input)) {
        found.push(format!("window {}, theirs {input}", say(limits.window)));
    }
    if let Some(output) = output.filter(|output| limits.max_output != Some(*output)) {
        // As much output as goes in is most often a figure that was copied.
        let verdict = if Some(output) == input {
            " (not believed: it is the window)"
        } else {
            ""
        };
        let own = say(limits.max_output);
        found.push(format!("output {own}, theirs {output}{verdict}"));
    }
    found
}

fn say(tokens: Option<u64>) -> String {
    tokens.map_or_else(|| "unknown".to_owned(), |tokens| tokens.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_and_a_copied_window_is_not_believed() {
        let rows = "=tokenmeter prices|4|0|2026-01-01\n+x-ai|xAI\na|||grok|100||10\nb|||grok|100\nc|||grok|100||10\n";
        // FNV-1a, as the price file's own checksum.
        let sum = rows.bytes().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let ours = PriceFile::read(format!("{rows}=end|{sum:016x}").as_bytes()).unwrap();
        let theirs = r#"{
            "sample_spec": {"max_input_tokens": "a text", "max_output_tokens": "another"},
            "xai/a": {"max_input_tokens": 200, "max_output_tokens": 10},
            "xai/b": {"max_input_tokens": 100, "max_output_tokens": 100},
            "xai/c": {"max_input_tokens": 100, "max_output_tokens": 10},
            "c": {"max_input_tokens": 7}
        }"#;
        assert_eq!(
            compare(&ours, theirs).unwrap(),
            [
                "x-ai/a: window 100, theirs 200",
                "x-ai/b: output unknown, theirs 100 (not believed: it is the window)",
            ]
        );
    }
}
