//! Every price is what `genai-prices` calculates from its own data, and a
//! price that it does not list is unknown, never 0.

#[allow(dead_code)]
mod catalog;

use catalog::{CATALOG, now};
use genai_prices::{Calculator, PriceRequest, UsageKey};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};
use tokenmeter::catalog::Model;
use tokenmeter::cost::{Cost, Service, Tier, Usage};

/// The data of the pinned `genai-prices`, and its version.
static SOURCE: LazyLock<(String, String)> = LazyLock::new(|| {
    let metadata = cargo_metadata::MetadataCommand::new().exec();
    let packages = metadata.expect("the pinned crates").packages;
    let mut packages = packages.into_iter();
    let package = packages.find(|package| package.name == "genai-prices");
    let package = package.expect("genai-prices among them");
    let data = package.manifest_path.with_file_name("data/prices.json");
    let data = std::fs::read_to_string(data).expect("its data");
    (data, package.version.to_string())
});

/// Lengths of input for every model, beside those around its own steps.
const INPUTS: [u64; 12] = [
    0, 1, 1_000, 100_000, 199_999, 200_000, 200_001, 271_999, 272_000, 272_001, 300_000, 1_000_000,
];

/// Parts of the input in percent that are read from and written to the cache,
/// whether for an hour (with searches of the web, too), and tokens of output.
const SPLITS: [(u64, u64, u64, u64); 6] = [
    (0, 0, 0, 0),
    (0, 0, 0, 2_000),
    (100, 0, 0, 1),
    (0, 100, 0, 1_000_000),
    (40, 30, 0, 2_000),
    (40, 30, 1, 2_000),
];

const SERVICES: [Service; 6] = [
    service(false, None),
    service(true, None),
    service(false, Some(Tier::Flex)),
    service(false, Some(Tier::Priority)),
    service(true, Some(Tier::Flex)),
    service(true, Some(Tier::Priority)),
];

const fn service(batch: bool, tier: Option<Tier>) -> Service {
    Service { batch, tier }
}

/// A model of `genai-prices`, as the data has it.
struct Listed {
    provider: String,
    id: String,
    prices: Value,
    variants: Value,
}

impl Listed {
    fn all() -> Vec<Self> {
        let providers: Vec<Value> = serde_json::from_str(&SOURCE.0).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let models = providers.iter().flat_map(|provider| {
            let models = provider["models"].as_array().unwrap().iter();
            models.map(move |model| Self {
                provider: text(&provider["id"]),
                id: text(&model["id"]),
                prices: model["prices"].clone(),
                variants: model.get("price_variants").cloned().unwrap_or(json!([])),
            })
        });
        models.collect()
    }

    fn has_input_price(&self) -> bool {
        let has = |prices: &Value| prices.get("input_mtok").is_some();
        match &self.prices {
            Value::Array(dated) => dated.iter().all(|price| has(&price["prices"])),
            prices => has(prices),
        }
    }

    /// Their arithmetic on this model alone, so that none of their rules for
    /// names takes part.
    fn calculator(&self) -> Calculator {
        let provider = json!([{
            "id": self.provider, "name": "-", "api_pattern": "-",
            "models": [{
                "id": self.id, "match": {"equals": "-"},
                "prices": self.prices, "price_variants": self.variants,
            }],
        }]);
        Calculator::from_json(provider.to_string()).expect("their own data")
    }

    fn ours(&self) -> &'static Model {
        let mut models = CATALOG.all().iter();
        models
            .find(|model| model.provider() == self.provider && model.own_id() == self.id)
            .unwrap_or_else(|| panic!("{}/{} is missing", self.provider, self.id))
    }

    /// Now, far ahead, and around every moment at which a price begins or ends.
    fn moments(&self) -> BTreeSet<SystemTime> {
        let mut moments = BTreeSet::from([now(), now() + Duration::from_hours(24 * 365)]);
        let constraints = [&self.prices, &self.variants].into_iter().flat_map(|rows| {
            let rows = rows.as_array().into_iter().flatten();
            rows.filter_map(|row| row.get("constraint"))
        });
        for constraint in constraints {
            if let Some(day) = constraint["start_date"].as_str() {
                let day: tokenmeter::catalog::Day = day.parse().unwrap();
                moments.extend([day.start() - Duration::from_millis(1), day.start()]);
            }
            for bound in ["start_time", "end_time"] {
                if let Some(time) = constraint[bound].as_str() {
                    let midnight = now() - Duration::from_hours(12);
                    let bound = midnight + Duration::from_secs(seconds_of(time));
                    moments.extend([bound - Duration::from_millis(1), bound]);
                }
            }
        }
        moments
    }

    fn inputs(&self) -> BTreeSet<u64> {
        let mut inputs = BTreeSet::from(INPUTS);
        add_steps(&self.prices, &mut inputs);
        add_steps(&self.variants, &mut inputs);
        inputs
    }
}

/// Adds the lengths on both sides of every step of a rate in `prices`.
fn add_steps(prices: &Value, inputs: &mut BTreeSet<u64>) {
    match prices {
        Value::Array(rows) => rows.iter().for_each(|row| add_steps(row, inputs)),
        Value::Object(fields) => {
            if let Some(start) = fields.get("start").and_then(Value::as_u64) {
                inputs.extend([start, start + 1]);
            }
            fields.values().for_each(|field| add_steps(field, inputs));
        }
        _ => {}
    }
}

