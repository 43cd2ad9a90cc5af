//! The project's own commands: `cargo xtask serve`, `cargo xtask test` and what they stand on.

fn main() {}
