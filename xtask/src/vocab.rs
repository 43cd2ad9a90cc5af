//! `cargo xtask vocab`: builds the vocabulary files from the rank files that
//! pinned crates carry.
//!
//! The build is reproducible: `data/vocabularies.json` has the SHA-256 of each
//! result, and a build that differs fails unless it is asked to update it.

mod pieces;
mod whole;

use crate::extras::{self, Extra};
use crate::{packages, paths};
use anyhow::{Context, Result, bail, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;
use tokenmeter::encoding::rows::{EncodingRow, LLAMA_3, ROWS};
use tokenmeter::encoding::vocab::BYTE_TOKENS;
use tokenmeter::encoding::vocab::content::Content;
use tokenmeter::encoding::vocab::encode;
use tokenmeter::encoding::vocab::file::{Header, Merge};

/// Where the ranks of a vocabulary are: lines of a token and its id.
struct Source {
    vocabulary: &'static str,
    /// A pinned crate and a file in it.
    package: &'static str,
    file: &'static str,
    spelling: Spelling,
}

/// How a rank file writes the bytes of a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// In base64.
    Bytes,
    /// In base64, as GPT-2's vocabulary: each byte as one printable character.
    Characters,
    /// As they are, and merges apart from them.
    Pieces,
    /// In base64, with a score each instead of an id.
    Scores,
    /// In base64, among them tokens that no merging makes.
    Whole,
}

const fn openai(vocabulary: &'static str, file: &'static str) -> Source {
    Source {
        vocabulary,
        package: "tiktoken-rs",
        file,
        spelling: Spelling::Bytes,
    }
}

const SOURCES: &[Source] = &[
    openai("o200k_base", "assets/o200k_base.tiktoken"),
    openai("cl100k_base", "assets/cl100k_base.tiktoken"),
    openai("p50k_base", "assets/p50k_base.tiktoken"),
    openai("r50k_base", "assets/r50k_base.tiktoken"),
    Source {
        vocabulary: "tekken",
        package: "splintr-vocab-mistral",
        file: "vocabs/mistral_v3_tekken.tiktoken",
        spelling: Spelling::Characters,
    },
    Source {
        vocabulary: "mistral",
        package: "splintr-vocab-mistral",
        file: "vocabs/mistral.spm",
        spelling: Spelling::Scores,
    },
    Source {
        vocabulary: "deepseek",
        package: "splintr-vocab-deepseek",
        file: "vocabs/deepseek_v3.tiktoken",
        spelling: Spelling::Characters,
    },
    Source {
        vocabulary: "qwen",
        package: "splintr-vocab-qwen",
        file: "vocabs/qwen3.tiktoken",
        spelling: Spelling::Bytes,
    },
    Source {
        vocabulary: "gemma",
        package: "splintr-vocab-gemma4",
        file: "vocabs/gemma4.mbpe",
        spelling: Spelling::Pieces,
    },
];

/// Those that are built on demand.
const EXTRAS: &[(Extra, Source)] = &[(
    Extra::Llama3,
    Source {
        vocabulary: "llama3",
        package: "splintr-vocab-llama3",
        file: "vocabs/llama3.tiktoken",
        spelling: Spelling::Whole,
    },
)];

/// What is built.
fn sources() -> impl Iterator<Item = &'static Source> {
    let extras = EXTRAS.iter();
    let chosen = extras.filter(|(extra, _)| extras::chosen().contains(extra));
    SOURCES.iter().chain(chosen.map(|(_, source)| source))
}

/// A built vocabulary file, as `data/vocabularies.json` records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// The vocabulary's name.
    pub name: String,
    /// Size of the file.
    pub bytes: u64,
    /// How much of it has to come until ASCII text can be counted.
    pub ascii_bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

impl Built {
    /// Where the file stands, under its plain name.
    pub fn path(&self) -> PathBuf {
        path(&self.name)
    }

    /// The name under which it is served: it changes with the content, so a
    /// host may let browsers keep it forever.
    pub fn hashed_name(&self) -> String {
        format!("{}-{}.tmvocab", self.name, &self.sha256[..12])
    }
}