/// Of `HH:MM:SSZ`.
fn seconds_of(time: &str) -> u64 {
    let parts = time.trim_end_matches('Z').split(':');
    parts.fold(0, |sum, part| sum * 60 + part.parse::<u64>().unwrap())
}

fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-12 * theirs.abs()
}

#[test]
#[allow(clippy::cast_precision_loss)]
fn every_price_equals_genai_prices() {
    let listed: Vec<Listed> = Listed::all();
    let (mut priced, mut compared, mut planned) = (0, 0, 0);
    for model in listed.iter().filter(|model| model.has_input_price()) {
        let (theirs, ours, moments) = (model.calculator(), model.ours(), model.moments());
        let inputs = model.inputs();
        priced += 1;
        planned += moments.len() * SERVICES.len() * inputs.len() * SPLITS.len();
        for &at in &moments {
            for service in SERVICES {
                for &input_tokens in &inputs {
                    for (read, written, hour, output_tokens) in SPLITS {
                        let usage = Usage {
                            input_tokens,
                            output_tokens,
                            cached_tokens: input_tokens * read / 100,
                            cache_write_tokens: input_tokens * written / 100,
                            cache_write_1h_tokens: input_tokens * written / 100 * hour,
                            web_searches: 3 * hour,
                        };
                        let cost = ours.cost(&usage, service, at).unwrap();
                        let cost = cost.unwrap_or_else(|| panic!("{} has no price", model.id));
                        let [input, output, total] = calculate(&theirs, &usage, service, at);
                        let Cost {
                            input_usd,
                            cached_input_usd,
                            cache_write_usd,
                            output_usd,
                            request_usd,
                            searches_usd,
                            total_usd,
                        } = cost;
                        let all_input_usd = input_usd + cached_input_usd + cache_write_usd;
                        let sum_usd = all_input_usd + output_usd + request_usd + searches_usd;
                        assert!(
                            near(all_input_usd, input)
                                && near(output_usd, output)
                                && near(total_usd, total)
                                && near(sum_usd, total),
                            "{}/{} {usage:?} {service:?} {at:?}: {cost:?}, theirs {input} + {output} = {total}",
                            model.provider,
                            model.id,
                        );
                        compared += 1;
                    }
                }
            }
        }
    }
    let free = |model: &&Listed| !model.has_input_price() && model.id.ends_with(":free");
    let theirs = priced + listed.iter().filter(free).count();
    let ours = CATALOG.all().iter();
    let ours = ours.filter(|model| model.prices().is_some() && model.provider() != "ollama");
    assert_eq!(ours.count(), theirs, "every price of ours is one of theirs");
    assert_eq!(compared, planned);
    assert!(compared > 1_000_000, "only {compared} prices were compared");
    println!("{compared} prices of {priced} models compared, 0 differ");
}

#[allow(clippy::cast_precision_loss)]
fn calculate(theirs: &Calculator, usage: &Usage, service: Service, at: SystemTime) -> [f64; 3] {
    let reported = genai_prices::Usage::from(
        [
            (UsageKey::INPUT_TOKENS, usage.input_tokens),
            (UsageKey::OUTPUT_TOKENS, usage.output_tokens),
            (UsageKey::CACHE_READ_TOKENS, usage.cached_tokens),
            (UsageKey::CACHE_WRITE_TOKENS, usage.cache_write_tokens),
            (UsageKey::CACHE_WRITE_1H_TOKENS, usage.cache_write_1h_tokens),
            (UsageKey::WEB_SEARCHES, usage.web_searches),
        ]
        .map(|(key, tokens)| (key, tokens as f64)),
    );
    let mut request = PriceRequest::new("-", &reported).with_timestamp(at);
    let provider = theirs.providers().next().unwrap().id().to_owned();
    request = request.with_provider_id(&provider);
    if service.batch {
        request = request.with_price_context("processing", "batch");
    }
    match service.tier {
        Some(Tier::Flex) => request = request.with_price_context("service_tier", "flex"),
        Some(Tier::Priority) => request = request.with_price_context("service_tier", "priority"),
        None => {}
    }
    let price = theirs.calculate(&request).unwrap();
    [price.input_price, price.output_price, price.total_price]
}

#[test]
fn what_they_do_not_price_by_the_token_is_unknown_or_free_by_its_name() {
    let usage = Usage {
        input_tokens: 1_000,
        output_tokens: 10,
        ..Usage::default()
    };
    let listed = Listed::all();
    let mut unknown = 0;
    for model in listed.iter().filter(|model| !model.has_input_price()) {
        let cost = model.ours().cost(&usage, Service::default(), now());
        let cost = cost.unwrap().map(|cost| cost.total_usd);
        let expected = model.id.ends_with(":free").then_some(0.0);
        assert_eq!(cost, expected, "{}/{}", model.provider, model.id);
        unknown += usize::from(expected.is_none());
    }
    assert!(unknown > 20, "only {unknown} models have no price");
}

#[test]
fn the_file_is_of_the_release_that_it_is_compared_with() {
    assert_eq!(CATALOG.prices_release(), SOURCE.1);
    let theirs = Calculator::bundled().providers();
    let theirs: usize = theirs.map(|provider| provider.models().count()).sum();
    let ours = CATALOG.all().iter();
    let ours = ours.filter(|model| model.provider() != "ollama").count();
    assert_eq!(ours, theirs);
}
