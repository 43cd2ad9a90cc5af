//! A vocabulary file is used whole and unaltered, or not at all: nobody gets
//! a wrong count from a broken download.

#[path = "tokens/vocabularies.rs"]
mod vocabularies;

use tokenmeter::encoding::vocab::content::Content;
use tokenmeter::encoding::vocab::decode::Ready;
use tokenmeter::encoding::vocab::encode;
use tokenmeter::encoding::vocab::file::{Merge, Run};
use tokenmeter::encoding::{Encoding, EncodingRow, Loading, ROWS};
use tokenmeter::{Error, ErrorKind};

/// Files as they were written once, with the name of the smallest vocabulary.
const FORMAT_1: &[u8] = include_bytes!("fixtures/tiny-1.tmvocab");
const FORMAT_2: &[u8] = include_bytes!("fixtures/tiny-2.tmvocab");
const FORMAT_3: &[u8] = include_bytes!("fixtures/tiny-3.tmvocab");
const NAME: &str = "r50k_base";

/// Where the header has what tests forge.
const HEADER_CHECKSUM: usize = 12;
const CHECKED: usize = 20;
const GAP_COUNT: usize = 36;
const SECTIONS: usize = 40;
const SECTION_CHECKSUMS: usize = 56;
const GAPS: usize = 328;

fn tiny() -> Content {
    let id = |byte: u8| u32::from(byte);
    let merge = |left, right| Merge { left, right };
    Content {
        name: NAME.to_owned(),
        bytes: (0..=u8::MAX).collect(),
        gaps: vec![261],
        runs: Vec::new(),
        merges: vec![
            merge(id(b'h'), id(b'e')),
            merge(id(b'l'), id(b'l')),
            merge(256, 257),
            merge(258, id(b'o')),
            merge(id(b' '), 259),
            // 262 on, beyond ASCII and back.
            merge(0xc3, 0xa9),
            merge(id(b'H'), id(b'e')),
            merge(263, 257),
            merge(262, id(b's')),
            merge(264, id(b'o')),
        ],
    }
}

/// Each vocabulary has one such.
fn is_of_own_vocabulary(row: &EncodingRow) -> bool {
    row.name == row.vocabulary || ["gemma4", "mistral_v1"].contains(&row.name)
}

/// With ids that are not the places of the tokens.
fn tiny_numbered() -> Content {
    let run = |token, id| Run { token, id };
    Content {
        runs: vec![run(0, 100), run(256, 0), run(262, Run::PARTS), run(263, 90)],
        ..tiny()
    }
}

fn assert_refused(result: Result<Content, Error>, what: &str) -> String {
    let error = result.err();
    let error = error.unwrap_or_else(|| panic!("{what}: it was accepted"));
    assert_eq!(error.kind(), ErrorKind::InvalidVocabulary, "{what}");
    error.to_string()
}

#[test]
fn a_file_of_format_2_still_loads_and_is_still_written_so() {
    assert_eq!(Content::read(FORMAT_2), Ok(tiny()));
    assert_eq!(encode::write(&tiny()), FORMAT_2);
    let encoding = Encoding::load(NAME, FORMAT_2).expect("a good file");
    assert_eq!(encoding.encode("hello hello"), [259, 260]);
    assert_eq!(encoding.encode("Hellos é"), [266, 115, 32, 262]);
    assert_eq!(encoding.decode(&[260, 265]).as_deref(), Ok(" helloés"));
}

#[test]
fn a_file_of_format_3_still_loads_and_is_still_written_so() {
    assert_eq!(Content::read(FORMAT_3), Ok(tiny_numbered()));
    assert_eq!(encode::write(&tiny_numbered()), FORMAT_3);
}

/// Ids out of order would be given out wrongly.
#[test]
fn ids_out_of_order_are_refused() {
    let run = |token, id| Run { token, id };
    for runs in [
        vec![run(1, 0)],
        vec![run(0, 0), run(300, 5), run(300, 9)],
        vec![run(0, 0), run(300, 5), run(200, 9)],
        vec![run(0, 0), run(1, u32::MAX - 1)],
        vec![run(0, 0), run(u32::MAX, 5)],
        // Bytes that would become bytes again, and parts in two places.
        vec![run(0, Run::PARTS), run(256, 0)],
        vec![
            run(0, 0),
            run(256, Run::PARTS),
            run(257, 256),
            run(258, Run::PARTS),
        ],
    ] {
        let content = Content { runs, ..tiny() };
        let loaded = Encoding::load("r50k_base", &encode::write(&content));
        let error = loaded.expect_err("ids out of order");
        assert_eq!(error.kind(), ErrorKind::InvalidVocabulary);
    }
}

