//! Encodings over the vocabulary files as the build makes them.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::{env, fs};

use tokenmeter::encoding::{Encoding, rows};

/// Where the vocabulary files are: where the build says, else built now.
static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| {
    if let Some(directory) = env::var_os("TOKENMETER_VOCAB_DIR") {
        return directory.into();
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let status = Command::new(env!("CARGO"))
        .current_dir(&root)
        .args(["run", "--quiet", "--locked", "--package=xtask", "--"])
        .arg("vocab")
        .args(cfg!(feature = "llama3").then_some("--with=llama3"))
        .stdout(Stdio::null())
        .status();
    let built = status.is_ok_and(|status| status.success());
    assert!(built, "`cargo xtask vocab` builds no vocabulary files");
    root.join("target/vocab")
});

/// The vocabulary file of an encoding.
pub fn file(encoding: &str) -> Vec<u8> {
    let vocabulary = rows::find(encoding).expect(encoding).vocabulary;
    let path = DIRECTORY.join(format!("{vocabulary}.tmvocab"));
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An encoding.
pub fn load(name: &str) -> Encoding {
    Encoding::load(name, &file(name)).expect(name)
}
