//! Writes a vocabulary file.

use super::BYTE_TOKENS;
use super::coder::Coder;
use super::content::Content;
use super::file::{Checksum, Header, MAX_TOKENS, Section};
use super::model::{Model, ascii_likelihood};
use super::writer::Writer;
use alloc::vec::Vec;

/// Writes a vocabulary file; the same content gives the same bytes.
///
/// # Panics
///
/// If the name is longer than 16 bytes, if there are more than
/// [`MAX_TOKENS`], or if a merge is made of a later token.
#[must_use]
pub fn write(content: &Content) -> Vec<u8> {
    assert_eq!(content.bytes.len(), BYTE_TOKENS as usize);
    let tokens = content.bytes.len() + content.gaps.len() + content.merges.len();
    assert!(tokens <= MAX_TOKENS as usize, "too many tokens");

    let is_ascii = ascii_tokens(content);
    let is_ascii = |id: u32| is_ascii[id as usize];
    let ascii = content.merges_by_id().filter(|&(id, _)| is_ascii(id));
    let [ascii, all] = [ascii.count(), content.merges.len()];
    let [ascii, all] = [ascii, all].map(|merges| u32::try_from(merges).expect("below MAX_TOKENS"));

    let id_end = u32::try_from(tokens).expect("below MAX_TOKENS");
    let mut model = Model::new(&content.bytes, ascii, id_end);
    let mut writer = Writer::default();
    for (id, merge) in content.merges_by_id() {
        if writer.flag(ascii_likelihood(ascii, all), is_ascii(id)) {
            model.merge(&mut writer, id, merge);
            model.enter(id);
        }
    }
    let first = writer.finish();

    model.begin_beyond_ascii(all - ascii);
    let mut writer = Writer::default();
    for (id, merge) in content.merges_by_id() {
        if !is_ascii(id) {
            model.merge(&mut writer, id, merge);
        }
        model.enter(id);
    }
    let second = writer.finish();

    let header = Header {
        name: content.name.clone(),
        bytes: content.bytes.clone(),
        gaps: content.gaps.clone(),
        runs: content.runs.clone(),
        sections: [section(&first, ascii), section(&second, all - ascii)],
    };
    [header.write(), first, second].concat()
}

fn section(message: &[u8], merges: u32) -> Section {
    let mut checksum = Checksum::new();
    checksum.add(message);
    Section {
        merges,
        bytes: u32::try_from(message.len()).expect("a section fits u32"),
        checksum: checksum.value(),
    }
}

/// Of each id, whether its token is ASCII.
fn ascii_tokens(content: &Content) -> Vec<bool> {
    let mut is_ascii: Vec<bool> = content.bytes.iter().map(u8::is_ascii).collect();
    for (id, merge) in content.merges_by_id() {
        let parts = [merge.left, merge.right].map(|part| is_ascii[part as usize]);
        is_ascii.resize(id as usize, false);
        is_ascii.push(parts == [true; 2]);
    }
    is_ascii
}
