//! One program for every check: `TOKENMETER_FUZZ` names it. `cargo xtask fuzz`
//! builds and runs it.

#![no_main]

mod checks;

use std::env;
use std::sync::LazyLock;

static CHECK: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = env::var("TOKENMETER_FUZZ").expect("TOKENMETER_FUZZ names a check");
    let row = checks::CHECKS.iter().find(|(known, _)| *known == name);
    row.unwrap_or_else(|| panic!("there is no check {name}")).1
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| CHECK(data));