#[test]
fn a_file_of_format_1_is_refused_and_named() {
    let message = assert_refused(Content::read(FORMAT_1), "format 1");
    assert!(message.contains("format 1"), "{message}");
    let mut future = FORMAT_2.to_vec();
    future[8] = 4;
    let message = assert_refused(Content::read(&future), "format 4");
    assert!(message.contains("another format"), "{message}");
}

#[test]
fn what_is_no_vocabulary_is_told_apart() {
    for (file, expected) in [
        (&b""[..], "empty"),
        (b"<!doctype html><title>404</title>", "web page"),
        (b"\n <html>", "web page"),
        (b"{\"error\": \"not found\"}", "not a vocabulary file"),
        (&[0; 1000], "not a vocabulary file"),
    ] {
        let message = assert_refused(Content::read(file), expected);
        assert!(message.contains(expected), "{message}");
    }
    let error = Encoding::load("o200k_base", FORMAT_2).expect_err("another encoding's");
    assert!(error.to_string().contains("needs o200k_base"), "{error}");
}

#[test]
fn a_file_that_is_cut_off_is_refused_wherever_it_is_cut() {
    for length in 0..FORMAT_2.len() {
        assert_refused(
            Content::read(&FORMAT_2[..length]),
            &format!("{length} bytes"),
        );
    }
    let large = vocabularies::file("o200k_base");
    for length in (0..40)
        .map(|i| i * large.len() / 40)
        .chain([large.len() - 1])
    {
        assert_refused(Content::read(&large[..length]), &format!("{length} bytes"));
    }
    let longer = [FORMAT_2, b"\0"].concat();
    assert_refused(Content::read(&longer), "a byte more");
}

#[test]
fn a_file_with_any_bit_altered_is_refused() {
    for file in [FORMAT_2, FORMAT_3] {
        for at in 0..file.len() * 8 {
            let mut altered = file.to_vec();
            altered[at / 8] ^= 1 << (at % 8);
            assert_refused(Content::read(&altered), &format!("bit {at}"));
        }
    }
    let mut random = fastrand::Rng::with_seed(1);
    for row in ROWS.iter().filter(|row| is_of_own_vocabulary(row)) {
        let mut file = vocabularies::file(row.name);
        for _ in 0..12 {
            let (at, bit) = (random.usize(..file.len()), 1 << random.u32(..8));
            file[at] ^= bit;
            assert_refused(Content::read(&file), &format!("{} byte {at}", row.name));
            file[at] ^= bit;
        }
    }
}

/// FNV-1a, 64 bits.
fn checksum(bytes: &[u8]) -> [u8; 8] {
    let add = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, add)
        .to_le_bytes()
}

/// Makes the header's checksum right.
fn sign(file: &mut [u8]) {
    let gaps = u32::from_le_bytes(file[GAP_COUNT..SECTIONS].try_into().unwrap());
    let end = (GAPS + 4 * gaps as usize).min(file.len());
    let sum = checksum(&file[CHECKED..end]);
    file[HEADER_CHECKSUM..CHECKED].copy_from_slice(&sum);
}

#[test]
fn forged_numbers_are_refused_without_the_memory_they_ask_for() {
    for at in (GAP_COUNT..SECTION_CHECKSUMS).step_by(4) {
        for number in [0, 1, 4, 12, 1 << 17, 1 << 18, 1 << 31, u32::MAX] {
            let mut forged = FORMAT_2.to_vec();
            forged[at..at + 4].copy_from_slice(&number.to_le_bytes());
            if forged != FORMAT_2 {
                sign(&mut forged);
                assert_refused(Content::read(&forged), &format!("{number} at {at}"));
            }
        }
    }
    for gap in [0, 255, 256, 262, 266, u32::MAX] {
        let mut forged = FORMAT_2.to_vec();
        forged[GAPS..GAPS + 4].copy_from_slice(&gap.to_le_bytes());
        sign(&mut forged);
        let read = Content::read(&forged);
        assert!(read.is_err() || read != Ok(tiny()), "gap {gap}");
    }
}

#[test]
fn forged_sections_with_right_checksums_do_no_harm() {
    let length = |at: usize| u32::from_le_bytes(FORMAT_2[at..at + 4].try_into().unwrap());
    let first = GAPS + 4;
    let second = first + length(SECTIONS + 4) as usize;
    let mut random = fastrand::Rng::with_seed(2);
    for _ in 0..20_000 {
        let mut forged = FORMAT_2.to_vec();
        for _ in 0..random.usize(1..20) {
            forged[random.usize(first..FORMAT_2.len())] = random.u8(..);
        }
        for (index, range) in [first..second, second..FORMAT_2.len()]
            .into_iter()
            .enumerate()
        {
            let sum = checksum(&forged[range]);
            forged[SECTION_CHECKSUMS + 8 * index..][..8].copy_from_slice(&sum);
        }
        sign(&mut forged);
        // Whatever it says, it is a vocabulary or it is refused.
        match Encoding::load(NAME, &forged) {
            Ok(encoding) => {
                let text = "hello Hello é";
                let back = encoding.decode(&encoding.encode(text));
                assert_eq!(back.as_deref(), Ok(text));
            }
            Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidVocabulary),
        }
    }
}

