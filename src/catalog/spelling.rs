//! Nearest names for a name that nothing answers to.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

/// Longer input is no model name; comparing it would only cost time.
pub(crate) const LONGEST_NAME: usize = 200;

/// How many names are worth reading.
pub(crate) const MOST_NAMES: usize = 5;

/// Up to five of `known` that are near to `name`, nearest first, each once;
/// equally near ones keep the order of `known`.
///
/// Near means: few letters changed for the length of the name, where case and
/// the separators `-._:/ ` do not count at all; or that the name is the beginning
/// of a longer one, which is nearer than a letter changed.
///
/// # Complexity
///
/// O(|known| · |name| · width), where the width is the distance still allowed:
/// thousands of names take about a millisecond.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    if name.len() > LONGEST_NAME {
        return Vec::new();
    }
    let wanted = letters(name);
    let allowed = wanted.len() / 4 + 1;
    if wanted.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<(usize, &str)> = Vec::new();
    for candidate in known {
        let letters = letters(candidate);
        let is_longer = letters.len() > wanted.len() && wanted.len() >= SHORTEST_BEGINNING;
        let distance = if is_longer && letters.starts_with(&wanted) {
            Some(1)
        } else {
            distance_within(&wanted, &letters, allowed).map(|changed| 2 * changed)
        };
        if let Some(distance) = distance
            && !found.iter().any(|(_, seen)| *seen == candidate)
        {
            // Behind those that are as near.
            let at = found.partition_point(|(nearer, _)| *nearer <= distance);
            found.insert(at, (distance, candidate));
            found.truncate(MOST_NAMES);
        }
    }
    let names = found.into_iter();
    names.map(|(_, candidate)| candidate.to_owned()).collect()
}

/// As many letters begin a name that may be meant.
pub(crate) const SHORTEST_BEGINNING: usize = 3;

/// The name without separators and without the case of ASCII letters: no
/// model has others.
fn letters(name: &str) -> Vec<u8> {
    name.bytes()
        .filter(|byte| !matches!(byte, b'-' | b'.' | b'_' | b':' | b'/' | b' '))
        .map(|byte| byte.to_ascii_lowercase())
        .collect()
}

/// The optimal string alignment distance (insertion, deletion, substitution,
/// transposition of neighbours) if it is at most `allowed`.
fn distance_within(left: &[u8], right: &[u8], allowed: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > allowed {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, l) in left.iter().enumerate() {
        let mut current = Vec::with_capacity(right.len() + 1);
        current.push(row + 1);
        for (column, r) in right.iter().enumerate() {
            let substituted = above[column] + usize::from(l != r);
            let mut best = substituted
                .min(above[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && *l == right[column - 1] && left[row - 1] == *r {
                best = best.min(before[column - 1] + 1);
            }
            current.push(best);
        }
        if current.iter().all(|distance| *distance > allowed) {
            return None;
        }
        before = core::mem::replace(&mut above, current);
    }
    above
        .last()
        .copied()
        .filter(|distance| *distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_case_and_transpositions_are_near() {
        let known = ["gpt-4o-mini", "gpt-4o", "gpt-4", "claude-sonnet-4-5", "o3"];
        assert_eq!(nearest("gpt4o", known)[0], "gpt-4o");
        assert_eq!(nearest("GTP-4o", known)[0], "gpt-4o");
        assert_eq!(nearest("claude-sonet-4-5", known), ["claude-sonnet-4-5"]);
    }

    #[test]
    fn the_beginning_of_a_name_is_nearer_than_another_letter() {
        let known = ["claude-opus-5-5", "claude-2", "gpt-5", "gpt-3.5-turbo"];
        let first = |name: &str| nearest(name, known)[0].clone();
        assert_eq!(first("claude"), "claude-opus-5-5");
        assert_eq!(first("gpt-3.5"), "gpt-3.5-turbo");
        assert_eq!(first("gpt5"), "gpt-5");
        assert_eq!(nearest("gp", ["gpt-4o-mini"]), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_near_to_nonsense() {
        let known = ["gpt-4o", "ada"];
        for name in ["", "x", "__proto__", "完全に違う", &"a".repeat(100_000)] {
            assert_eq!(nearest(name, known), Vec::<String>::new(), "{name:.20}");
        }
    }
}
