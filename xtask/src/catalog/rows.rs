//! The price file's rows: each model of `genai-prices`, with what
//! `data/models.json` and `data/kinds.json` add to it.

use super::kinds::KindsFile;
use super::prices;
use super::served::{self, ServedRow};
use super::shapes::Shapes;
use super::source::{Model, Provider};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use tokenmeter::catalog::file::{ModelRow, PriceFile, ProviderRow, ShutdownRow};
use tokenmeter::catalog::tokenizer::{base_model, by_key, contains, of_listed_model};
use tokenmeter::catalog::{Day, Media};
use tokenmeter::limits::Limits;

/// `data/models.json`. What only people read of a row, its source and the day
/// it was checked, stays there.
#[derive(Deserialize)]
pub struct Ours {
    limits: Vec<LimitsRow>,
    shutdowns: Vec<Shutdown>,
    own_days: Vec<OwnDaysRow>,
    names: Vec<NameRow>,
    weights: Vec<WeightsRow>,
    served: Vec<ServedRow>,
    local: Vec<LocalRows>,
    featured: Vec<String>,
    providers: Vec<SellerRow>,
}

/// Who sells models; makers stand before hosts.
#[derive(Deserialize)]
struct SellerRow {
    id: String,
    /// As it writes itself, where `genai-prices` does not.
    name: Option<String>,
    /// What it makes and sells itself of what is listed under it: the parts that
    /// the ids contain, or `*` for all, but for those after a `-`.
    #[serde(default)]
    makes: Vec<String>,
}

#[derive(Deserialize)]
struct LimitsRow {
    provider: String,
    ids: Vec<String>,
    /// Where it is that of `genai-prices`, it is not said again.
    window: Option<u64>,
    max_input: Option<u64>,
    max_output: Option<u64>,
}

#[derive(Deserialize)]
struct Shutdown {
    provider: String,
    ids: Vec<String>,
    date: String,
    successor: Option<String>,
}

/// Providers that decide themselves when another maker's model ends there.
#[derive(Deserialize)]
struct OwnDaysRow {
    providers: Vec<String>,
}

#[derive(Deserialize)]
struct NameRow {
    provider: String,
    id: String,
    name: String,
}

/// Whether the weights of a family are published; the family is named by the
/// parts that its ids contain, or by who sells nothing else.
#[derive(Deserialize)]
struct WeightsRow {
    /// Absent where it is known of the family, and not of these.
    open: Option<bool>,
    #[serde(default)]
    heads: Vec<String>,
    #[serde(default)]
    providers: Vec<String>,
}

/// Models that Ollama runs on the person's own machine.
#[derive(Deserialize)]
struct LocalRows {
    models: Vec<LocalRow>,
}

#[derive(Deserialize)]
struct LocalRow {
    id: String,
    name: String,
    /// The key of its usual size's tokenizer, where the name alone would say
    /// another.
    tokenizer: Option<String>,
}

const OLLAMA: &str = "ollama";

/// The file.
///
/// # Errors
///
/// If a row cannot say what the data says, or the data holds no dates.
pub fn file(
    source: &[Provider],
    ours: &Ours,
    kinds: &KindsFile,
    release: &str,
) -> Result<PriceFile> {
    let additions = Additions::new(ours, kinds)?;
    let mut shapes = Shapes::default();
    let mut providers = Vec::new();
    let mut newest = None;
    for provider in source {
        let own = last_check(&provider.price_comments);
        let mut models = Vec::new();
        for model in &provider.models {
            let mut row = additions
                .row(provider, model)
                .with_context(|| format!("{} of {}", model.id, provider.id))?;
            row.checked = last_check(&model.price_comments).or(own);
            newest = newest.max(row.checked);
            models.push(row);
        }
        providers.push(ProviderRow {
            id: provider.id.clone(),
            name: additions.name(provider),
            pricing_url: provider.pricing_urls.first().cloned(),
            local: false,
            shapes: shapes.of(provider)?,
            makes: additions
                .seller(&provider.id)
                .map_or(Vec::new(), |row| row.makes.clone()),
            own_days: additions.has_own_days(&provider.id),
            shutdowns: additions.shutdowns(&provider.id)?,
            models,
        });
    }
    providers.push(additions.local(shapes.of_ollama())?);
    let rank = |row: &ProviderRow| {
        let listed = &ours.providers;
        let at = listed.iter().position(|listed| listed.id == row.id);
        at.unwrap_or(listed.len())
    };
    providers.sort_by_key(rank);
    let mut file = PriceFile {
        release: release.to_owned(),
        checked: newest.context("the data holds no dates")?,
        featured: ours.featured.clone(),
        shapes: shapes.rows(),
        providers,
    };
    served::complete(&mut file, &ours.served)?;
    Ok(file)
}

/// This project's rows, looked up by provider and id.
struct Additions<'a> {
    ours: &'a Ours,
    limits: HashMap<(&'a str, &'a str), &'a LimitsRow>,
    names: HashMap<(&'a str, &'a str), &'a str>,
    kinds: BTreeMap<(&'a str, &'a str), Media>,
}

impl<'a> Additions<'a> {
    fn new(ours: &'a Ours, kinds: &'a KindsFile) -> Result<Self> {
        let limits = ours.limits.iter().flat_map(|row| {
            let ids = row.ids.iter();
            ids.map(move |id| ((row.provider.as_str(), id.as_str()), row))
        });
        let names = ours.names.iter();
        let names = names.map(|row| ((row.provider.as_str(), row.id.as_str()), row.name.as_str()));
        Ok(Self {
            ours,
            limits: limits.collect(),
            names: names.collect(),
            kinds: kinds.by_model()?,
        })
    }

