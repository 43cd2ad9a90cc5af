//! What must hold whatever the bytes are. Each check takes any bytes and
//! panics where a promise breaks. The fuzzer calls them, and so do the tests,
//! on the seeds and on every find that was kept (`tests/fuzzed.rs`).

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use tokenmeter::catalog::file::PriceFile;
use tokenmeter::catalog::{Catalog, Model};
use tokenmeter::chunks::{Boundary, Options, chunks};
use tokenmeter::classes::Classes;
use tokenmeter::cost::Prices;
use tokenmeter::encoding::{Counter, Encoding};
use tokenmeter::estimate::{Plan, estimate};
use tokenmeter::secrets::{find_keys, work};
use tokenmeter::{ErrorKind, prompt};

/// Takes any bytes, and panics where a promise breaks.
type Check = fn(&[u8]);

/// Each check, by its name.
pub const CHECKS: &[(&str, Check)] = &[
    ("vocabulary", vocabulary),
    ("tokens", tokens),
    ("streaming", streaming),
    ("request", request),
    ("response", response),
    ("prices", prices),
    ("names", names),
    ("keys", keys),
    ("chunks", cut),
];

/// The smallest vocabulary, of which the tests have a file.
const TINY: &str = "r50k_base";
/// Where a file of it has what is checked: see `VOCABULARY.md`.
const HEADER_CHECKSUM: usize = 12;
const CHECKED: usize = 20;
const GAP_COUNT: usize = 36;
const SECTION_BYTES: [usize; 2] = [44, 52];
const SECTION_CHECKSUMS: usize = 56;
const GAPS: usize = 328;

/// A file is a vocabulary that tells every text again, or it is refused; also
/// where someone made its checksums right, in whatever parts it comes.
fn vocabulary(data: &[u8]) {
    let Some((&how, file)) = data.split_first() else {
        return;
    };
    let mut file = file.to_vec();
    if how & 1 == 1 {
        sign(&mut file);
    }
    let whole = Encoding::load(TINY, &file);
    let in_parts = || {
        let mut loading = tokenmeter::encoding::Loading::new(TINY)?;
        for part in file.chunks(1 + usize::from(how >> 1)) {
            loading.push(part)?;
        }
        loading.into_encoding()
    };
    match (whole, in_parts()) {
        (Ok(whole), Ok(parts)) => {
            let text = "hello Hellos \u{e9}\u{4e2d}";
            let ids = whole.encode(text);
            assert_eq!(ids, parts.encode(text), "in parts");
            assert_eq!(whole.decode(&ids).as_deref(), Ok(text));
        }
        (Err(whole), Err(parts)) => {
            assert_eq!(whole.kind(), ErrorKind::InvalidVocabulary);
            assert_eq!(parts.kind(), ErrorKind::InvalidVocabulary);
        }
        (whole, parts) => panic!("the whole is {whole:?}, its parts are {parts:?}"),
    }
}

/// Makes the checksums right, as far as the file has places for them.
fn sign(file: &mut [u8]) {
    if file.len() < GAPS {
        return;
    }
    let number = |file: &[u8], at: usize| {
        let bytes = file[at..at + 4].try_into().expect("four bytes");
        u32::from_le_bytes(bytes) as usize
    };
    let header_end = GAPS.saturating_add(number(file, GAP_COUNT).saturating_mul(4));
    let mut start = header_end.min(file.len());
    for (index, at) in SECTION_BYTES.into_iter().enumerate() {
        let end = start.saturating_add(number(file, at)).min(file.len());
        let sum = checksum(&file[start..end]);
        file[SECTION_CHECKSUMS + 8 * index..][..8].copy_from_slice(&sum);
        start = end;
    }
    let sum = checksum(&file[CHECKED..header_end.min(file.len())]);
    file[HEADER_CHECKSUM..CHECKED].copy_from_slice(&sum);
}

/// FNV-1a, 64 bits.
fn checksum(bytes: &[u8]) -> [u8; 8] {
    let add = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, add);
    sum.to_le_bytes()
}

/// The encodings of which `tiktoken-rs` has the reference, each with it.
static ENCODINGS: LazyLock<[(Encoding, &tiktoken_rs::CoreBPE); 4]> = LazyLock::new(|| {
    [
        (load("o200k_base"), tiktoken_rs::o200k_base_singleton()),
        (load("cl100k_base"), tiktoken_rs::cl100k_base_singleton()),
        (load("p50k_base"), tiktoken_rs::p50k_base_singleton()),
        (load("r50k_base"), tiktoken_rs::r50k_base_singleton()),
    ]
});

