//! The project's own commands: `cargo xtask serve`, `cargo xtask test` and what they stand on.

mod paths;
mod unicode;
mod vocab;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["vocab", ref rest @ ..] => {
            let update = rest.contains(&"--update");
            for built in if update {
                vocab::update()?
            } else {
                vocab::build()?
            } {
                println!(
                    "{} {} bytes {}",
                    built.hashed_name(),
                    built.bytes,
                    built.path().display()
                );
            }
            Ok(())
        }
        ["unicode"] => unicode::write(),
        _ => bail!("usage: cargo xtask vocab | unicode"),
    }
}
