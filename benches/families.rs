//! How fast each maker's tokenizer is beside `splintr`, in one run: bytes a
//! second of both, and how many times as fast.
//!
//! ```text
//! cargo xtask vocab && cargo bench --bench families
//! ```

use std::error::Error;
use std::time::{Duration, Instant};
use std::{fs, hint};

use splintr::from_pretrained;
use tokenmeter::encoding::Encoding;

/// An encoding, its vocabulary file, and its name in splintr.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("tekken", "tekken", "mistral_v3"),
    ("mistral_v1", "mistral", "mistral_v1"),
    ("deepseek", "deepseek", "deepseek_v3"),
    ("qwen", "qwen", "qwen3"),
    ("gemma4", "gemma", "gemma4"),
];

const TEXTS: &[(&str, &str)] = &[
    ("English", include_str!("../LICENSE-APACHE")),
    ("Rust", include_str!("../src/encoding.rs")),
    ("JSON", include_str!("../tests/vectors/usage.json")),
    ("words", WORDS),
];

/// Beyond U+02FF, with marks; in normalisation form C, since splintr leaves a text
/// to Qwen as it is.
const WORDS: &str = "“Здравствуйте” — 你好，世界。こんにちは、世界。नमस्ते दुनिया! Xin chào các bạn… \
    שָׁלוֹם עוֹלָם. สวัสดีชาวโลก 안녕하세요, 세계! Γειά σου Κόσμε → 👋🏽🌍\n";

/// Each text is given so often in a row, and each in turn in so many rounds, of
/// which the fastest counts.
const REPEATS: usize = 20;
const ROUNDS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    println!(
        "{:10} {:8} {:>10} {:>10} {:>6}",
        "", "", "here", "splintr", "ratio"
    );
    for &(name, vocabulary, theirs) in FAMILIES {
        let file = fs::read(format!("target/vocab/{vocabulary}.tmvocab"))?;
        let ours = Encoding::load(name, &file)?;
        ours.prepare();
        let theirs = from_pretrained(theirs)?;
        for &(kind, text) in TEXTS {
            let text = text.repeat(REPEATS);
            let mut fastest = [Duration::MAX; 2];
            for _ in 0..ROUNDS {
                let ids = time(&mut fastest[0], || ours.encode(&text));
                let expected = time(&mut fastest[1], || theirs.encode(&text));
                assert!(expected.ends_with(&ids), "{name} differs on {kind}");
            }
            #[expect(clippy::cast_precision_loss, reason = "a short text")]
            let [here, there] = fastest.map(|time| text.len() as f64 / time.as_secs_f64() / 1e6);
            let ratio = here / there;
            println!("{name:10} {kind:8} {here:5.1} MB/s {there:5.1} MB/s {ratio:6.1}");
        }
    }
    Ok(())
}

fn time<T>(fastest: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = hint::black_box(work());
    *fastest = start.elapsed().min(*fastest);
    made
}