    fn row(&self, seller: &Provider, model: &Model) -> Result<ModelRow> {
        let (provider, id) = (seller.id.as_str(), model.id.as_str());
        // A fine-tuned model has the tokenizer and limits of what it was made from.
        let base = base_model(id).trim_end_matches('-');
        // That may be named by its snapshot.
        let is_base = |model: &&Model| model.rule.names().iter().any(|name| name == base);
        let whole = seller.models.iter().find(is_base).filter(|_| base != id);
        let limits = [id, base]
            .into_iter()
            .chain(whole.map(|model| model.id.as_str()))
            .find_map(|id| self.limits.get(&(provider, id)));
        let name = self.names.get(&(provider, id)).copied();
        let listed = || model.name.as_deref().map(words);
        let name = name.map(str::to_owned).or_else(listed);
        let mut aliases = model.rule.names();
        aliases.retain(|name| *name != id.to_lowercase());
        aliases.sort();
        aliases.dedup();
        Ok(ModelRow {
            id: id.to_owned(),
            name: name.clone().filter(|name| *name != id),
            aliases,
            tokenizer: of_listed_model(provider, base, &name.unwrap_or_default()),
            limits: Limits {
                window: limits.and_then(|row| row.window).or(model.context_window),
                max_input: limits.and_then(|row| row.max_input),
                max_output: limits.and_then(|row| row.max_output),
            },
            open_weights: self.open_weights(provider, id),
            checked: None,
            prices: prices::prices(model)?,
            apart: prices::apart(model),
            media: self.kinds.get(&(provider, id)).copied().unwrap_or_default(),
        })
    }

    fn seller(&self, provider: &str) -> Option<&SellerRow> {
        self.ours.providers.iter().find(|row| row.id == provider)
    }

    fn name(&self, provider: &Provider) -> String {
        let own = self.seller(&provider.id).and_then(|row| row.name.clone());
        own.unwrap_or_else(|| provider.name.clone())
    }

    fn has_own_days(&self, provider: &str) -> bool {
        let mut providers = self.ours.own_days.iter().flat_map(|row| &row.providers);
        providers.any(|id| id == provider)
    }

    fn shutdowns(&self, provider: &str) -> Result<Vec<ShutdownRow>> {
        let rows = self.ours.shutdowns.iter();
        rows.filter(|row| row.provider == provider)
            .map(|row| {
                Ok(ShutdownRow {
                    date: row.date.parse()?,
                    successor: row.successor.clone(),
                    names: row.ids.clone(),
                })
            })
            .collect()
    }

    /// The provider decides, or the longest head that the id contains.
    fn open_weights(&self, provider: &str, id: &str) -> Option<bool> {
        let mut rows = self.ours.weights.iter();
        let sells = |row: &&WeightsRow| row.providers.iter().any(|of| of == provider);
        if let Some(row) = rows.find(sells) {
            return row.open;
        }
        let rows = self.ours.weights.iter();
        let heads = rows.flat_map(|row| row.heads.iter().map(move |head| (head, row.open)));
        heads
            .filter(|(head, _)| contains(id, head))
            .max_by_key(|(head, _)| head.len())
            .and_then(|(_, open)| open)
    }

    /// Models that run on the person's own machine, at no cost.
    fn local(&self, shapes: Vec<String>) -> Result<ProviderRow> {
        let mut models = Vec::new();
        for row in self.ours.local.iter().flat_map(|rows| &rows.models) {
            let tokenizer = match &row.tokenizer {
                Some(key) => by_key(key).with_context(|| format!("{key} is no tokenizer"))?,
                None => of_listed_model(OLLAMA, &row.id, &row.name),
            };
            models.push(ModelRow {
                id: row.id.clone(),
                name: Some(row.name.clone()).filter(|name| *name != row.id),
                aliases: Vec::new(),
                tokenizer,
                limits: Limits::default(),
                open_weights: Some(true),
                checked: None,
                prices: Some(prices::free()),
                apart: Vec::new(),
                media: Media::default(),
            });
        }
        Ok(ProviderRow {
            id: OLLAMA.to_owned(),
            name: "Ollama (local)".to_owned(),
            pricing_url: None,
            local: true,
            shapes,
            makes: Vec::new(),
            own_days: false,
            shutdowns: Vec::new(),
            models,
        })
    }
}

/// The name without what nobody sees: a tab at its end, two spaces in a row.
fn words(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ")
}

/// The last day on which a comment says that prices were checked.
fn last_check(comment: &str) -> Option<Day> {
    comment
        .split(". ")
        .filter(|sentence| sentence.contains("erified") || sentence.contains("hecked"))
        .flat_map(|sentence| sentence.split(|c: char| !(c.is_ascii_digit() || c == '-')))
        .filter_map(|word| word.parse().ok())
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_tells_when_prices_were_checked() {
        for (comment, day) in [
            (
                "Verified 2026-10-09 against the price list. Ends on 2027-01-01.",
                Some("2026-10-09"),
            ),
            ("Checked on 2026-09-01 and 2026-10-02", Some("2026-10-02")),
            ("Since 2026-10-09 at this price.", None),
            ("", None),
        ] {
            let day = day.map(|day| day.parse().unwrap());
            assert_eq!(last_check(comment), day, "{comment}");
        }
    }
}
