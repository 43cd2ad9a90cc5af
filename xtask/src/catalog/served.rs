//! A model is the same however it is served: faster, in one region, in a batch,
//! for nothing. What is known of it is known of all of these.

use anyhow::Result;
use serde::Deserialize;
use std::collections::HashMap;
use tokenmeter::catalog::file::PriceFile;
use tokenmeter::catalog::{Catalog, Media};

/// What providers write behind a model's id for another way to be served.
#[derive(Deserialize)]
pub struct ServedRow {
    providers: Vec<String>,
    endings: Vec<String>,
}

/// Fills in weights and kinds that the same model has without such an ending, at
/// the same provider or at any.
///
/// # Errors
///
/// If the file cannot be read as a catalogue, which tells who sells the same.
pub fn complete(file: &mut PriceFile, served: &[ServedRow]) -> Result<()> {
    let catalog = Catalog::read(file.to_string().as_bytes())?;
    let mut known: HashMap<(&str, String), (Option<bool>, Media)> = HashMap::new();
    // Neither weights nor kinds depend on the day.
    let at = catalog.prices_checked().start();
    for model in catalog.all() {
        let info = model.info(at);
        let facts = (info.open_weights, info.media);
        for provider in [model.provider(), ANY] {
            let all = known.entry((provider, name(model.own_id())));
            let all = all.or_insert((None, Media::default()));
            all.0 = all.0.or(facts.0);
            if all.1 == Media::default() {
                all.1 = facts.1;
            }
        }
    }
    for provider in &mut file.providers {
        let rows = served.iter();
        let rows = rows.filter(|row| row.providers.contains(&provider.id));
        let endings: Vec<&String> = rows.flat_map(|row| &row.endings).collect();
        for model in &mut provider.models {
            let whole = name(&model.id);
            let base = endings
                .iter()
                .find_map(|ending| whole.strip_suffix(*ending));
            for at in [provider.id.as_str(), ANY] {
                let facts = base.and_then(|base| known.get(&(at, base.to_owned())));
                let Some((open, media)) = facts else {
                    continue;
                };
                model.open_weights = model.open_weights.or(*open);
                if model.media == Media::default() {
                    model.media = *media;
                }
            }
        }
    }
    Ok(())
}

/// No provider in particular.
const ANY: &str = "";

/// An id without its maker's name, and without case.
fn name(id: &str) -> String {
    id.rsplit('/').next().unwrap_or(id).to_lowercase()
}
