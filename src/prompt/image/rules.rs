//! How a size becomes tokens: one formula a way of cutting images up.

use super::Size;

/// How closely a model is asked to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Detail {
    /// A small copy of the image (Gemini: low media resolution).
    Low,
    /// Gemini's medium media resolution; elsewhere as [`Detail::High`].
    Medium,
    /// A copy that fits the model's bounds.
    High,
    /// As it is, where a model takes that.
    Original,
    /// What the provider does when nothing is asked.
    #[default]
    Auto,
}

/// What an image is shrunk to before it is cut into patches.
pub(super) struct Bound {
    /// Its longest side.
    pub longest_px: u32,
    /// How many patches at most.
    pub patches: u32,
}

/// A way of counting.
pub(super) enum Rule {
    /// A base, and so much for each 512-pixel tile of the image within
    /// 2048 × 2048 whose short side is at most 768.
    Tiles { base: u64, tile: u64 },
    /// Patches of 32 × 32 pixels, each so many hundredths of a token.
    Patches {
        percent: u64,
        high: Bound,
        /// `None`: this detail is refused.
        original: Option<Bound>,
        auto_is_original: bool,
        /// Whether the provider says what low detail is.
        low_is_known: bool,
    },
    /// Patches of 28 × 28 pixels of the largest image of the same shape that
    /// fits.
    Fitted(Bound),
    /// So much for the image if both sides are small, else for each square
    /// whose side is two thirds of the short side.
    Crops { tokens: u64, small_px: u32 },
    /// A grid of the image's shape with at most so many cells, by detail.
    Grid { low: u64, medium: u64, high: u64 },
}

const PATCH_PX: u32 = 32;
const LOW_PX: u32 = 512;

impl Rule {
    /// Tokens, and whether the rule for this detail is a known one; `None` if
    /// the detail is refused.
    pub(super) fn tokens(&self, size: Size, detail: Detail) -> Option<(u64, bool)> {
        match self {
            Self::Tiles { .. } if detail == Detail::Original => None,
            Self::Tiles { base, .. } if detail == Detail::Low => Some((*base, true)),
            Self::Tiles { base, tile } => Some((base + tile * tiles(size), true)),
            Self::Patches {
                percent,
                high,
                original,
                auto_is_original,
                low_is_known,
            } => {
                let low = Bound {
                    longest_px: LOW_PX,
                    patches: u32::MAX,
                };
                let bound = match detail {
                    Detail::Low => &low,
                    Detail::Original => original.as_ref()?,
                    Detail::Auto if *auto_is_original => original.as_ref()?,
                    Detail::Auto | Detail::High | Detail::Medium => high,
                };
                let tokens = (patches(size, bound) * percent).div_ceil(100);
                Some((tokens, *low_is_known || detail != Detail::Low))
            }
            Self::Fitted(bound) => Some((fitted(size, bound), true)),
            Self::Crops { tokens, small_px } => Some((tokens * crops(size, *small_px), true)),
            Self::Grid { low, medium, high } => {
                let cells = match detail {
                    Detail::Low => low,
                    Detail::Medium => medium,
                    Detail::High | Detail::Original | Detail::Auto => high,
                };
                Some((grid(size, *cells), true))
            }
        }
    }
}

/// Tiles of 512 pixels that cover the image after both reductions, each of
/// which rounds to whole pixels: 2050 × 513 becomes 2048 × 512, of one row.
fn tiles(size: Size) -> u64 {
    let (width, height) = sides(size);
    let scale = (2048.0 / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round(), (height * scale).round());
    let scale = (768.0 / width.min(height)).min(1.0);
    let (width, height) = ((width * scale).round(), (height * scale).round());
    cells(width, 512.0) * cells(height, 512.0)
}

/// Patches of 32 pixels after the longest side, then the number of patches,
/// has been brought within the bound: whole patches fit the reduced image at
/// least in one direction, and its sides are cut to whole pixels.
fn patches(size: Size, bound: &Bound) -> u64 {
    let (width, height) = sides(size);
    let scale = (f64::from(bound.longest_px) / width.max(height)).min(1.0);
    let (width, height) = (width * scale, height * scale);
    let patch = f64::from(PATCH_PX);
    let count = |width: f64, height: f64| cells(width, patch) * cells(height, patch);
    let whole = count(width.floor().max(1.0), height.floor().max(1.0));
    if whole <= u64::from(bound.patches) {
        return whole;
    }
    let scale = (patch * patch * f64::from(bound.patches) / (width * height)).sqrt();
    let down = |side: f64| {
        let across = (side * scale / patch).max(1.0);
        across.floor() / across
    };
    let scale = scale * down(width).min(down(height));
    count(
        (width * scale).floor().max(1.0),
        (height * scale).floor().max(1.0),
    )
}

/// Patches of 28 pixels of the largest copy with the same shape within the
/// bound.
fn fitted(size: Size, bound: &Bound) -> u64 {
    const CELL_PX: u64 = 28;
    let long = u64::from(size.width_px.max(size.height_px));
    let short = u64::from(size.width_px.min(size.height_px));
    let count = |longest: u64| {
        let other = (longest * short).div_ceil(long * CELL_PX).max(1);
        longest.div_ceil(CELL_PX) * other
    };
    let most = long.min(u64::from(bound.longest_px));
    // The count never falls as the side grows: the last side that fits is
    // found by halving.
    let (mut fits, mut above) = (1, most + 1);
    while above - fits > 1 {
        let middle = fits.midpoint(above);
        if count(middle) <= u64::from(bound.patches) {
            fits = middle;
        } else {
            above = middle;
        }
    }
    count(fits)
}

fn crops(size: Size, small_px: u32) -> u64 {
    let (width, height) = (u64::from(size.width_px), u64::from(size.height_px));
    if size.width_px <= small_px && size.height_px <= small_px {
        return 1;
    }
    let unit = (width.min(height) * 2 / 3).max(1);
    width.div_ceil(unit) * height.div_ceil(unit)
}

/// The largest grid of the image's shape with at most so many cells.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn grid(size: Size, most: u64) -> u64 {
    let (width, height) = sides(size);
    let along = |ratio: f64| (most as f64 * ratio).sqrt().floor().max(1.0) as u64;
    (along(width / height) * along(height / width)).min(most)
}

fn sides(size: Size) -> (f64, f64) {
    (f64::from(size.width_px), f64::from(size.height_px))
}

/// How many cells cover a side, at least one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn cells(side: f64, cell: f64) -> u64 {
    (side / cell).ceil().max(1.0) as u64
}