fn path(name: &str) -> PathBuf {
    paths::target().join(format!("vocab/{name}.tmvocab"))
}

/// Builds every vocabulary file that is not there yet with the recorded
/// SHA-256.
///
/// # Errors
///
/// If a rank file cannot be read or is no byte-pair vocabulary, or if a result
/// is not the recorded one.
pub fn build() -> Result<Vec<Built>> {
    let mut recorded = recorded()?;
    recorded.retain(|built| sources().any(|source| source.vocabulary == built.name));
    let up_to_date =
        |built: &Built| fs::read(built.path()).is_ok_and(|file| sha256(&file) == built.sha256);
    if recorded.len() == sources().count() && recorded.iter().all(up_to_date) {
        return Ok(recorded);
    }
    let built = build_all()?;
    ensure!(
        built == recorded,
        "the vocabulary files are not those that {} records; if the change is \
         meant, run `cargo xtask vocab --update`",
        record_path().display()
    );
    Ok(built)
}

/// Builds all vocabulary files and records their SHA-256.
///
/// # Errors
///
/// As [`build`], but for a difference from what was recorded.
pub fn update() -> Result<Vec<Built>> {
    let built = build_all()?;
    let mut rows = built.clone();
    // What was not asked for stays as it was recorded.
    let is_built = |row: &Built| built.iter().any(|built| built.name == row.name);
    rows.extend(recorded()?.into_iter().filter(|row| !is_built(row)));
    let json = serde_json::to_string_pretty(&rows)? + "\n";
    fs::write(record_path(), json).context("recording the vocabularies")?;
    Ok(built)
}

fn record_path() -> PathBuf {
    paths::root().join("data/vocabularies.json")
}

fn recorded() -> Result<Vec<Built>> {
    match fs::read_to_string(record_path()) {
        Ok(json) => serde_json::from_str(&json).context("reading data/vocabularies.json"),
        Err(_) => Ok(Vec::new()),
    }
}

fn build_all() -> Result<Vec<Built>> {
    let crates = packages::all()?;
    fs::create_dir_all(paths::target().join("vocab"))?;
    let build_one = |source: &'static Source| {
        let name = source.vocabulary;
        let package = packages::find(&crates, source.package)?;
        let ranks = packages::directory(package)?.join(source.file);
        let ranks =
            fs::read_to_string(ranks).with_context(|| format!("reading the ranks of {name}"))?;
        let content = match source.spelling {
            Spelling::Pieces => pieces::content(name, &pieces::parse_mbpe(&ranks)?),
            Spelling::Scores => pieces::content(name, &pieces::parse_spm(&ranks)?),
            spelling => {
                let row = row(name)?;
                let ranks = parse_ranks(&ranks, row.first_id, spelling)?;
                match spelling {
                    Spelling::Whole => whole::content(name, &ranks, row.whole_from),
                    _ => content(name, &ranks),
                }
            }
        };
        let content = content.with_context(|| format!("building the vocabulary {name}"))?;
        let file = encode::write(&content);
        ensure!(
            Content::read(&file)? == content,
            "{name} does not read back"
        );
        fs::write(path(name), &file)?;
        describe(name, &file)
    };
    sources().map(build_one).collect()
}

/// An encoding that reads the vocabulary `name`.
fn row(name: &str) -> Result<&'static EncodingRow> {
    let mut rows = ROWS.iter().chain([&LLAMA_3]);
    let row = rows.find(|row| row.vocabulary == name);
    row.with_context(|| format!("no encoding reads {name}"))
}

fn describe(name: &str, file: &[u8]) -> Result<Built> {
    Ok(Built {
        name: name.to_owned(),
        bytes: file.len() as u64,
        ascii_bytes: ascii_bytes(file)?,
        sha256: sha256(file),
    })
}

fn sha256(file: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(file))
}

/// How many bytes of a vocabulary file it takes until ASCII text can be
/// counted.
///
/// # Errors
///
/// If it is no vocabulary file.
pub fn ascii_bytes(file: &[u8]) -> Result<u64> {
    let (header, bytes) = Header::read(file)?.context("a vocabulary file is cut off")?;
    Ok(bytes as u64 + u64::from(header.sections[0].bytes))
}

