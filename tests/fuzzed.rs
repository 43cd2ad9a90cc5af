//! What fuzzing has found stays fixed: each input that once broke a promise is
//! tried again, with every check. `cargo xtask fuzz` keeps them.

#[path = "../fuzz/src/checks.rs"]
mod checks;

use std::fs;
use std::path::Path;

#[test]
fn every_input_that_once_broke_a_promise_keeps_it_now() {
    let finds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/finds");
    let mut tried = 0;
    for kind in fs::read_dir(finds).expect("finds are kept") {
        for find in fs::read_dir(kind.unwrap().path()).expect("a directory of finds") {
            let path = find.unwrap().path();
            let input = fs::read(&path).expect("a find");
            for (name, check) in checks::CHECKS {
                println!("{} with {name}", path.display());
                check(&input);
            }
            tried += 1;
        }
    }
    assert!(tried > 0, "there are finds");
}

/// The checks themselves hold on nothing, and on any few bytes.
#[test]
fn the_checks_take_any_bytes() {
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..300 {
        let input: Vec<u8> = (0..random.usize(..40)).map(|_| random.u8(..)).collect();
        for (_, check) in checks::CHECKS {
            check(&input);
        }
    }
}
