//! Which models count images by which rule.

use super::rules::{Bound, Rule};
use crate::catalog::tokenizer::Basis;

/// Models that count alike.
pub(super) struct Family {
    /// What their names are, with hyphens for dots; another number after one
    /// is another model, other words are a variant.
    pub names: &'static str,
    pub rule: Rule,
    pub basis: Basis,
    pub source: &'static str,
    pub checked: &'static str,
}

const OPENAI: &str =
    "OpenAI, Images and vision: https://developers.openai.com/api/docs/guides/images-vision";
const CLAUDE: &str =
    "Anthropic, Vision: https://platform.claude.com/docs/en/build-with-claude/vision";
const GEMINI: &str =
    "Google, Image understanding: https://ai.google.dev/gemini-api/docs/image-understanding";
const READINGS: &str = "counts that the APIs gave for ten sizes, September 2026: https://huggingface.co/datasets/JOHNISKING/image-token-cost";

const NO_LONGEST: u32 = 65_535;

const fn tiles(names: &'static str, base: u64, tile: u64) -> Family {
    family(names, Rule::Tiles { base, tile }, Basis::Exact, OPENAI)
}

const fn patches(
    names: &'static str,
    percent: u64,
    high: Bound,
    original: Option<Bound>,
) -> Family {
    let rule = Rule::Patches {
        percent,
        high,
        auto_is_original: original.is_some(),
        low_is_known: original.is_some(),
        original,
    };
    family(names, rule, Basis::Exact, OPENAI)
}

/// The number of patches that these models take is told differently in
/// different places: 1536 is what a reading of the API supports.
const fn small_patches(names: &'static str, percent: u64) -> Family {
    let rule = Rule::Patches {
        percent,
        high: within(NO_LONGEST, 1536),
        original: None,
        auto_is_original: false,
        low_is_known: false,
    };
    family(names, rule, Basis::Assumed, OPENAI)
}

const fn within(longest_px: u32, patches: u32) -> Bound {
    Bound {
        longest_px,
        patches,
    }
}

const fn family(names: &'static str, rule: Rule, basis: Basis, source: &'static str) -> Family {
    Family {
        names,
        rule,
        basis,
        source,
        checked: "2026-11-25",
    }
}

/// A longer name before the one that it begins with.
pub(super) static FAMILIES: &[Family] = &[
    tiles("gpt-4o-mini", 2833, 5667),
    small_patches("gpt-4-1-mini", 162),
    small_patches("gpt-4-1-nano", 246),
    tiles(
        "gpt-4o chatgpt-4o gpt-4-1 gpt-4-5 gpt-4-turbo gpt-4-vision",
        85,
        170,
    ),
    small_patches("o4-mini", 172),
    tiles("o1-pro o1 o3", 75, 150),
    small_patches("gpt-5-mini", 120),
    small_patches("gpt-5-nano", 150),
    tiles("gpt-5-1 gpt-5", 70, 140),
    patches("gpt-5-2", 120, within(2048, 6144), None),
    family(
        "gpt-5-4",
        Rule::Patches {
            percent: 120,
            high: within(2048, 2500),
            original: Some(within(6000, 10_000)),
            auto_is_original: false,
            low_is_known: false,
        },
        Basis::Exact,
        OPENAI,
    ),
    patches(
        "gpt-5-5",
        120,
        within(2048, 2500),
        Some(within(6000, 10_000)),
    ),
    patches(
        "gpt-5-6",
        120,
        within(2048, 2500),
        Some(within(NO_LONGEST, u32::MAX)),
    ),
    patches(
        "gpt-6-astra",
        120,
        within(NO_LONGEST, 2500),
        Some(within(NO_LONGEST, u32::MAX)),
    ),
    // Of its siblings nothing is published yet.
    family(
        "gpt-6 gpt-6-1",
        Rule::Patches {
            percent: 120,
            high: within(NO_LONGEST, 2500),
            original: Some(within(NO_LONGEST, u32::MAX)),
            auto_is_original: true,
            low_is_known: true,
        },
        Basis::Assumed,
        OPENAI,
    ),
    family(
        "claude-3 claude-3-5 claude-3-7 claude-4 claude-opus-4 claude-opus-4-0 claude-opus-4-1 claude-opus-4-5 \
         claude-opus-4-6 claude-sonnet-4 claude-sonnet-4-0 claude-sonnet-4-5 claude-sonnet-4-6 claude-haiku-4-5",
        Rule::Fitted(within(1568, 1568)),
        Basis::Exact,
        CLAUDE,
    ),
    family(
        "claude-opus-4-7 claude-opus-4-8 claude-opus-5 claude-opus-5-5 claude-sonnet-5 claude-sonnet-5-5",
        Rule::Fitted(within(2576, 4784)),
        Basis::Exact,
        CLAUDE,
    ),
    family(
        "claude-haiku-5-5 claude-fable-5 claude-fable-5-1 claude",
        Rule::Fitted(within(2576, 4784)),
        Basis::Assumed,
        CLAUDE,
    ),
    // "Roughly", says the page.
    family(
        "gemini-1-0 gemini-1-5 gemini-2-0 gemini-2-5",
        Rule::Crops {
            tokens: 258,
            small_px: 384,
        },
        Basis::Assumed,
        GEMINI,
    ),
    // The numbers of cells are the page's, the grid fits every reading.
    family(
        "gemini-3 gemini-3-1 gemini-3-5 gemini-3-6 gemini-3-7 gemini-3-8 gemini-4 gemini-flash gemini-pro \
         gemini-flash-lite",
        Rule::Grid {
            low: 280,
            medium: 560,
            high: 1120,
        },
        Basis::Assumed,
        READINGS,
    ),
];