type Ranks = BTreeMap<u32, Vec<u8>>;

/// Lines of a token in base64, a space and its id; what stands before the id
/// `first` is special. Ranks count from there.
fn parse_ranks(text: &str, first: u32, spelling: Spelling) -> Result<Ranks> {
    let mut ranks = Ranks::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (token, id) = line.split_once(' ').context("no id in a line")?;
        let Some(rank) = id.parse::<u32>()?.checked_sub(first) else {
            continue;
        };
        let token = BASE64_STANDARD.decode(token)?;
        let token = match spelling {
            Spelling::Characters => spelled(std::str::from_utf8(&token)?)?,
            _ => token,
        };
        ranks.insert(rank, token);
    }
    Ok(ranks)
}

/// The bytes that the characters of GPT-2's vocabulary stand for: a printable
/// character of Latin-1 for itself, the characters from U+0100 on for the
/// other bytes in their order.
fn spelled(token: &str) -> Result<Vec<u8>> {
    let is_printable = |byte: &u8| matches!(byte, 0x21..=0x7e | 0xa1..=0xac | 0xae..=0xff);
    let others: Vec<u8> = (0..=u8::MAX).filter(|byte| !is_printable(byte)).collect();
    let byte = |character: char| match u8::try_from(character) {
        Ok(byte) => Some(byte).filter(is_printable),
        Err(_) => others.get(character as usize - 0x100).copied(),
    };
    token
        .chars()
        .map(|character| byte(character).with_context(|| format!("{character:?} is no byte")))
        .collect()
}

fn content(name: &str, ranks: &Ranks) -> Result<Content> {
    let ids: HashMap<&[u8], u32> = ranks.iter().map(|(&id, t)| (t.as_slice(), id)).collect();
    ensure!(ids.len() == ranks.len(), "a token stands there twice");
    let bytes = bytes(ranks)?;
    let (mut gaps, mut merges) = (Vec::new(), Vec::new());
    let mut expected = BYTE_TOKENS;
    for (&id, token) in ranks.range(BYTE_TOKENS..) {
        gaps.extend(expected..id);
        expected = id + 1;
        merges.push(last_merge(token, id, &ids)?);
    }
    Ok(Content {
        name: name.to_owned(),
        bytes,
        gaps,
        runs: Vec::new(),
        merges,
    })
}

/// The bytes that are the first tokens, in the order of their ids.
fn bytes(ranks: &Ranks) -> Result<Vec<u8>> {
    let is_byte = |token: &[u8]| token.len() == 1;
    ensure!(
        ranks
            .iter()
            .all(|(&id, token)| is_byte(token) == (id < BYTE_TOKENS)),
        "exactly the first 256 tokens must be single bytes"
    );
    let bytes: Vec<u8> = ranks
        .range(..BYTE_TOKENS)
        .map(|(_, token)| token[0])
        .collect();
    ensure!(
        bytes.len() == BYTE_TOKENS as usize,
        "not every byte is a token"
    );
    Ok(bytes)
}

/// The two tokens that `token` is made of: what byte-pair encoding leaves of
/// its bytes when only tokens older than `id` exist.
fn last_merge(token: &[u8], id: u32, ids: &HashMap<&[u8], u32>) -> Result<Merge> {
    // Where each part starts, and the end.
    let mut starts: Vec<usize> = (0..=token.len()).collect();
    let rank = |start: usize, end: usize| ids.get(&token[start..end]).copied();
    while starts.len() > 3 {
        let merges = starts.windows(3).enumerate();
        let merges = merges.filter_map(|(at, w)| Some((rank(w[0], w[2])?, at)));
        let best = merges.filter(|&(rank, _)| rank < id).min();
        let Some((_, at)) = best else {
            bail!("token {id} is not made of two earlier ones");
        };
        starts.remove(at + 1);
    }
    let part = |at: usize| {
        let earlier = rank(starts[at], starts[at + 1]).filter(|&part| part < id);
        earlier.with_context(|| format!("a part of token {id} is no earlier token"))
    };
    Ok(Merge {
        left: part(0)?,
        right: part(1)?,
    })
}