/// An encoding from the file that the build made.
fn load(name: &str) -> Encoding {
    let directory =
        std::env::var_os("TOKENMETER_VOCAB_DIR").map_or("target/vocab".into(), PathBuf::from);
    let path = directory.join(format!("{name}.tmvocab"));
    let file = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Encoding::load(name, &file).expect(name)
}

/// One of the encodings, by the first byte, and the rest as text.
fn asked(data: &[u8]) -> Option<(&'static Encoding, &'static tiktoken_rs::CoreBPE, String)> {
    let (&which, text) = data.split_first()?;
    let (ours, theirs) = &ENCODINGS[usize::from(which) % ENCODINGS.len()];
    Some((ours, theirs, String::from_utf8_lossy(text).into_owned()))
}

/// The ids are tiktoken's, and everything else that is said of the text agrees
/// with them.
fn tokens(data: &[u8]) {
    let Some((ours, theirs, text)) = asked(data) else {
        return;
    };
    let ids = ours.encode(&text);
    assert_eq!(ids, theirs.encode_ordinary(&text), "{}", ours.name());
    assert_eq!(ours.count(&text), ids.len());
    assert_eq!(ours.count_up_to(&text, ids.len()), Some(ids.len()));
    if let Some(fewer) = ids.len().checked_sub(1) {
        assert_eq!(ours.count_up_to(&text, fewer), None);
    }
    assert_eq!(ours.decode(&ids).as_deref(), Ok(text.as_str()));
    let segments = ours.segments(&text, usize::MAX).expect("a short text");
    assert_eq!(segments.ids, ids);
    assert!(segments.ends_utf16.is_sorted());
    let units = text.encode_utf16().count();
    let last = segments.ends_utf16.last().map_or(0, |&end| end as usize);
    assert_eq!(last, units, "the segments cover the text");
}

/// A text in parts has the tokens of the whole, also where its bytes are none.
fn streaming(data: &[u8]) {
    let [which, size, repeat, bytes @ ..] = data else {
        return;
    };
    let ours = &ENCODINGS[usize::from(*which) % ENCODINGS.len()].0;
    // Long enough that some of it is counted before the end.
    let most = 200_000 / bytes.len().max(1);
    let bytes = bytes.repeat(most.min(1 + usize::from(*repeat) * 4));
    let mut counter = Counter::new();
    for part in bytes.chunks(1 + usize::from(*size) * 37) {
        counter.push_bytes(ours, part);
    }
    let whole = String::from_utf8_lossy(&bytes);
    assert_eq!(counter.finish(ours), ours.count(&whole));
}

/// Models whose rules differ.
const MODELS: [&str; 5] = [
    "gpt-4o",
    "claude-sonnet-4-5",
    "gemini-2.5-pro",
    "mistral-large-latest",
    "no-such-model",
];

/// A request is taken apart, or it is refused with its line and column.
fn request(data: &[u8]) {
    let body = String::from_utf8_lossy(data);
    for model in MODELS {
        let prompt = match prompt::read(&body, model) {
            Ok(prompt) => prompt,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::InvalidRequest);
                continue;
            }
        };
        let counts: Vec<Classes> = prompt
            .texts()
            .map(|text| Classes::from(text.len() as u64))
            .collect();
        let tokenizer = tokenmeter::catalog::tokenizer::unknown();
        let counted = prompt.assemble(&counts, &tokenizer);
        let of_parts: u64 = counted.parts.iter().map(|part| part.tokens).sum();
        assert_eq!(of_parts, counted.counted.tokens, "the parts are the whole");
        assert!(counted.counted.low <= counted.counted.tokens);
        assert!(counted.counted.high >= counted.counted.tokens);
    }
}

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::built_in);
/// The first row of the price file.
static TITLE: LazyLock<&str> = LazyLock::new(|| {
    let file = include_str!("../../data/prices.json").lines().next();
    file.unwrap_or_default().trim_matches(['[', '"', ','])
});

/// A response has a cost that is a sum of money, or it is refused.
fn response(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(bill) = CATALOG.read_bill(&text, tokenmeter::bill::Asked::default()) else {
        return;
    };
    let at = bill.made.unwrap_or(std::time::UNIX_EPOCH);
    if let Ok(estimate) = bill.price(bill.service, at) {
        let dollars = estimate.cost.map(|cost| cost.total_usd);
        assert!(
            dollars.is_none_or(|usd| usd.is_finite() && usd >= 0.0),
            "{dollars:?}"
        );
    }
}

