//! Work is linear in the text, counted and not timed.

use super::recipes::VECTORS;
use tokenmeter::secrets::{SHAPES, work};

const MEGABYTE: usize = 1_000_000;

/// What a byte may take at the worst: `xai-` again and again, where each time
/// 120 characters are read before it turns out that they go on.
const MOST_PER_BYTE: u64 = 36;

fn is_linear(unit: &str) {
    let text = unit.repeat(MEGABYTE / unit.len() + 1);
    let half = &text[..text.floor_char_boundary(text.len() / 2)];
    let (whole, half) = (work(&text), work(half));
    let most = MOST_PER_BYTE * text.len() as u64;
    assert!(
        whole < most,
        "{unit}: {whole} steps for {} bytes",
        text.len()
    );
    assert!(
        whole < 2 * half + 10_000,
        "{unit}: {whole} steps, {half} for half of it"
    );
}

#[test]
fn a_megabyte_of_any_prefix_again_and_again_takes_no_longer_than_another() {
    is_linear("sk-");
    is_linear("sk-proj-");
    for shape in SHAPES {
        for prefix in shape.prefixes.iter().filter(|prefix| !prefix.is_empty()) {
            is_linear(prefix);
            is_linear(&format!("{prefix} "));
            is_linear(&format!("\\n{prefix}"));
        }
    }
}

#[test]
fn a_megabyte_of_keys_whose_end_is_wrong_takes_no_longer_than_another() {
    for recipe in &VECTORS.keys {
        let key = recipe.key(0);
        for cut in [key.len() / 3, key.len() / 2, key.len() - 1] {
            for end in ["", " ", "-", "_", "!"] {
                is_linear(&format!("{}{end}", &key[..cut]));
            }
        }
        is_linear(&format!("{key}Z"));
        is_linear(&format!("{key} "));
    }
}

#[test]
fn a_megabyte_of_one_character_takes_no_longer_than_another() {
    for unit in [
        "a", "s", "A", "0", "_", "-", " ", "\\", "%", "\\n", "%22", "é", "🔑", "AA", "T3BlbkFJ",
    ] {
        is_linear(unit);
    }
}