#[test]
fn every_vocabulary_is_written_as_it_is_read() {
    for row in ROWS.iter().filter(|row| is_of_own_vocabulary(row)) {
        let file = vocabularies::file(row.name);
        let content = Content::read(&file).expect(row.name);
        assert_eq!(encode::write(&content), file, "{}", row.name);
    }
}

/// Every ready state that the parts of a file lead to, and the encoding.
fn load_in_parts<'a>(name: &str, parts: impl Iterator<Item = &'a [u8]>) -> Encoding {
    let mut loading = Loading::new(name).expect(name);
    let mut ready = Ready::Nothing;
    for part in parts {
        let now = loading.push(part).expect("a good part");
        assert!(now >= ready, "what was ready stays so");
        ready = now;
    }
    loading.into_encoding().expect("a whole file")
}

#[test]
fn a_file_may_come_in_any_parts() {
    let text = "hello Hello héllo és";
    let whole = Encoding::load(NAME, FORMAT_2)
        .expect("a good file")
        .encode(text);
    for at in 0..=FORMAT_2.len() {
        let (left, right) = FORMAT_2.split_at(at);
        let encoding = load_in_parts(NAME, [left, right].into_iter());
        assert_eq!(encoding.encode(text), whole, "cut at {at}");
    }
    for size in [1, 2, 3, 7] {
        let encoding = load_in_parts(NAME, FORMAT_2.chunks(size));
        assert_eq!(encoding.encode(text), whole, "parts of {size}");
    }
    let file = vocabularies::file("cl100k_base");
    let whole = vocabularies::load("cl100k_base").encode(text);
    for size in [1, 101, 65_536] {
        let encoding = load_in_parts("cl100k_base", file.chunks(size));
        assert_eq!(encoding.encode(text), whole, "parts of {size}");
    }
}

#[test]
fn ascii_text_is_exact_before_the_rest_comes() {
    const ASCII: &str =
        "fn main() { println!(\"Hello, world\"); } // 12345\n\tand so on, e.g. here";
    for row in ROWS.iter().filter(|row| is_of_own_vocabulary(row)) {
        let whole = vocabularies::load(row.name);
        let mut loading = Loading::new(row.name).expect(row.name);
        let not_ready = |loading: &Loading, text| {
            let error = loading.for_text(text).expect_err("not ready");
            assert_eq!(error.kind(), ErrorKind::NotReady, "{}", row.name);
        };
        not_ready(&loading, ASCII);
        let file = vocabularies::file(row.name);
        let mut parts = file.chunks(997);
        while loading.ready() == Ready::Nothing {
            not_ready(&loading, ASCII);
            loading.push(parts.next().expect("more")).expect(row.name);
        }
        assert_eq!(loading.ready(), Ready::Ascii, "{}", row.name);
        assert_eq!(loading.vocabulary_size(), whole.vocabulary_size());
        not_ready(&loading, "é");
        let late = whole.encode("привет");
        let check = |loading: &Loading| {
            let encoding = loading.for_text(ASCII).expect(row.name);
            assert_eq!(encoding.encode(ASCII), whole.encode(ASCII), "{}", row.name);
            let ids = whole.encode(ASCII);
            assert_eq!(loading.decode(&ids).as_deref(), Ok(ASCII), "{}", row.name);
        };
        check(&loading);
        let error = loading.decode_bytes(&late).expect_err("not there yet");
        assert_eq!(error.kind(), ErrorKind::NotReady, "{}", row.name);
        for part in parts {
            check(&loading);
            loading.push(part).expect(row.name);
        }
        check(&loading);
        assert_eq!(
            loading.decode(&late).as_deref(),
            Ok("привет"),
            "{}",
            row.name
        );
        let error = loading.decode_bytes(&[u32::MAX]).expect_err("no such id");
        assert_eq!(error.kind(), ErrorKind::UnknownToken, "{}", row.name);
    }
}

#[test]
fn a_token_is_not_decoded_before_its_checksum_is_right() {
    let whole = vocabularies::load("o200k_base");
    let file = vocabularies::file("o200k_base");
    let mut loading = Loading::new("o200k_base").expect("a name");
    // All but the last bytes.
    loading.push(&file[..file.len() - 2]).expect("a beginning");
    assert_eq!(loading.ready(), Ready::Ascii);
    let error = loading
        .decode_bytes(&whole.encode("é"))
        .expect_err("unsure");
    assert_eq!(error.kind(), ErrorKind::NotReady);
    assert_eq!(
        loading.decode(&whole.encode("as here")).as_deref(),
        Ok("as here")
    );
}
