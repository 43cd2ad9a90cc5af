//! How much work each kind of text is, beside how fast it is counted.
//!
//! ```text
//! cargo xtask bench --encodings o200k_base --rounds 1   # makes the texts
//! cargo xtask vocab && cargo bench --bench work
//! ```

use std::error::Error;
use std::time::{Duration, Instant};
use std::{fs, hint};

use tokenmeter::encoding::Encoding;

const TEXTS: &[&str] = &["code", "json", "english", "cjk", "emoji", "multilingual"];

/// Of so many counts of a text the fastest is taken.
const ROUNDS: usize = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let file = fs::read("target/vocab/o200k_base.tmvocab")?;
    let encoding = Encoding::load("o200k_base", &file)?;
    encoding.prepare();
    println!(
        "{:13} {:>10} {:>12} {:>12} {:>15}",
        "", "speed", "time a kB", "pieces a kB", "look-ups a kB"
    );
    for name in TEXTS {
        let text = fs::read_to_string(format!("target/bench/corpora/{name}.txt"))?;
        let work = encoding.work(&text);
        let mut fastest = Duration::MAX;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            hint::black_box(encoding.count(&text));
            fastest = fastest.min(start.elapsed());
        }
        #[expect(clippy::cast_precision_loss, reason = "a megabyte has few")]
        let [kb, pieces, lookups] =
            [text.len() as u64, work.pieces, work.pair_lookups].map(|count| count as f64 / 1e3);
        let microseconds = fastest.as_secs_f64() * 1e6;
        println!(
            "{name:13} {:5.1} MB/s {:9.1} µs {:12.0} {:15.0}",
            kb / microseconds * 1e3,
            microseconds / kb,
            pieces / kb * 1e3,
            lookups / kb * 1e3,
        );
    }
    Ok(())
}
