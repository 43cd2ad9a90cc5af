//! From how many tokens on a provider caches an input, as rows of data.

use crate::catalog::tokenizer::contains;

/// Where the rows come from.
pub const SOURCE: &str = "litellm 1.109.1 (PyPI), prompt_cache_min_tokens; OpenAI: https://developers.openai.com/api/docs/guides/prompt-caching";
/// When they were taken from there.
pub const CHECKED: &str = "2026-11-25";

/// Parts that ids of models contain, the longest of which decides, and the
/// least tokens that are cached.
const ROWS: &[(&[&str], u64)] = &[
    (
        &[
            "claude-fable-5",
            "claude-haiku-5-5",
            "claude-mythos-5",
            "claude-opus-5",
            "claude-sonnet-5-5",
        ],
        512,
    ),
    (
        &[
            "claude-opus-4",
            "claude-opus-4-1",
            "claude-opus-4-8",
            "claude-sonnet-4",
            "claude-sonnet-5",
        ],
        1024,
    ),
    (&["claude-3-5-haiku", "claude-opus-4-7"], 2048),
    (
        &["claude-haiku-4-5", "claude-opus-4-5", "claude-opus-4-6"],
        4096,
    ),
    (&["gemini-2-5-pro"], 2048),
    (
        &[
            "gemini-3-1-pro",
            "gemini-3-5-flash",
            "gemini-3-6-flash",
            "gemini-3-7-flash",
            "gemini-3-8-flash",
            "gemini-4-argon",
        ],
        4096,
    ),
    (
        &["gpt-4-1", "gpt-4o", "gpt-5", "gpt-6", "o1", "o3", "o4-mini"],
        1024,
    ),
];

/// The least tokens of an input that are cached for the model `id`; `None` is
/// not known.
#[must_use]
pub fn least_cached_tokens(id: &str) -> Option<u64> {
    let id = id.to_ascii_lowercase().replace('.', "-");
    let heads = ROWS
        .iter()
        .flat_map(|(heads, least)| heads.iter().map(move |head| (head, *least)));
    heads
        .filter(|(head, _)| contains(&id, head))
        .max_by_key(|(head, _)| head.len())
        .map(|(_, least)| least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_of_a_name_decides_from_where_on_it_is_cached() {
        for (id, least) in [
            ("gpt-4o-mini", Some(1024)),
            ("gpt-6-astra", Some(1024)),
            ("claude-sonnet-5-5", Some(512)),
            ("anthropic/claude-sonnet-5.5", Some(512)),
            ("claude-sonnet-5", Some(1024)),
            ("global.anthropic.claude-opus-4-6-v1", Some(4096)),
            ("claude-opus-4-7", Some(2048)),
            ("claude-opus-4-20250514", Some(1024)),
            ("gemini-3.8-flash", Some(4096)),
            ("gpt-4", None),
            ("mistral-large-4", None),
        ] {
            assert_eq!(least_cached_tokens(id), least, "{id}");
        }
    }
}
