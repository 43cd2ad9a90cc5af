//! Where the time of a count goes: the steps that each text takes, and how long
//! a step is, by the line that fits all texts best.
//!
//! ```text
//! cargo xtask bench --encodings o200k_base --rounds 1   # makes the texts
//! cargo xtask vocab && cargo bench --bench work
//! ```

use std::error::Error;
use std::time::{Duration, Instant};
use std::{fs, hint};

use tokenmeter::encoding::Encoding;

const TEXTS: &[&str] = &["english", "code", "json", "multilingual", "cjk", "emoji"];

/// Of so many counts of a text the fastest is taken.
const ROUNDS: usize = 40;

/// What counting a text takes.
struct Sample {
    pieces: f64,
    pair_lookups: f64,
    nanoseconds: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = fs::read("target/vocab/o200k_base.tmvocab")?;
    let encoding = Encoding::load("o200k_base", &file)?;
    encoding.prepare();
    println!(
        "{:13} {:>10} {:>14} {:>16}",
        "", "count", "pieces", "pair look-ups"
    );
    let mut samples = Vec::new();
    for name in TEXTS {
        let text = fs::read_to_string(format!("target/bench/corpora/{name}.txt"))?;
        let sample = measure(&encoding, &text);
        #[expect(clippy::cast_precision_loss, reason = "a megabyte")]
        let bytes = text.len() as f64;
        println!(
            "{name:13} {:5.1} MB/s {:8.1} a kB {:10.1} a kB",
            bytes / sample.nanoseconds * 1e3,
            sample.pieces / bytes * 1e3,
            sample.pair_lookups / bytes * 1e3,
        );
        samples.push(sample);
    }
    let (piece, pair_lookup) = fit(&samples);
    println!("a piece {piece:.0} ns, a look-up with the merge that follows {pair_lookup:.0} ns");
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a megabyte has few")]
fn measure(encoding: &Encoding, text: &str) -> Sample {
    let work = encoding.work(text);
    let mut fastest = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        hint::black_box(encoding.count(text));
        fastest = fastest.min(start.elapsed());
    }
    Sample {
        pieces: work.pieces as f64,
        pair_lookups: work.pair_lookups as f64,
        nanoseconds: fastest.as_secs_f64() * 1e9,
    }
}

/// The nanoseconds of a piece and of a look-up, by least squares.
fn fit(samples: &[Sample]) -> (f64, f64) {
    let sum = |of: fn(&Sample) -> f64| samples.iter().map(of).sum::<f64>();
    let pieces_squared = sum(|s| s.pieces * s.pieces);
    let both = sum(|s| s.pieces * s.pair_lookups);
    let lookups_squared = sum(|s| s.pair_lookups * s.pair_lookups);
    let pieces_time = sum(|s| s.pieces * s.nanoseconds);
    let lookups_time = sum(|s| s.pair_lookups * s.nanoseconds);
    let determinant = pieces_squared * lookups_squared - both * both;
    (
        (pieces_time * lookups_squared - lookups_time * both) / determinant,
        (lookups_time * pieces_squared - pieces_time * both) / determinant,
    )
}
