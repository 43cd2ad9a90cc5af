//! The crate as another Rust program has it.

#[allow(dead_code)]
#[path = "../examples/count.rs"]
mod count;
#[allow(dead_code)]
#[path = "../examples/price.rs"]
mod price;
#[allow(dead_code)]
#[path = "tokens/vocabularies.rs"]
mod vocabularies;

use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

#[test]
fn the_example_that_counts_a_file_counts_it() {
    let encoding = vocabularies::load("o200k_base");
    let text = "Hello, world! 日本語 ".repeat(20_000);
    assert_eq!(
        count::count(&encoding, text.as_bytes()).unwrap(),
        encoding.count(&text)
    );
}

#[test]
fn the_example_that_prices_says_cost_and_fit() {
    // The example reads the file that the build leaves.
    vocabularies::file("o200k_base");
    // 2026-11-24.
    let at = UNIX_EPOCH + Duration::from_hours(20_781 * 24);
    assert_eq!(
        price::line("gpt-4o", "Hello, world!", at).unwrap(),
        "4 to 4 tokens, $0.005010, fits"
    );
    let claude = price::line("claude-opus-4-5", "Hello, world!", at).unwrap();
    assert_eq!(claude, "4 to 7 tokens, $0.012525, fits");
    let error = price::line("gpt-4p", "", at).unwrap_err();
    assert!(error.to_string().contains("gpt-4p"), "{error}");
}

/// The packages that a program on this machine builds with features of this
/// crate, one a line.
fn packages(features: &str) -> String {
    let tree = [
        "tree",
        "--locked",
        "--package=tokenmeter",
        "--edges=normal",
        "--prefix=none",
    ];
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(tree)
        .args(["--no-default-features", "--features", features])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_native_program_builds_nothing_that_is_for_browsers() {
    let all = packages("std,tokens,prices,keys,chunks");
    assert!(
        all.contains("\nserde v") && all.contains("\nspin v"),
        "{all}"
    );
    for browsers in [
        "wasm-bindgen",
        "js-sys",
        "web-sys",
        "tsify",
        "serde-wasm-bindgen",
        "talc",
    ] {
        assert!(!all.contains(browsers), "{browsers} in {all:?}");
    }
}

#[test]
fn who_only_counts_builds_nothing_for_prices() {
    let counting = packages("std,tokens");
    assert!(counting.contains("unicode-normalization"), "{counting}");
    assert!(!counting.contains("serde"), "{counting}");
    assert!(!counting.contains("unicode-segmentation"), "{counting}");
}
