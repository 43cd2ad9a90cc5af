//! Images, documents and sounds in a message.

use super::image::{Detail, Size, image_tokens, size_in_data_uri};
use super::parts::{Fixed, PartKind, Prompt};
use crate::catalog::tokenizer::Basis;

use serde_json::Value;

/// An image that nobody measured is taken for one of these.
const USUAL: Size = square(1024);
const SMALL: Size = square(64);
const LARGE: Size = square(8192);
/// For models whose rule is not known: as of others.
const UNRULED: Fixed = Fixed {
    tokens: 1000,
    low: 0,
    high: 5000,
};

const fn square(side_px: u32) -> Size {
    Size {
        width_px: side_px,
        height_px: side_px,
    }
}

impl Prompt {
    /// Adds an image: `data` is a `data:` URI, base64 or an address, and
    /// `beside` may have its `width` and `height`.
    pub(super) fn image(&mut self, data: &str, beside: &Value, detail: Detail) {
        let number = self.next_image();
        let pixels = |name: &str| {
            beside[name]
                .as_u64()
                .and_then(|pixels| u32::try_from(pixels).ok())
        };
        let given = pixels("width").zip(pixels("height"));
        let given = given.map(|(width_px, height_px)| Size {
            width_px,
            height_px,
        });
        let size = size_in_data_uri(data).or(given);
        let tokens = |size| image_tokens(&self.target, size, detail);
        let shown = size.map_or_else(
            || "size not known".to_owned(),
            |size| format!("{} × {}", size.width_px, size.height_px),
        );
        let (fixed, basis, why) = match (size.and_then(tokens), tokens(USUAL)) {
            (Some(image), _) => (whole(image.tokens).into(), image.basis, ASSUMED),
            (None, Some(usual)) if size.is_none() => {
                let bound = |size| tokens(size).map_or(0, |image| whole(image.tokens));
                let range = Fixed {
                    tokens: whole(usual.tokens),
                    low: bound(SMALL).min(whole(usual.tokens)),
                    high: bound(LARGE).max(whole(usual.tokens)),
                };
                (range, Basis::Estimate, UNMEASURED)
            }
            _ => (UNRULED, Basis::Estimate, WITHOUT_RULE),
        };
        let why = if basis == Basis::Exact { "" } else { why };
        let label = format!("image {number} ({shown})");
        self.part(PartKind::Image, label, Vec::new(), fixed);
        self.weaken(basis, why);
    }

    /// Takes something that is billed, and whose length cannot be seen, for so
    /// much as others have.
    pub(super) fn unmeasured(&mut self, what: &str) {
        self.part(PartKind::Image, what.to_owned(), Vec::new(), UNRULED);
        let note = format!(
            "{what} in the request is taken for 1,000 tokens, at most 5,000: how long it is cannot be seen here."
        );
        self.weaken(Basis::Estimate, &note);
    }

    /// Says that something is in the request that is billed and not counted.
    pub(super) fn unseen(&mut self, what: &str) {
        let note = format!("{what} is not counted: what it adds cannot be seen here.");
        self.weaken(Basis::Estimate, &note);
    }
}

const ASSUMED: &str = "The rule for this model's images is assumed.";
const UNMEASURED: &str = "The size of an image is not known here, so one of 1024 × 1024 is taken: write \"width\" and \"height\" in pixels beside its address to have it counted.";
const WITHOUT_RULE: &str =
    "How this model counts images is not known: 1,000 tokens, at most 5,000, are taken for each.";

fn whole(tokens: u64) -> i64 {
    i64::try_from(tokens).unwrap_or(i64::MAX / 1024)
}

/// The detail that a part asks for.
pub(super) fn detail_of(value: &Value) -> Detail {
    match value.as_str() {
        Some("low" | "MEDIA_RESOLUTION_LOW") => Detail::Low,
        Some("MEDIA_RESOLUTION_MEDIUM") => Detail::Medium,
        Some("high" | "MEDIA_RESOLUTION_HIGH") => Detail::High,
        Some("original") => Detail::Original,
        _ => Detail::Auto,
    }
}
