//! How long a document or a sound is, by the file in the request.

/// The pages of a PDF, by the dictionaries of its pages; `None` if none is
/// found, as where they are compressed.
pub(super) fn pages_of_pdf(file: &[u8]) -> Option<i64> {
    const TYPE: &[u8] = b"/Type";
    const PAGE: &[u8] = b"/Page";
    if !file.starts_with(b"%PDF-") {
        return None;
    }
    let mut pages = 0;
    for at in places(file, TYPE) {
        let rest = file[at + TYPE.len()..].trim_ascii_start();
        let after = rest.strip_prefix(PAGE).map(|after| after.first());
        // A tree of pages is `/Pages`.
        pages += i64::from(after.is_some_and(|next| !next.is_some_and(u8::is_ascii_alphanumeric)));
    }
    (pages > 0).then_some(pages)
}

/// The places of a word.
fn places<'a>(text: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    text.windows(word.len())
        .enumerate()
        .filter(move |(_, here)| *here == word)
        .map(|(at, _)| at)
}

/// The whole seconds that a WAV file plays, the last one begun; `None` if it
/// is none.
pub(super) fn seconds_of_wav(file: &[u8]) -> Option<i64> {
    if file.get(..4)? != b"RIFF" || file.get(8..12)? != b"WAVE" {
        return None;
    }
    let number = |at: usize| {
        let bytes = file.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    };
    let (mut at, mut bytes_per_second) = (12, None);
    loop {
        let length = number(at + 4)?;
        match file.get(at..at + 4)? {
            b"fmt " => bytes_per_second = number(at + 16).filter(|&rate| rate > 0),
            // One that is streamed does not know its own length.
            b"data" if length != u32::MAX => {
                return Some(i64::from(length.div_ceil(bytes_per_second?)));
            }
            b"data" => return None,
            _ => {}
        }
        // Chunks begin at even places.
        at = at
            .checked_add(8)?
            .checked_add(usize::try_from(length).ok()?)?
            + usize::from(length % 2 == 1);
    }
}

#[cfg(test)]
mod tests {
    use super::{pages_of_pdf, seconds_of_wav};

    #[test]
    fn pages_are_told_from_trees_of_pages() {
        let file = b"%PDF-1.4 <</Type /Pages /Count 2>> <</Type/Page>> <</Type  /Page/Parent 1 0 R>> <</Type /PageLabel>>";
        assert_eq!(pages_of_pdf(file), Some(2));
        assert_eq!(pages_of_pdf(b"%PDF-1.7 /ObjStm"), None);
        assert_eq!(pages_of_pdf(b"/Type /Page"), None);
    }

    #[test]
    fn a_sound_is_as_long_as_its_bytes() {
        let mut file = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        file.extend(8000_u32.to_le_bytes());
        file.extend(16_000_u32.to_le_bytes());
        file.extend([2, 0, 16, 0]);
        file.extend(b"LIST\x01\0\0\0x\0data");
        let header = file.len();
        file.extend(40_000_u32.to_le_bytes());
        assert_eq!(seconds_of_wav(&file), Some(3));
        file.truncate(header);
        assert_eq!(seconds_of_wav(&file), None);
        file.extend(u32::MAX.to_le_bytes());
        assert_eq!(seconds_of_wav(&file), None);
        assert_eq!(seconds_of_wav(b"RIFF\0\0\0\0WAVEdata\0\0\0\0"), None);
        assert_eq!(seconds_of_wav(b"ID3"), None);
    }
}
