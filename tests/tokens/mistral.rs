//! What splintr's `SentencePiece` makes of a text with the pieces and scores of
//! Mistral's first tokenizers.

use std::fs;
use std::ops::Range;

use base64::prelude::{BASE64_STANDARD, Engine};
use splintr::{FxHashMap, SpmTokenizer, Tokenize};

use super::oracle::crate_file;
use super::pieces::{Pieces, bytes};

/// A version, as mistral-common's model of it has its first pieces.
struct Version {
    file: &'static str,
    /// The first of the pieces that no text has, or that are found in all texts.
    named: &'static [&'static str],
    /// Those after them, which are numbered.
    control: Range<usize>,
    /// Then those that are found.
    found: &'static [&'static str],
}

const NAMED: [&str; 19] = [
    "<unk>",
    "<s>",
    "</s>",
    "[INST]",
    "[/INST]",
    "[TOOL_CALLS]",
    "[AVAILABLE_TOOLS]",
    "[/AVAILABLE_TOOLS]",
    "[TOOL_RESULTS]",
    "[/TOOL_RESULTS]",
    "[IMG]",
    "[PREFIX]",
    "[MIDDLE]",
    "[SUFFIX]",
    "[IMG_BREAK]",
    "[IMG_END]",
    "[SYSTEM_PROMPT]",
    "[/SYSTEM_PROMPT]",
    "[TOOL_CONTENT]",
];

const LATER: &str = "vocabs/mistral_v2.spm";

fn version(name: &str) -> Version {
    match name {
        "mistral_v1" => Version {
            file: "vocabs/mistral.spm",
            named: &NAMED[..3],
            control: 3..3,
            found: &[],
        },
        "mistral_v2" => Version {
            file: LATER,
            named: &NAMED[..10],
            control: 10..771,
            found: &[],
        },
        "mistral_v3" => Version {
            file: LATER,
            named: &NAMED[..14],
            control: 14..751,
            found: &[],
        },
        "mistral_v7" => Version {
            file: LATER,
            named: &NAMED,
            control: 19..749,
            found: &["[/REF]", "[REF]"],
        },
        other => panic!("no version {other}"),
    }
}

/// Numbers of control tokens that texts are made of.
const NUMBERED: [usize; 4] = [8, 20, 99, 700];

pub fn pieces(name: &str) -> Pieces {
    let Version {
        file,
        named,
        control,
        found,
    } = version(name);
    let file = crate_file("splintr-vocab-mistral", file);
    let file = fs::read_to_string(file).expect("a file of pieces");
    let (mut pieces, mut scores) = (Vec::new(), Vec::new());
    for line in file.lines() {
        let (piece, score) = line.split_once(' ').expect("a score");
        let piece = BASE64_STANDARD.decode(piece).expect("base64");
        pieces.push(String::from_utf8(piece).expect("text"));
        scores.push(score.parse::<f32>().expect("a number"));
    }
    for (piece, name) in pieces.iter_mut().zip(named) {
        (*name).clone_into(piece);
    }
    for id in control.clone() {
        pieces[id] = format!("[control_{}]", id - 2);
    }
    let first_byte = pieces.iter().position(|piece| piece == "<0x00>");
    let first_byte = first_byte.expect("bytes");
    let found = found.iter().map(|&name| name.to_owned());
    let documents = (0..20).rev();
    let found = found.chain(documents.map(|number| format!("[REFERENCE_DOC_{number}]")));
    for (id, name) in (control.end..first_byte).zip(found) {
        pieces[id] = name;
    }
    let number = |id: usize| u32::try_from(id).expect("an id");
    let with_id = |id: usize| (pieces[id].clone(), number(id));
    let numbered = control.clone().filter(|id| NUMBERED.contains(&(id - 2)));
    let specials = (0..named.len()).chain(numbered).map(with_id).collect();
    let added: FxHashMap<String, u32> = (control.end..first_byte).map(with_id).collect();
    let bytes = pieces.iter().map(|piece| bytes(piece)).collect();
    // Nothing merges into these.
    let others = pieces.iter_mut().enumerate();
    for (id, piece) in others.take(first_byte).skip(1) {
        *piece = format!("\u{10fffe}{id}\u{10fffe}");
    }
    let tokenizer = SpmTokenizer::new(pieces, scores, None, None).expect("a vocabulary");
    let tokenizer = tokenizer.with_added_tokens(added).expect("added tokens");
    let tokenizer = tokenizer.with_prefix_scheme(splintr::SpmPrefixScheme::Once);
    Pieces {
        encode: Box::new(move |text| tokenizer.encode(text)),
        bytes,
        specials,
    }
}
