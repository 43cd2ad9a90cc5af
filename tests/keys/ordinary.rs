//! Ten megabytes of what people paste, in which there is no key: real code,
//! and prose, base64, hashes and UUIDs from a seed.

use cargo_metadata::MetadataCommand;
use fastrand::Rng;
use std::fs;
use std::path::{Path, PathBuf};
use tokenmeter::secrets::find_keys;

const BYTES_EACH: usize = 2_500_000;

fn none_in(what: &str, text: &str) {
    assert!(
        text.len() >= BYTES_EACH,
        "{what} has only {} bytes",
        text.len()
    );
    let found = find_keys(text);
    let shown: Vec<_> = found
        .iter()
        .map(|key| (key.shape.kind, &text[key.range.clone()]))
        .collect();
    assert!(shown.is_empty(), "{what}: {shown:?}");
}

/// Of a directory, in the order of their names.
fn files_below(directory: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(directory).expect("a directory");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files_below(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// The sources of the pinned crates.
fn code() -> String {
    let mut command = MetadataCommand::new();
    command.other_options(vec!["--locked".to_owned()]);
    let mut packages = command.exec().expect("cargo metadata").packages;
    packages.sort_by(|one, other| one.name.cmp(&other.name));
    let mut text = String::new();
    for package in packages {
        let mut files = Vec::new();
        let manifest = package.manifest_path.parent().expect("a directory");
        files_below(&manifest.join("src").into_std_path_buf(), &mut files);
        for file in files {
            // Those that are not text are fixtures.
            text += &fs::read_to_string(file).unwrap_or_default();
        }
        if text.len() >= BYTES_EACH {
            break;
        }
    }
    text
}

#[test]
fn nothing_is_found_in_real_code() {
    none_in("code", &code());
}

const WORDS: &str = "the a of to and in that it is was for on with as be at by this have from or had \
    not are but what all were when we there can an your which their said if do will each about how up \
    out them then she many some so these would other into has more her two like him see time could no \
    make than first been its who now people my made over did down only way find use may water long \
    little very after words called just where most know get through back much before go good new write \
    our used me man too any day same right look think also around another came come work three word \
    must because does part even place well such here take why things help put years different away \
    again off went old number token model prompt key API Mistral Cohere OpenAI Anthropic Claude Gemini \
    task disk ask desk risk AKIA Asia AIza hf gsk sk pplx nvapi github csk Groq xai r8 café naïve 日本語 \
    sk-learn risk-free task-based hf-hub xai-org ask-me desk-top";

#[test]
fn nothing_is_found_in_prose() {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut random = Rng::with_seed(1);
    let mut text = String::new();
    while text.len() < BYTES_EACH {
        text += random.choice(&words).expect("a word");
        text += random
            .choice([
                " ", " ", " ", " ", " ", " ", ", ", ". ", "\n", "-", "_", "/", " – ",
            ])
            .expect("a mark");
    }
    none_in("prose", &text);
}

fn characters(random: &mut Rng, alphabet: &str, count: usize) -> String {
    let alphabet = alphabet.as_bytes();
    (0..count)
        .map(|_| char::from(alphabet[random.usize(..alphabet.len())]))
        .collect()
}

const ALPHANUMERIC: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

#[test]
fn nothing_is_found_in_base64() {
    let mut random = Rng::with_seed(2);
    let mut text = String::new();
    while text.len() < BYTES_EACH {
        let alphabet = format!(
            "{ALPHANUMERIC}{}",
            random.choice(["+/", "-_"]).expect("two characters")
        );
        let length = random.usize(1..4000);
        let line = random.choice([64, 76, usize::MAX]).expect("a length");
        let data = characters(&mut random, &alphabet, length);
        let lines: Vec<&str> = data
            .as_bytes()
            .chunks(line)
            .map(|line| str::from_utf8(line).expect("ASCII"))
            .collect();
        text.extend(["data:image/png;base64,", &lines.join("\n"), "==\n"]);
    }
    none_in("base64", &text);
}

#[test]
fn nothing_is_found_in_hashes_and_uuids() {
    const HEX: &str = "0123456789abcdef";
    let mut random = Rng::with_seed(3);
    let mut text = String::new();
    while text.len() < BYTES_EACH {
        let mut hex = |count| characters(&mut random, HEX, count);
        let (md5, sha1, sha256) = (hex(32), hex(40), hex(64));
        let uuid = [hex(8), hex(4), hex(4), hex(4), hex(12)].join("-");
        let upper = md5.to_uppercase();
        text.extend([
            format!("commit {sha1}\nMD5 (mistral-7b.gguf) = {md5} {upper}\n"),
            format!("{sha256}  cohere-sk-model.bin\nsha1-{sha1} sha256:{sha256}\n"),
            format!("task-{md5} cohere@{sha1} {{\"id\":\"{uuid}\",\"mistral\":\"{md5}\"}}\n"),
        ]);
    }
    none_in("hashes and UUIDs", &text);
}
