//! What may stand at the end of a model's name, and what is left without it.

/// The shapes of dates, where `d` is any digit, and what must stand before one
/// that says no year or says it last.
const DATES: [(&str, &str); 4] = [
    ("-20dd-dd-dd", ""),
    ("-20dddddd", ""),
    // Google's: `gemini-2.5-pro-preview-05-06`, `…-preview-09-2025`.
    ("-dd-dd", "-preview"),
    ("-dd-20dd", "-preview"),
];

/// What says which state of a model it is, apart from numbers; `default` is
/// Google Cloud's.
const STATES: [&str; 3] = ["latest", "preview", "default"];

/// Words that begin a tag of Ollama's which begins with no number.
const TAGS: [&str; 10] = [
    "latest", "instruct", "chat", "text", "code", "base", "mini", "medium", "scout", "maverick",
];

/// Ollama's word for what runs on its own machines, at its own prices.
const NOT_LOCAL: &str = "cloud";

/// The name before a date: `-2024-08-06`, `-20240806`.
pub(super) fn without_date(name: &str) -> Option<&str> {
    DATES.iter().find_map(|(shape, before)| {
        let (base, end) = name.split_at_checked(name.len().checked_sub(shape.len())?)?;
        let mut pairs = end.bytes().zip(shape.bytes());
        let alike = pairs.all(|(byte, wanted)| match wanted {
            b'd' => byte.is_ascii_digit(),
            other => byte == other,
        });
        (alike && base.ends_with(before) && !base.is_empty()).then_some(base)
    })
}

/// The name before what says which state of the model it is: `-latest`,
/// Gemini's `-001`.
pub(super) fn without_state(name: &str) -> Option<&str> {
    let (base, end) = name.rsplit_once('-')?;
    let is_number = end.len() == 3 && end.starts_with("00") && is_number(end);
    let is_gemini = is_number && base.contains("gemini");
    (is_gemini || STATES.contains(&end)).then_some(base)
}

/// The same, and before Bedrock's `-20251001-v1:0`.
pub(super) fn without_version(name: &str) -> Option<&str> {
    if let Some((base, end)) = name.rsplit_once('-') {
        let version = end.strip_prefix('v').unwrap_or_default();
        let (major, minor) = version.split_once(':').unwrap_or((version, ""));
        // But a model's own `-v3` says which model it is: Bedrock has a maker's
        // name before it.
        let maker = name.split_once('.').map_or("", |(maker, _)| maker);
        let has_maker = !maker.is_empty() && maker.bytes().all(|b| b.is_ascii_lowercase());
        let is_bedrock = is_number(minor) || (minor.is_empty() && has_maker);
        if is_number(major) && is_bedrock {
            return Some(without_date(base).unwrap_or(base));
        }
    }
    let is_bedrock = |_: &&str| name.contains(".anthropic.");
    without_state(name).or_else(|| without_date(name).filter(is_bedrock))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name before Ollama's size and quantisation, `llama3.1:8b-instruct-q4_0`.
pub(super) fn without_tag(name: &str) -> Option<&str> {
    let (base, tag) = name.split_once(':')?;
    let mut words = tag.split(['-', '_']);
    let first = words.clone().next()?;
    // `e4b` is Gemma's way to write a size, `v0.3` a version.
    let number = first.strip_prefix(['e', 'v']).unwrap_or(first);
    let is_known = number.starts_with(|c: char| c.is_ascii_digit()) || TAGS.contains(&first);
    (is_known && words.all(|word| word != NOT_LOCAL)).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_ends_a_name_in_the_shapes_in_which_makers_write_it() {
        for (name, base) in [
            ("gpt-4o-2024-08-06", Some("gpt-4o")),
            ("claude-3-opus-20240229", Some("claude-3-opus")),
            (
                "gemini-2.5-pro-preview-05-06",
                Some("gemini-2.5-pro-preview"),
            ),
            (
                "gemini-2.5-flash-preview-09-2025",
                Some("gemini-2.5-flash-preview"),
            ),
            // A version, a size and another maker's number are no dates.
            ("claude-opus-4-5", None),
            ("claude-3-10-12", None),
            ("mistral-large-2411", None),
            ("x-12345678", None),
            ("-20240229", None),
        ] {
            assert_eq!(without_date(name), base, "{name}");
        }
    }

    #[test]
    fn a_tag_says_which_size_of_a_model_and_never_that_it_runs_elsewhere() {
        for (name, base) in [
            ("llama3.1:8b-instruct-q4_k_m", Some("llama3.1")),
            ("gemma3n:e4b", Some("gemma3n")),
            ("mistral:v0.3", Some("mistral")),
            ("phi3:mini", Some("phi3")),
            ("gpt-oss:120b-cloud", None),
            ("glm-4.6:cloud", None),
            ("gemma3:banana", None),
            ("gemma-3-27b-it:free", None),
            ("gpt-4o", None),
        ] {
            assert_eq!(without_tag(name), base, "{name}");
        }
    }
}
