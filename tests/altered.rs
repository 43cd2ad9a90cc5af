//! Every file that is loaded, cut off and altered at every place: it is
//! refused, so that nobody gets a wrong number from a broken download.

#[path = "tokens/vocabularies.rs"]
mod vocabularies;

use std::collections::BTreeSet;

use tokenmeter::ErrorKind;
use tokenmeter::catalog::Catalog;
use tokenmeter::encoding::vocab::decode::Ready;
use tokenmeter::encoding::{Encoding, Loading, ROWS};

/// The price file of the site.
const FILE: &str = include_str!("../data/prices.json");

/// A file is cut behind every so many bytes.
const CUT_BYTES: usize = 64;
/// One in so many bits is turned.
const FLIP_BITS: usize = 97;
/// In a vocabulary, whose every reading takes a moment, so many bits are
/// turned, at places that far apart or a multiple of it.
const VOCABULARY_FLIPS: usize = 64;

/// The names of the first encodings of each vocabulary file.
fn vocabularies() -> impl Iterator<Item = &'static str> {
    let mut seen = BTreeSet::new();
    let first = ROWS.iter().filter(move |row| seen.insert(row.vocabulary));
    first.map(|row| row.name)
}

fn assert_refused(name: &str, file: &[u8], what: &str) {
    let refused = Encoding::load(name, file).err();
    let error = refused.unwrap_or_else(|| panic!("{name}, {what}: it was accepted"));
    assert_eq!(error.kind(), ErrorKind::InvalidVocabulary, "{name}, {what}");
}

#[test]
fn a_vocabulary_that_is_cut_off_anywhere_is_never_whole() {
    let mut cuts = 0;
    for name in vocabularies() {
        let file = vocabularies::file(name);
        let mut loading = Loading::new(name).expect(name);
        for (number, part) in file.chunks(CUT_BYTES).enumerate() {
            assert_ne!(loading.ready(), Ready::All, "{name} after {number} parts");
            loading.push(part).expect(name);
            cuts += 1;
        }
        assert_eq!(loading.ready(), Ready::All, "{name}");
        // Whoever stops there gets an error, and no encoding.
        for part in 0..12 {
            let length = file.len() * part / 12 / CUT_BYTES * CUT_BYTES;
            assert_refused(name, &file[..length], &format!("{length} bytes"));
        }
    }
    println!("{cuts} cuts");
}

#[test]
fn a_vocabulary_with_a_bit_altered_is_refused() {
    for name in vocabularies() {
        let mut file = vocabularies::file(name);
        let bits = file.len() * 8;
        let step = (bits / VOCABULARY_FLIPS / FLIP_BITS).max(1) * FLIP_BITS;
        for bit in (0..bits).step_by(step) {
            file[bit / 8] ^= 1 << (bit % 8);
            assert_refused(name, &file, &format!("bit {bit}"));
            file[bit / 8] ^= 1 << (bit % 8);
        }
        assert_eq!(vocabularies::load(name).count("as it was"), 3, "{name}");
    }
}

#[test]
fn a_price_file_that_is_cut_off_or_altered_anywhere_is_refused() {
    let refused = |file: &[u8], what: &str| {
        let error = Catalog::read(file).err();
        let error = error.unwrap_or_else(|| panic!("{what}: it was accepted"));
        assert_eq!(error.kind(), ErrorKind::InvalidCatalog, "{what}");
    };
    for length in (0..FILE.len()).step_by(CUT_BYTES) {
        refused(&FILE.as_bytes()[..length], &format!("{length} bytes"));
    }
    let original = Catalog::read(FILE.as_bytes())
        .expect("as it was")
        .all()
        .len();
    let mut file = FILE.as_bytes().to_vec();
    for bit in (0..file.len() * 8).step_by(FLIP_BITS) {
        file[bit / 8] ^= 1 << (bit % 8);
        // What stands around the rows says nothing, whatever it is.
        match Catalog::read(&file) {
            Ok(catalog) => {
                assert!(!file[bit / 8].is_ascii_alphanumeric(), "bit {bit}");
                assert_eq!(catalog.all().len(), original, "bit {bit}");
            }
            Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidCatalog, "bit {bit}"),
        }
        file[bit / 8] ^= 1 << (bit % 8);
    }
}
