//! The size of an image that stands in a request as a `data:` URI or as bare
//! base64.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use super::Size;

/// Most formats have their size in the first bytes; a photograph's JPEG has
/// its preview and its notes before it.
const HEADS_BYTES: [usize; 3] = [4 << 10, 256 << 10, usize::MAX];

/// As lenient as browsers and servers are about padding and leftover bits.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The size of the image in `uri`, a `data:` URI in base64 or the base64
/// alone; `None` if it is neither, or no image whose size is found.
///
/// Reads as much of it as the size needs: a few kB of most images.
#[must_use]
pub fn size_in_data_uri(uri: &str) -> Option<Size> {
    let body = body_of(uri)?;
    HEADS_BYTES.into_iter().find_map(|head_bytes| {
        // Four characters are three bytes.
        let head = body.get(..head_bytes).unwrap_or(body);
        let bytes = LENIENT.decode(head).ok()?;
        size_of(&bytes)
    })
}

/// The file in `uri`, a `data:` URI in base64 or the base64 alone; `None` if
/// it is neither.
pub(in crate::prompt) fn file_in_data_uri(uri: &str) -> Option<Vec<u8>> {
    LENIENT.decode(body_of(uri)?).ok()
}

fn body_of(uri: &str) -> Option<&[u8]> {
    let body = match uri.split_once(',') {
        Some((head, body)) if head.starts_with("data:") && head.ends_with(";base64") => body,
        Some(_) => return None,
        None => uri,
    };
    Some(body.trim_ascii().as_bytes())
}

/// The size of an image file from its first bytes; `None` if it is no image
/// or the size is not among them.
#[must_use]
pub fn size_of(bytes: &[u8]) -> Option<Size> {
    let size = imagesize::blob_size(bytes).ok()?;
    let width_px = u32::try_from(size.width).ok()?;
    let height_px = u32::try_from(size.height).ok()?;
    (width_px > 0 && height_px > 0).then_some(Size {
        width_px,
        height_px,
    })
}
