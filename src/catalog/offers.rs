//! The same model, sold by several providers.

use std::sync::Arc;
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use super::date::Day;
use super::endings::without_date;
use super::kinds::Media;
use super::model::{Model, Provider};
use super::names::{BEDROCK, Found};
use crate::cost::{Kind, Prices, Service};

/// One way to buy a model, and its list price at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The provider's id.
    pub provider: String,
    /// Whether that is its maker: [`Model::is_first_party`].
    pub first_party: bool,
    /// [`Model::id`] of the model at that provider.
    pub id: String,
    /// US dollars per million input tokens, below any long-context tier.
    pub input_usd_per_mtok: Option<f64>,
    /// US dollars per million output tokens, below any long-context tier.
    pub output_usd_per_mtok: Option<f64>,
}

/// What an offer's price is found by.
pub(super) struct Seller {
    pub id: String,
    pub provider: Arc<Provider>,
    pub first_party: bool,
    pub prices: Option<Arc<Prices>>,
    pub ends: Option<Day>,
}

impl Seller {
    pub fn of(model: &Model) -> Self {
        Self {
            id: model.id.clone(),
            provider: Arc::clone(&model.provider),
            first_party: model.first_party,
            prices: model.prices.clone(),
            ends: model.ends(),
        }
    }

    fn offer(&self, at: SystemTime) -> Offer {
        let [input_usd_per_mtok, output_usd_per_mtok] = per_mtok(self.prices.as_deref(), at);
        Offer {
            provider: self.provider.id.clone(),
            first_party: self.first_party,
            id: self.id.clone(),
            input_usd_per_mtok,
            output_usd_per_mtok,
        }
    }
}

/// Whether a day has come on which something ends.
pub(super) fn is_over(ends: Option<Day>, at: SystemTime) -> bool {
    ends.is_some_and(|day| day.start() <= at)
}

/// US dollars per million tokens of input and of output, at the standard price.
pub(super) fn per_mtok(prices: Option<&Prices>, at: SystemTime) -> [Option<f64>; 2] {
    let rates = prices.map(|prices| prices.rates(Service::default(), at));
    let rates = rates.unwrap_or_default();
    [Kind::Input, Kind::Output].map(|kind| rates[kind as usize].map(|rate| rate.base_usd))
}

/// The offers of these sellers at a time: by what a million tokens in and a
/// million out cost, unknown prices after known ones, and those that have ended
/// after all. Of equal ones the first is the first here, too.
pub(super) fn cheapest_first(sellers: &[Seller], at: SystemTime) -> Vec<Offer> {
    let mut offers: Vec<(Price, Offer)> = Vec::with_capacity(sellers.len());
    for seller in sellers {
        let offer = seller.offer(at);
        let output = offer.output_usd_per_mtok;
        let both = offer.input_usd_per_mtok;
        let both = both.map(|input| input + output.unwrap_or(0.0));
        let price = Price::new(is_over(seller.ends, at), output.is_none(), both);
        let place = offers.partition_point(|(other, _)| *other <= price);
        offers.insert(place, (price, offer));
    }
    offers.into_iter().map(|(_, offer)| offer).collect()
}

/// What offers are ordered by: what has ended stands last, before that what has
/// no price of output, which would be the cheapest for the lack of it, and before
/// that what has no known price. They are few: each is inserted in its place.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Price {
    has_ended: bool,
    lacks_output: bool,
    usd: f64,
}

impl Price {
    pub fn new(has_ended: bool, lacks_output: bool, usd: Option<f64>) -> Self {
        Self {
            has_ended,
            lacks_output,
            usd: usd.unwrap_or(f64::INFINITY),
        }
    }
}

