//! What a prompt costs on a model, and whether it fits:
//! `cargo run --example price -- gpt-4o "Hello, world!"`.

use std::error::Error;
use std::time::SystemTime;
use std::{env, fs};
use tokenmeter::catalog::Catalog;
use tokenmeter::encoding::Encoding;
use tokenmeter::estimate::{Plan, estimate};

/// A line about `text` on the model `name` at a time, with 500 tokens of
/// output.
///
/// # Errors
///
/// For an unknown model, or one whose vocabulary file is not there.
pub fn line(name: &str, text: &str, at: SystemTime) -> Result<String, Box<dyn Error>> {
    let catalog = Catalog::built_in();
    let model = catalog.model(name)?;
    let tokenizer = model.tokenizer();
    let row = tokenmeter::encoding::rows::find(tokenizer.encoding)?;
    // What `cargo xtask vocab` has written.
    let file = fs::read(format!("target/vocab/{}.tmvocab", row.vocabulary))?;
    let encoding = Encoding::load(row.name, &file)?;
    let counted = tokenizer.range(&encoding.classes(text));
    let plan = Plan {
        output_tokens: Some(500),
        ..Plan::default()
    };
    let estimate = estimate(&model, counted, &plan, at)?;
    let cost = estimate.cost.map(|cost| cost.total_usd);
    // Unknown is not 0.
    let cost = cost.map_or("price unknown".to_owned(), |usd| format!("${usd:.6}"));
    let fits = match estimate.fit.ok {
        Some(true) => "fits".to_owned(),
        _ => estimate.fit.reason.unwrap_or_default(),
    };
    Ok(format!(
        "{} to {} tokens, {cost}, {fits}",
        counted.low, counted.high
    ))
}

/// # Errors
///
/// As [`line`].
pub fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(name), Some(text)) = (arguments.next(), arguments.next()) else {
        return Err("say a model and a text".into());
    };
    println!("{}", line(&name, &text, SystemTime::now())?);
    Ok(())
}
