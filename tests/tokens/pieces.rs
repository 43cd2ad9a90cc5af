//! What another implementation makes of a text with the pieces of a vocabulary.

use std::collections::HashMap;

type Encode = Box<dyn Fn(&str) -> Vec<u32> + Send + Sync>;

pub struct Pieces {
    pub encode: Encode,
    /// The bytes of each id.
    pub bytes: Vec<Vec<u8>>,
    pub specials: HashMap<String, u32>,
}

impl Pieces {
    pub fn bytes(&self, id: u32) -> Option<&[u8]> {
        self.bytes.get(id as usize).map(Vec::as_slice)
    }

    pub fn is_special(&self, id: u32) -> bool {
        self.specials.values().any(|&special| special == id)
    }
}

/// What a piece stands for.
pub fn bytes(piece: &str) -> Vec<u8> {
    let byte = piece
        .strip_prefix("<0x")
        .and_then(|rest| rest.strip_suffix('>'));
    match byte.map(|byte| u8::from_str_radix(byte, 16)) {
        Some(Ok(byte)) => vec![byte],
        _ => piece.replace('▁', " ").into_bytes(),
    }
}