/// A price file with the checksum that its rows have, whatever they say.
fn signed(data: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(data);
    let rows = text
        .lines()
        .map(|row| row.trim_matches(['[', ']', '"', ',', '\r', ' ']));
    let rows = rows.filter(|row| !row.is_empty() && !row.starts_with("=end|"));
    // What was found in an older form is tried in today's.
    let is_title = |row: &str| row.starts_with("=tokenmeter prices|");
    let rows = rows.map(|row| if is_title(row) { *TITLE } else { row });
    let file: String = rows.flat_map(|row| [row, "\n"]).collect();
    let sum = u64::from_le_bytes(checksum(file.as_bytes()));
    [file, format!("=end|{sum:016x}")].concat().into_bytes()
}

/// Prices are read as they are written; a price file too.
fn prices(data: &[u8]) {
    if let Ok(file) = PriceFile::read(&signed(data)) {
        let written = file.to_string();
        let again = PriceFile::read(written.as_bytes()).expect("as it was written");
        assert_eq!(again, file);
        // What can be read can be used.
        Catalog::read(written.as_bytes()).expect("as it was read");
    }
    let Ok(prices) = String::from_utf8_lossy(data).parse::<Prices>() else {
        return;
    };
    let again: Prices = prices.to_string().parse().expect("as it was written");
    assert_eq!(again, prices);
}

/// A name is a model or nobody's; its cost grows with what is asked of it.
fn names(data: &[u8]) {
    let [numbers @ .., _] = data else { return };
    let name = String::from_utf8_lossy(&data[numbers.len().min(8)..]);
    let number = |at: usize| u64::from(numbers.get(at).copied().unwrap_or(0));
    let _ = prompt::rules_of(&name);
    let model = match CATALOG.model(&name) {
        Ok(model) => model,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::UnknownModel);
            assert!(!error.message().is_empty());
            return;
        }
    };
    let usd = |input: u64, output: u64| total(&model, input, output);
    let (input, output) = (number(0) << (number(1) % 24), number(2) << (number(3) % 24));
    let (Some(one), Some(more)) = (usd(input, output), usd(input, output + 1 + number(4))) else {
        return;
    };
    assert!(one.is_finite() && one >= 0.0, "{name}: {one}");
    assert!(more >= one, "{name}: more output for less");
}

fn total(model: &Model, input: u64, output: u64) -> Option<f64> {
    let plan = Plan {
        output_tokens: Some(output),
        ..Plan::default()
    };
    let counted = tokenmeter::catalog::tokenizer::Counted {
        tokens: input,
        low: input,
        high: input,
    };
    let estimate = estimate(model, counted, &plan, std::time::UNIX_EPOCH).expect("small numbers");
    estimate.cost.map(|cost| cost.total_usd)
}

/// Keys stand in the text, in order, and no mask says what they are.
fn keys(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    assert!(work(&text) <= 64 * text.len() as u64, "linear");
    let mut end = 0;
    for key in find_keys(&text) {
        assert!(key.range.start >= end && key.range.end <= text.len());
        let found = text.get(key.range.clone()).expect("whole characters");
        let units = text[..key.range.start].encode_utf16().count();
        assert_eq!(key.range_utf16.start as usize, units);
        assert_ne!(key.masked, found);
        assert!(find_keys(&key.masked).is_empty(), "a mask is no key");
        end = key.range.end;
    }
}

/// Chunks cover the text, each with its own count, and fit.
fn cut(data: &[u8]) {
    let [which, limit, overlap, text @ ..] = data else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    let ours = &ENCODINGS[usize::from(which >> 2) % ENCODINGS.len()].0;
    let boundary =
        [Boundary::Token, Boundary::Sentence, Boundary::Paragraph][usize::from(which % 3)];
    let limit = 1 + usize::from(*limit);
    let Ok(options) = Options::new(limit, usize::from(*overlap) % limit, boundary) else {
        return;
    };
    let Ok(chunks) = chunks(&text, ours, options);
    let mut end = 0;
    for chunk in chunks {
        assert!(
            chunk.range.start <= end && chunk.range.end > end,
            "no gap, and onwards"
        );
        let part = &text[chunk.range.clone()];
        assert_eq!(chunk.tokens, ours.count(part));
        end = chunk.range.end;
    }
    assert_eq!(end, text.len(), "nothing is lost");
}