/// Tells each model who else sells it, and what is known of it there: weights
/// and kinds are the model's, whoever sells it, and so is its end, unless a host
/// has the weights or decides itself.
pub(super) fn add(models: &mut [Model]) {
    let mut first: FxHashMap<String, Found> = FxHashMap::default();
    let mut same: Vec<Vec<usize>> = vec![Vec::new(); models.len()];
    for (at, model) in models.iter().enumerate() {
        let found = first.entry(key(model));
        let found = found.or_insert_with(|| Found {
            model: at,
            name: model.id.clone(),
        });
        let same = &mut same[found.model];
        let makers = same.partition_point(|at| models[*at].first_party);
        let place = if model.first_party {
            makers
        } else {
            same.len()
        };
        same.insert(place, at);
    }
    for same in &same {
        let Some(&entry) = same.first() else {
            continue;
        };
        let open_weights = same.iter().find_map(|at| models[*at].open_weights);
        let maker = Some(&models[entry]).filter(|model| model.first_party);
        let ends = maker.filter(|_| open_weights != Some(true));
        let ends = ends.and_then(Model::ends);
        let all = || same.iter().map(|at| models[*at].media);
        let inputs = all().find(|of| !of.inputs.is_unknown());
        let media = inputs.or_else(|| all().find(|of| *of != Media::default()));
        for at in same {
            models[*at].open_weights = open_weights;
            models[*at].media = media.unwrap_or_default();
            models[*at].entry = entry;
            if !models[*at].provider.own_days {
                models[*at].ends_at_maker = ends;
            }
        }
        let sellers: Arc<[Seller]> = same.iter().map(|at| Seller::of(&models[*at])).collect();
        for at in same {
            models[*at].sellers = Arc::clone(&sellers);
        }
    }
}

/// What some providers write before a model's name.
const PREFIXES: [&str; 3] = ["databricks-", "meta-", "zai-"];

/// What is the same in the ids that providers give one model: its name without
/// its maker's, without separators and case. Another size, snapshot or speed
/// (`…-turbo`, `…:free`) is another model, and so is what runs on one's own
/// machine, and a name of whatever is newest (`~anthropic/…-latest`).
///
/// Names that a provider lets stand for other models are not asked: they change
/// what they mean.
fn key(model: &Model) -> String {
    if model.is_local() || model.own_id.starts_with('~') {
        return model.id.clone();
    }
    let lower = model.own_id.to_ascii_lowercase();
    let mut name = lower.rsplit('/').next().unwrap_or_default();
    match model.provider() {
        BEDROCK => name = bedrock(name),
        "anthropic" => {
            let newest = name.strip_suffix("-latest");
            name = newest.or_else(|| name.strip_suffix("-0")).unwrap_or(name);
        }
        _ => {}
    }
    for prefix in PREFIXES {
        name = name.strip_prefix(prefix).unwrap_or(name);
    }
    let bytes = name.as_bytes();
    let is_point = |at: usize| {
        // Fireworks writes `k2p6` for `k2.6`.
        let around = [at.wrapping_sub(1), at + 1].map(|at| bytes.get(at));
        bytes[at] == b'p'
            && around
                .iter()
                .all(|byte| byte.is_some_and(u8::is_ascii_digit))
    };
    let kept = name.char_indices().filter(|&(at, c)| {
        let says = !c.is_ascii() || c.is_ascii_alphanumeric() || c == ':';
        says && !is_point(at)
    });
    kept.map(|(_, c)| c).collect()
}

/// The name in Bedrock's `regional.anthropic.claude-opus-4-5-20251101-v1:0`.
/// A model's own version may stand there, too: `titan-embed-text-v2:0`.
fn bedrock(id: &str) -> &str {
    let mut name = id;
    while let Some((place, rest)) = name.split_once('.')
        && !place.bytes().any(|byte| byte.is_ascii_digit())
    {
        name = rest;
    }
    let Some((whole, _)) = name.rsplit_once(':') else {
        return name;
    };
    let Some((base, version)) = whole.rsplit_once('-') else {
        return name;
    };
    let dated = without_date(base);
    let is_first = matches!(version, "v1" | "1");
    dated.unwrap_or(if is_first { base } else { name })
}

#[cfg(test)]
mod tests {
    use super::bedrock;

    #[test]
    fn bedrock_s_ids_have_the_name_between_region_and_version() {
        for (id, name) in [
            (
                "regional.anthropic.claude-3-5-sonnet-20241022-v2:0",
                "claude-3-5-sonnet",
            ),
            ("global.anthropic.claude-opus-5-5", "claude-opus-5-5"),
            ("openai.gpt-oss-120b-1:0", "gpt-oss-120b"),
            ("global.openai.gpt-5.6-sol", "gpt-5.6-sol"),
            ("meta.llama3-1-8b-instruct-v1:0", "llama3-1-8b-instruct"),
            ("amazon.titan-embed-text-v2:0", "titan-embed-text-v2:0"),
            (
                "mistral.mistral-7b-instruct-v0:2",
                "mistral-7b-instruct-v0:2",
            ),
        ] {
            assert_eq!(bedrock(id), name);
        }
    }
}
