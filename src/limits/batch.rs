//! How large a batch of requests may be, as rows of data.

/// What a provider takes as one batch; `None` is not limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchLimits {
    provider: &'static str,
    /// Requests, which are lines of the file.
    pub requests: Option<u64>,
    /// The size of the file.
    pub bytes: Option<u64>,
    /// Where the figures stand.
    pub source: &'static str,
    /// When they were read from there.
    pub checked: &'static str,
}

const OPENAI: &str = "OpenAI, Batch API: https://developers.openai.com/api/docs/guides/batch";
const ANTHROPIC: &str = "Anthropic, Batch processing: https://platform.claude.com/docs/en/build-with-claude/batch-processing";
const COMPARED: &str = "batchwork, Limits: https://batchwork.dev/limits";

const MB: u64 = 1_000_000;

const fn row(
    provider: &'static str,
    requests: Option<u64>,
    bytes: u64,
    source: &'static str,
) -> BatchLimits {
    BatchLimits {
        provider,
        requests,
        bytes: Some(bytes),
        source,
        checked: "2026-11-25",
    }
}

static ROWS: &[BatchLimits] = &[
    row("openai", Some(50_000), 200 * MB, OPENAI),
    row("anthropic", Some(100_000), 256 * MB, ANTHROPIC),
    row("google", None, 2_000 * MB, COMPARED),
    row("groq", Some(50_000), 200 * MB, COMPARED),
    row("mistral", Some(100_000), 512 * MB, COMPARED),
    row("together", Some(50_000), 100 * MB, COMPARED),
    row("x-ai", Some(50_000), 200 * MB, COMPARED),
];

/// What a provider, by its id in the catalogue, takes as one batch; `None` if
/// that is not known.
#[must_use]
pub fn batch_limits(provider: &str) -> Option<&'static BatchLimits> {
    ROWS.iter().find(|row| row.provider == provider)
}
