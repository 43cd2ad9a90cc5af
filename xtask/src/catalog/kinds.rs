//! `data/kinds.json`: what goes into models and what comes out of them, as
//! `LiteLLM` says it. Nothing else writes that file.

use super::litellm::{FILE, LiteLlm, Theirs};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use tokenmeter::catalog::file::PriceFile;
use tokenmeter::catalog::{Day, Kinds, Media};

/// The file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct KindsFile {
    /// The release that says it.
    source: String,
    /// The day it was read.
    checked: String,
    kinds: Vec<KindsRow>,
}

/// Models of a provider that take and give the same; what is absent is unknown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KindsRow {
    provider: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    inputs: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    outputs: Vec<String>,
    ids: Vec<String>,
}

/// What a flag says goes in.
const IN: [(&str, &str); 6] = [
    ("supports_vision", "image"),
    ("supports_image_input", "image"),
    ("supports_embedding_image_input", "image"),
    ("supports_audio_input", "audio"),
    ("supports_video_input", "video"),
    ("supports_pdf_input", "file"),
];

/// What a flag says comes out.
const OUT: [(&str, &str); 1] = [("supports_audio_output", "audio")];

/// Its names for what is of a kind here.
const SAME: [(&str, &str); 1] = [("code", "text")];

/// How a mode's kind stands beside those that are said of the model.
#[derive(Clone, Copy)]
enum When {
    /// It is one of them.
    Always,
    /// It is the only one.
    Alone,
    /// It is, where nothing is said.
    IfSilent,
    /// It is one of them where flags say some: they name only what is not text.
    BesideFlags,
}

/// What a mode says of the kinds, if anything, that go in and come out.
type Mode = (
    &'static str,
    Option<(&'static str, When)>,
    (&'static str, When),
);

const MODES: [Mode; 7] = [
    (
        "chat",
        Some(("text", When::BesideFlags)),
        ("text", When::Always),
    ),
    (
        "responses",
        Some(("text", When::BesideFlags)),
        ("text", When::Always),
    ),
    (
        "completion",
        Some(("text", When::BesideFlags)),
        ("text", When::Always),
    ),
    (
        "embedding",
        Some(("text", When::BesideFlags)),
        ("embedding", When::Alone),
    ),
    ("image_generation", None, ("image", When::IfSilent)),
    (
        "audio_speech",
        Some(("text", When::IfSilent)),
        ("audio", When::Alone),
    ),
    (
        "audio_transcription",
        Some(("audio", When::Always)),
        ("text", When::Alone),
    ),
];

impl KindsFile {
    /// What a release says of the models in the catalogue, rows and ids in the
    /// catalogue's order.
    ///
    /// # Errors
    ///
    /// If it names a kind that is none here.
    pub fn of(theirs: &LiteLlm, catalogue: &PriceFile, today: Day) -> Result<Self> {
        let mut kinds: Vec<KindsRow> = Vec::new();
        for provider in &catalogue.providers {
            let start = kinds.len();
            for model in &provider.models {
                let Some(said) = theirs.find(&provider.id, model) else {
                    continue;
                };
                let about = || format!("{} of {}", model.id, provider.id);
                let media = media(said).with_context(about)?;
                if media == Media::default() {
                    continue;
                }
                let (inputs, outputs) = (words(media.inputs), words(media.outputs));
                let mut rows = kinds[start..].iter_mut();
                let same = rows.find(|row| (&row.inputs, &row.outputs) == (&inputs, &outputs));
                match same {
                    Some(row) => row.ids.push(model.id.clone()),
                    None => kinds.push(KindsRow {
                        provider: provider.id.clone(),
                        inputs,
                        outputs,
                        ids: vec![model.id.clone()],
                    }),
                }
            }
        }
        Ok(Self {
            source: format!("litellm {} (PyPI), {FILE}", theirs.release),
            checked: today.to_string(),
            kinds,
        })
    }

    /// Whether it is what another release says, or another thing.
    pub fn is_other_than(&self, other: &Self) -> bool {
        self.source != other.source || self.kinds != other.kinds
    }

    /// What another file says otherwise, a line a model.
    ///
    /// # Errors
    ///
    /// If one of them names a kind that is none.
    pub fn differences(&self, other: &Self) -> Result<Vec<String>> {
        let (ours, theirs) = (self.by_model()?, other.by_model()?);
        let both: BTreeMap<_, _> = ours.iter().chain(&theirs).collect();
        let say = |media: Option<&Media>| match media {
            None => "unknown".to_owned(),
            Some(of) => [of.inputs, of.outputs]
                .map(|kinds| words(kinds).join(" "))
                .join(" > "),
        };
        let lines = both
            .keys()
            .map(|model| (model, ours.get(model), theirs.get(model)));
        let lines = lines.filter(|(_, ours, theirs)| ours != theirs);
        Ok(lines
            .map(|((provider, id), ours, theirs)| {
                format!("{provider}/{id}: {}, now {}", say(ours), say(theirs))
            })
            .collect())
    }

    /// By provider and id.
    ///
    /// # Errors
    ///
    /// If it names a kind that is none.
    pub fn by_model(&self) -> Result<BTreeMap<(&str, &str), Media>> {
        let mut all = BTreeMap::new();
        for row in &self.kinds {
            let media = Media {
                inputs: set(&row.inputs)?,
                outputs: set(&row.outputs)?,
            };
            for id in &row.ids {
                all.insert((row.provider.as_str(), id.as_str()), media);
            }
        }
        Ok(all)
    }
}

/// JSON, a row a line.
impl fmt::Display for KindsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = |row| serde_json::to_string(row).map_err(|_| fmt::Error);
        let rows: Vec<String> = self.kinds.iter().map(json).collect::<Result<_, _>>()?;
        writeln!(f, "{{\n  \"source\": {:?},", self.source)?;
        writeln!(f, "  \"checked\": {:?},", self.checked)?;
        writeln!(f, "  \"kinds\": [\n    {}\n  ]\n}}", rows.join(",\n    "))
    }
}

