//! What splintr makes of a text with Gemma's vocabulary: for Gemma 4 its own
//! tokenizer, for Gemma 3 its `SentencePiece` with the same pieces.

use std::fs;

use splintr::{FxHashMap, SpecialMode, SpmTokenizer, Tokenize, from_pretrained};

use super::oracle::crate_file;
use super::pieces::{Pieces, bytes};

const FIRST: [&str; 6] = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "[multimodal]"];

/// Ids of numbered tokens that texts are made of.
const NUMBERED: [u32; 4] = [6, 103, 256_001, 262_143];

pub fn four() -> Pieces {
    let (pieces, _) = read();
    let tokenizer = from_pretrained("gemma4").expect("gemma4");
    let before = tokenizer
        .encode_with("", &SpecialMode::Ordinary)
        .expect("text")
        .len();
    let is_special = |id: usize| id < 107 || (255_999..).contains(&id);
    let special = |id: usize| (pieces[id].clone(), u32::try_from(id).expect("an id"));
    let is_named =
        |id: &usize| is_special(*id) && (!pieces[*id].starts_with("<unused") || is_numbered(*id));
    let specials = (0..pieces.len()).filter(is_named).map(special).collect();
    Pieces {
        encode: Box::new(move |text| {
            let ids = tokenizer.encode_with(text, &SpecialMode::Ordinary);
            ids.expect("ordinary text").split_off(before)
        }),
        bytes: pieces.iter().map(|piece| bytes(piece)).collect(),
        specials,
    }
}

pub fn three() -> Pieces {
    let (mut pieces, ranks) = read();
    for (id, piece) in pieces.iter_mut().enumerate() {
        let number = match id {
            6..105 => id - 6,
            256_001.. => id - 256_001 + 99,
            _ => continue,
        };
        *piece = format!("<unused{number}>");
    }
    for (id, name) in [
        (105, "<start_of_turn>"),
        (106, "<end_of_turn>"),
        (255_999, "<start_of_image>"),
        (256_000, "<end_of_image>"),
    ] {
        name.clone_into(&mut pieces[id]);
    }
    let named = (0..pieces.len())
        .filter(|id| [105, 106, 255_999, 256_000].contains(id) || is_numbered(*id));
    let named = named.map(|id| (pieces[id].clone(), u32::try_from(id).expect("an id")));
    let first = (0..).zip(FIRST).map(|(id, name)| (name.to_owned(), id));
    let specials = named.chain(first).collect();
    let bytes: Vec<_> = pieces.iter().map(|piece| bytes(piece)).collect();

    let mut scores = vec![-1e6; pieces.len()];
    for (rank, &id) in ranks.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "ranks have 18 bits")]
        let score = -(rank as f32);
        scores[id as usize] = score;
    }
    // Found before anything is merged.
    let found = (107..238).chain(255_968..255_999);
    let text = |id: usize| String::from_utf8(bytes[id].clone()).expect("text");
    let found: FxHashMap<String, u32> = found
        .map(|id| (text(id), u32::try_from(id).expect("an id")))
        .collect();
    // Nothing merges into these.
    for id in (0..5)
        .chain(6..107)
        .chain(168..238)
        .chain(255_999..pieces.len())
    {
        if id != 3 {
            pieces[id] = format!("\u{10fffe}{id}\u{10fffe}");
        }
    }
    let tokenizer = SpmTokenizer::new(pieces, scores, None, None).expect("a vocabulary");
    let tokenizer = tokenizer
        .with_prefix_space(false)
        .with_added_tokens(&found)
        .expect("added tokens");
    Pieces {
        encode: Box::new(move |text| tokenizer.encode(&text.replace('▁', " "))),
        bytes,
        specials,
    }
}

fn is_numbered(id: usize) -> bool {
    NUMBERED.iter().any(|&numbered| numbered as usize == id)
}

/// The pieces by id, and the ids that merge, first come first.
fn read() -> (Vec<String>, Vec<u32>) {
    let file = crate_file("splintr-vocab-gemma4", "vocabs/gemma4.mbpe");
    let file = fs::read_to_string(file).expect("a file of pieces");
    let mut lines = file.split('\n').skip(4);
    let unescape = |part: &str| part.replace("\\n", "\n").replace("\\r", "\r");
    let piece = |line: &str| {
        let parts: Vec<_> = line.split("\\\\").map(unescape).collect();
        parts.join("\\")
    };
    let pieces = lines.by_ref().take(262_144).map(piece).collect();
    let id = |line: &str| {
        line.split(' ')
            .next()
            .expect("an id")
            .parse()
            .expect("a number")
    };
    let ranks = lines.filter(|line| !line.is_empty()).map(id).collect();
    (pieces, ranks)
}
