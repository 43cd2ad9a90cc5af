//! What `LiteLLM` says of models. Its windows and longest outputs are put beside
//! the catalogue's: a second look at figures that nobody publishes as data. Its
//! kinds are taken ([`mod@super::kinds`]).

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tokenmeter::catalog::file::{ModelRow, PriceFile};

/// Its file of models.
pub const FILE: &str = "model_prices_and_context_window_backup.json";

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

/// A release of it.
pub struct LiteLlm {
    /// Such as `1.110.2`.
    pub release: String,
    /// By their names in lower case.
    models: BTreeMap<String, Theirs>,
}

/// What it says of a model; some figures are texts that explain the field.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Theirs {
    /// `chat`, `embedding` and so on.
    pub mode: Option<String>,
    /// Kinds that go in.
    pub supported_modalities: Option<Vec<String>>,
    /// Kinds that come out.
    pub supported_output_modalities: Option<Vec<String>>,
    max_input_tokens: Option<Value>,
    max_output_tokens: Option<Value>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl Theirs {
    /// Whether a flag such as `supports_vision` is up.
    pub fn says(&self, flag: &str) -> bool {
        self.rest.get(flag) == Some(&Value::Bool(true))
    }
}

impl LiteLlm {
    /// The release in a directory, as `pip install --no-deps --target` leaves
    /// it or its wheel has it.
    ///
    /// # Errors
    ///
    /// If it is not there.
    pub fn read(directory: &Path) -> Result<Self> {
        let path = directory.join("litellm").join(FILE);
        let json = fs::read_to_string(&path);
        let json = json.with_context(|| format!("reading {}", path.display()))?;
        let entries = fs::read_dir(directory)?;
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let names: Vec<String> = names.collect::<Result<_>>()?;
        let release = names.iter().find_map(|name| {
            let release = name.strip_prefix("litellm-")?;
            release.strip_suffix(".dist-info")
        });
        let release = release.context("no litellm-….dist-info says which release that is")?;
        Self::parse(release, &json).with_context(|| format!("reading {}", path.display()))
    }

    pub fn parse(release: &str, json: &str) -> Result<Self> {
        let models: BTreeMap<String, Theirs> = serde_json::from_str(json)?;
        let models = models.into_iter();
        Ok(Self {
            release: release.to_owned(),
            models: models
                .map(|(name, theirs)| (name.to_lowercase(), theirs))
                .collect(),
        })
    }

    /// What it says of a provider's model, by the id or a further name.
    pub fn find(&self, provider: &str, model: &ModelRow) -> Option<&Theirs> {
        let (_, prefix) = PREFIXES.iter().find(|(id, _)| *id == provider)?;
        let mut names = std::iter::once(&model.id).chain(&model.aliases);
        names.find_map(|name| {
            self.models
                .get(&[prefix, name.as_str()].concat().to_lowercase())
        })
    }

    /// The windows and longest outputs that the catalogue has different, a line
    /// each.
    pub fn limits(&self, ours: &PriceFile) -> Vec<String> {
        let mut lines = Vec::new();
        for provider in &ours.providers {
            for model in &provider.models {
                let theirs = self.find(&provider.id, model);
                let found = theirs.map_or(Vec::new(), |theirs| differences(model, theirs));
                let about = |line: String| format!("{}/{}: {line}", provider.id, model.id);
                lines.extend(found.into_iter().map(about));
            }
        }
        lines
    }
}

fn differences(model: &ModelRow, theirs: &Theirs) -> Vec<String> {
    let number = |value: &Option<Value>| value.as_ref()?.as_u64();
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

/// A catalogue of these rows of one provider.
#[cfg(test)]
pub fn catalogue(provider: &str, models: &str) -> PriceFile {
    let rows = format!("=tokenmeter prices|6|0|2026-01-01\n+{provider}|{provider}\n{models}");
    // FNV-1a, as the price file's own checksum.
    let sum = rows.bytes().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    PriceFile::read(format!("{rows}=end|{sum:016x}").as_bytes()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_and_a_copied_window_is_not_believed() {
        let ours = catalogue("x-ai", "a|||grok|100||10\nb|||grok|100\nc|||grok|100||10\n");
        let theirs = r#"{
            "sample_spec": {"max_input_tokens": "a text", "max_output_tokens": "another"},
            "xai/A": {"max_input_tokens": 200, "max_output_tokens": 10},
            "xai/b": {"max_input_tokens": 100, "max_output_tokens": 100},
            "xai/c": {"max_input_tokens": 100, "max_output_tokens": 10},
            "c": {"max_input_tokens": 7}
        }"#;
        assert_eq!(
            LiteLlm::parse("1.0", theirs).unwrap().limits(&ours),
            [
                "x-ai/a: window 100, theirs 200",
                "x-ai/b: output unknown, theirs 100 (not believed: it is the window)",
            ]
        );
    }
}
