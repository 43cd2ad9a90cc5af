//! Counts the tokens of a file: `cargo run --example count -- o200k_base file.txt`.

use std::error::Error;
use std::io::Read;
use std::{env, fs, io};
use tokenmeter::encoding::{Counter, Encoding};

/// As much as is in memory at once.
const PART_BYTES: usize = 1 << 16;

/// The tokens of all that `input` has, part by part.
///
/// # Errors
///
/// If the input cannot be read.
pub fn count(encoding: &Encoding, mut input: impl Read) -> io::Result<usize> {
    let mut counter = Counter::new();
    let mut part = vec![0; PART_BYTES];
    loop {
        match input.read(&mut part)? {
            0 => return Ok(counter.finish(encoding)),
            length => counter.push_bytes(encoding, &part[..length]),
        }
    }
}

/// # Errors
///
/// If a file cannot be read.
pub fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(name), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("say an encoding and a file".into());
    };
    // What `cargo xtask vocab` has written.
    let encoding = Encoding::load(&name, &fs::read(format!("target/vocab/{name}.tmvocab"))?)?;
    println!("{}", count(&encoding, fs::File::open(path)?)?);
    Ok(())
}