fn media(theirs: &Theirs) -> Result<Media> {
    let inputs = theirs.supported_modalities.as_deref();
    let outputs = theirs.supported_output_modalities.as_deref();
    let mode = theirs.mode.as_deref();
    let mode = MODES.iter().find(|(name, ..)| Some(*name) == mode);
    Ok(Media {
        inputs: kinds(theirs, inputs, &IN, mode.and_then(|(_, input, _)| *input))?,
        outputs: kinds(theirs, outputs, &OUT, mode.map(|(.., output)| *output))?,
    })
}

/// The kinds that a list, flags and a mode say together.
fn kinds(
    theirs: &Theirs,
    listed: Option<&[String]>,
    flags: &[(&str, &str)],
    mode: Option<(&str, When)>,
) -> Result<Kinds> {
    let up = flags.iter().filter(|(flag, _)| theirs.says(flag));
    let mut kinds: Vec<String> = up.map(|(_, kind)| (*kind).to_owned()).collect();
    for name in listed.unwrap_or_default() {
        let same = SAME.iter().find(|(theirs, _)| theirs == name);
        kinds.push(same.map_or(name.as_str(), |(_, kind)| kind).to_owned());
    }
    let Some((kind, when)) = mode else {
        return set(&kinds);
    };
    let is_one = match when {
        When::Always => true,
        When::Alone => {
            kinds.clear();
            true
        }
        When::IfSilent => kinds.is_empty(),
        When::BesideFlags => !kinds.is_empty() && listed.is_none(),
    };
    kinds.extend(is_one.then(|| kind.to_owned()));
    set(&kinds)
}

fn set(names: &[String]) -> Result<Kinds> {
    Kinds::of(names).with_context(|| format!("a kind of {names:?} is none here"))
}

fn words(kinds: Kinds) -> Vec<String> {
    kinds.names().into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::litellm::catalogue;
    use super::*;

    const SAID: &str = r#"{
        "sample_spec": {"mode": "one of: chat, embedding", "supports_vision": true},
        "see": {"mode": "chat", "supports_vision": true, "supports_pdf_input": true},
        "too": {"mode": "responses", "supports_vision": true, "supports_pdf_input": true},
        "text": {"mode": "chat", "supports_vision": false},
        "hear": {"mode": "chat", "supported_modalities": ["audio"], "supports_audio_output": true},
        "write": {"mode": "chat", "supported_modalities": ["text"], "supported_output_modalities": ["code"]},
        "embed": {"mode": "embedding"},
        "draw": {"mode": "image_generation"},
        "speak": {"mode": "audio_speech"},
        "Listen-2": {"mode": "audio_transcription"},
        "rank": {"mode": "rerank"},
        "another": {"mode": "chat"}
    }"#;

    fn file(release: &str, said: &str) -> Result<KindsFile> {
        let models =
            "see\ntoo\ntext\nhear\nwrite\nembed\ndraw\nspeak\nlisten||listen-2\nrank\nnobody\n";
        let theirs = LiteLlm::parse(release, said)?;
        KindsFile::of(
            &theirs,
            &catalogue("openai", models),
            "2026-11-30".parse().unwrap(),
        )
    }

    #[test]
    fn lists_flags_and_the_mode_say_what_goes_in_and_comes_out() {
        let file = file("1.0", SAID).unwrap();
        let said = file.by_model().unwrap();
        let said: Vec<String> = said
            .iter()
            .map(|((_, id), media)| format!("{id} {media}"))
            .collect();
        assert_eq!(
            said,
            [
                "draw >i",
                "embed >e",
                "hear a>ta",
                "listen a>t",
                "see tif>t",
                "speak t>a",
                "text >t",
                "too tif>t",
                "write t>t",
            ]
        );
    }

    #[test]
    fn the_file_is_read_as_it_was_written_and_says_whose_it_is() {
        let file = file("1.0", SAID).unwrap();
        let text = file.to_string();
        assert_eq!(serde_json::from_str::<KindsFile>(&text).unwrap(), file);
        for says in [
            "\"source\": \"litellm 1.0 (PyPI), model_prices_and_context_window_backup.json\"",
            "\"checked\": \"2026-11-30\"",
            // Those that say the same stand together.
            "\"ids\":[\"see\",\"too\"]",
        ] {
            assert!(text.contains(says), "{says} in {text}");
        }
    }

    #[test]
    fn what_a_newer_release_says_otherwise_is_told_by_model() {
        let old = file("1.0", SAID).unwrap();
        assert_eq!(old.differences(&old).unwrap(), Vec::<String>::new());
        assert!(!old.is_other_than(&old));
        let newer = SAID.replace("\"supports_vision\": false", "\"supports_vision\": true");
        let newer = newer.replace("\"mode\": \"image_generation\"", "\"mode\": \"ocr\"");
        let newer = file("1.1", &newer).unwrap();
        assert!(newer.is_other_than(&old));
        assert_eq!(
            old.differences(&newer).unwrap(),
            [
                "openai/draw:  > image, now unknown",
                "openai/text:  > text, now text image > text",
            ]
        );
    }

    #[test]
    fn a_kind_that_nobody_knows_is_not_lost_unread() {
        let smell = r#"{"see": {"mode": "chat", "supported_modalities": ["smell"]}}"#;
        let error = format!("{:#}", file("1.0", smell).unwrap_err());
        assert!(
            error.contains("see of openai") && error.contains("smell"),
            "{error}"
        );
    }
}
