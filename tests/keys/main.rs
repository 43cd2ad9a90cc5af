//! A key that leaked is found, whatever stands around it, and what is no key
//! is let alone.
#![cfg(not(target_arch = "wasm32"))]

mod ordinary;
mod recipes;
mod work;

use recipes::VECTORS;
use std::collections::BTreeSet;
use tokenmeter::secrets::{SHAPES, find_keys};

/// Of each recipe.
const SAMPLES: u32 = 20;

#[test]
fn every_shape_is_found_in_every_place() {
    for (row, recipe) in VECTORS.keys.iter().enumerate() {
        for place in &VECTORS.places {
            for sample in 0..SAMPLES {
                let key = recipe.key(sample);
                let (text, start) = place.with(recipe, &key);
                let found = find_keys(&text);
                let context = format!(
                    "{}, row {row}, sample {sample}, in {}",
                    recipe.kind, place.name
                );
                assert_eq!(found.len(), 1, "{context}: {text}");
                assert_eq!(found[0].shape.kind, recipe.kind, "{context}");
                assert_eq!(found[0].range, start..start + key.len(), "{context}");
                let before = text[..start].encode_utf16().count();
                let utf16 = found[0].range_utf16.clone();
                assert_eq!(utf16.start as usize, before, "{context}");
                assert_eq!(utf16.len(), key.len(), "{context}");
            }
        }
    }
}

#[test]
fn every_shape_of_the_table_has_a_recipe() {
    let mut fitted = BTreeSet::new();
    for recipe in &VECTORS.keys {
        let text = format!("{} {}", recipe.names, recipe.key(0));
        for key in find_keys(&text) {
            fitted.insert(SHAPES.iter().position(|shape| shape == key.shape));
        }
    }
    assert_eq!(fitted.len(), SHAPES.len(), "of {fitted:?}");
}

#[test]
fn a_mask_shows_four_characters_of_a_key_and_is_itself_none() {
    for recipe in &VECTORS.keys {
        let key = recipe.key(1);
        let (text, _) = VECTORS.places[0].with(recipe, &key);
        let found = &find_keys(&text)[0];
        let (before, after) = found.masked.split_once("***").expect("asterisks");
        assert!(key.starts_with(before) && before.len() < 16, "{before}");
        assert!(key.ends_with(after) && after.len() == 4, "{after}");
        let safe = text.replace(&key, &found.masked);
        assert_eq!(find_keys(&safe), [], "{safe}");
    }
}

#[test]
fn what_only_resembles_a_key_is_let_alone() {
    for (number, ordinary) in VECTORS.ordinary.iter().enumerate() {
        for sample in 0..SAMPLES {
            let text = ordinary.text(sample);
            assert_eq!(find_keys(&text), [], "{number}, {}: {text}", ordinary.why);
        }
    }
}

#[test]
fn several_keys_are_found_each_once_and_in_order() {
    let keys: Vec<String> = VECTORS.keys.iter().map(|recipe| recipe.key(3)).collect();
    let names = |row: usize| VECTORS.keys[row].names.as_str();
    let lines: Vec<String> = (keys.iter().enumerate())
        .map(|(row, key)| format!("{} = '{key}'", names(row)))
        .collect();
    let text = lines.join("\n");
    let found: Vec<&str> = find_keys(&text)
        .into_iter()
        .map(|key| &text[key.range])
        .collect();
    assert_eq!(found, keys);
    // Nothing between them but a comma.
    let text = keys[..39].join(",");
    assert_eq!(find_keys(&text).len(), 39);
}

#[test]
fn a_key_that_is_cut_off_by_the_end_of_the_text_is_no_panic() {
    for recipe in &VECTORS.keys {
        let text = format!("{} {}", recipe.names, recipe.key(2));
        for end in 0..text.len() {
            let cut = &text[..end];
            assert!(
                find_keys(cut).iter().all(|key| key.range.end <= end),
                "{cut}"
            );
        }
        for tail in [
            "\\", "\\n", "\\u", "\\u00", "\\u0022", "%", "%2", "%22", "é",
        ] {
            assert_eq!(find_keys(tail), []);
            assert_eq!(find_keys(&format!("{text}{tail}")).len(), 1, "{tail}");
        }
    }
}
