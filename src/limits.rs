//! Whether a request fits a model: its input and planned output against the
//! context window and the limits on either; and how fast requests may be sent.

mod batch;
mod rate;
pub mod tiers;

pub use batch::{BatchLimits, batch_limits};
pub use rate::{BACKOFF, Binding, RateLimits, RatePlan, Wait};

/// A model's limits in tokens; `None` is unknown, not unlimited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Input and output together.
    pub window: Option<u64>,
    /// Input alone, where that is less than the window.
    pub max_input: Option<u64>,
    /// Output alone.
    pub max_output: Option<u64>,
}

/// Whether and how a request fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The context window in tokens.
    pub window: Option<u64>,
    /// The most output tokens.
    pub max_output: Option<u64>,
    /// Tokens of input and planned output.
    pub used: u64,
    /// Tokens that could be added; negative if it is too much already.
    pub remaining: Option<i64>,
    /// Whether it fits; `None` if a limit that decides is not known.
    pub ok: Option<bool>,
    /// Why it does not fit, or why that is not known.
    pub reason: Option<String>,
}

impl Limits {
    /// How `input_tokens` and a planned `output_tokens` fit. Too much is a
    /// value here, not an error.
    #[must_use]
    pub fn fit(&self, input_tokens: u64, output_tokens: u64) -> Fit {
        let used = input_tokens.saturating_add(output_tokens);
        let left = |limit: u64, tokens: u64| {
            i64::try_from(limit).unwrap_or(i64::MAX) - i64::try_from(tokens).unwrap_or(i64::MAX)
        };
        let remaining = self.window.map(|window| {
            let in_window = left(window, used);
            self.max_input
                .map_or(in_window, |most| in_window.min(left(most, input_tokens)))
        });
        let too_much = self.too_much(input_tokens, output_tokens);
        let unknown = self.unknown(output_tokens);
        let ok = match (&too_much, &unknown) {
            (Some(_), _) => Some(false),
            (None, Some(_)) => None,
            (None, None) => Some(true),
        };
        Fit {
            window: self.window,
            max_output: self.max_output,
            used,
            remaining,
            ok,
            reason: too_much.or(unknown),
        }
    }

    fn too_much(&self, input_tokens: u64, output_tokens: u64) -> Option<String> {
        let over = |limit: Option<u64>, tokens: u64| {
            limit
                .filter(|limit| tokens > *limit)
                .map(|limit| (limit, tokens - limit))
        };
        let used = input_tokens.saturating_add(output_tokens);
        if let Some((limit, excess)) = over(self.max_input, input_tokens) {
            return Some(format!(
                "The input of {} tokens is {} over the limit of {} input tokens.",
                grouped(input_tokens),
                grouped(excess),
                grouped(limit)
            ));
        }
        if let Some((limit, excess)) = over(self.max_output, output_tokens) {
            return Some(format!(
                "The planned output of {} tokens is {} over the limit of {} output tokens.",
                grouped(output_tokens),
                grouped(excess),
                grouped(limit)
            ));
        }
        let (limit, excess) = over(self.window, used)?;
        let planned = if output_tokens == 0 {
            String::new()
        } else {
            format!(" and the planned output of {}", grouped(output_tokens))
        };
        Some(format!(
            "The input of {} tokens{planned} is {} over the context window of {} tokens.",
            grouped(input_tokens),
            grouped(excess),
            grouped(limit)
        ))
    }

    fn unknown(&self, output_tokens: u64) -> Option<String> {
        if self.window.is_none() {
            return Some("The context window of this model is not known.".to_owned());
        }
        (output_tokens > 0 && self.max_output.is_none())
            .then(|| "The most output tokens of this model are not known.".to_owned())
    }
}

/// The number with a thin group separator that reads the same everywhere:
/// `128 000`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202F}');
        }
        text.push(digit);
    }
    text
}
