//! A bill is what `genai-prices` makes of the same response: of samples, of every
//! shape with random numbers, and of every way to write an id of Bedrock.

#[allow(dead_code)]
mod bills;
#[allow(dead_code)]
mod catalog;

use bills::{near, read, vectors};
use catalog::{CATALOG, FILE, now};
use genai_prices::{Calculator, ExtractRequest, PriceRequest, UsageKey};
use serde_json::{Map, Value, json};
use tokenmeter::bill::Asked;
use tokenmeter::catalog::file::PriceFile;
use tokenmeter::cost::{Cost, Service, Tier, Usage};

/// The response alone, as their extractors want it.
fn inside(sample: &Value) -> Option<Value> {
    let response = sample.get("response")?;
    Some(match sample["inside"].as_str() {
        None => response.clone(),
        Some("") => json!({ "usage": response, "model": sample["askedModel"] }),
        Some(path) => {
            let mut steps = path.split('.');
            steps
                .try_fold(response, |value, step| value.get(step))?
                .clone()
        }
    })
}

/// Our costs of the input, of the output and of everything, as they divide it.
fn sums(cost: &Cost) -> [f64; 3] {
    let input = cost.input_usd + cost.cached_input_usd + cost.cache_write_usd;
    [input, cost.output_usd, cost.total_usd]
}

fn in_context(request: PriceRequest<'_>, service: Service) -> PriceRequest<'_> {
    let request = if service.batch {
        request.with_price_context("processing", "batch")
    } else {
        request
    };
    match service.tier {
        Some(Tier::Flex) => request.with_price_context("service_tier", "flex"),
        Some(Tier::Priority) => request.with_price_context("service_tier", "priority"),
        None => request,
    }
}

#[test]
fn a_bill_is_what_genai_prices_makes_of_the_same_response() {
    let vectors = vectors();
    let mut compared = 0;
    for sample in vectors["responses"].as_array().unwrap() {
        let name = &sample["name"];
        let (Some(flavor), Some(mut response)) = (sample["flavor"].as_str(), inside(sample)) else {
            continue;
        };
        if let Some(model) = sample["askedModel"].as_str() {
            response["model"] = model.into();
        }
        let bill = read(sample);
        let at = bill.made.unwrap_or_else(now);
        let extract = ExtractRequest::from_value(&response)
            .with_provider_id(&bill.provider)
            .with_api_flavor(flavor);
        let theirs = Calculator::bundled().extract_usage(&extract);
        let theirs = theirs.unwrap_or_else(|error| panic!("{name}: {error}"));
        let request = theirs.price_request().unwrap().with_timestamp(at);
        let request = in_context(request, bill.service);
        let price = Calculator::bundled().calculate(&request).unwrap();
        let cost = bill.price(bill.service, at).unwrap().cost.unwrap();
        let theirs = [price.input_price, price.output_price, price.total_price];
        let same = sums(&cost).into_iter().zip(theirs);
        assert!(
            same.into_iter().all(|(ours, theirs)| near(ours, theirs)),
            "{name}: {cost:?}, theirs {theirs:?}"
        );
        compared += 1;
    }
    assert!(compared > 20, "only {compared} were compared");
}

/// The path of one of their mappings as steps.
fn steps(path: &Value) -> Vec<Value> {
    match path {
        Value::Array(steps) => steps.clone(),
        key => vec![key.clone()],
    }
}

/// Puts a number at a path of theirs.
fn put(mut place: &mut Value, path: &[Value], number: u64) {
    for step in path {
        if let Some(key) = step.as_str() {
            if place.is_null() {
                *place = json!({});
            }
            let object = place.as_object_mut().unwrap();
            place = object.entry(key).or_insert(Value::Null);
        } else {
            if place.is_null() {
                *place = json!([]);
            }
            let (field, text) = (step["field"].as_str().unwrap(), &step["match"]["equals"]);
            let items = place.as_array_mut().unwrap();
            let at = items.iter().position(|item| item[field] == *text);
            let at = at.unwrap_or_else(|| {
                items.push(json!({ field: text }));
                items.len() - 1
            });
            place = &mut items[at];
        }
    }
    *place = number.into();
}

#[test]
#[allow(clippy::cast_precision_loss, clippy::too_many_lines)]
fn every_shape_of_a_response_is_read_as_genai_prices_reads_it() {
    let data = genai_prices_data();
    let shapes = PriceFile::read(FILE.as_bytes()).unwrap().shapes;
    let mut random = fastrand::Rng::with_seed(11);
    let (mut read, mut priced) = (0, 0);
    for provider in &data {
        let id = provider["id"].as_str().unwrap();
        for extractor in provider["extractors"].as_array().into_iter().flatten() {
            let flavor = extractor["api_flavor"].as_str().unwrap();
            let mappings = extractor["mappings"].as_array().unwrap();
            let models = CATALOG.all().iter();
            let models: Vec<_> = models
                .filter(|model| model.provider() == id && model.prices().is_some())
                .collect();
            for round in 0..60 {
                let mut root = Value::Null;
                for mapping in mappings {
                    let parts = ["input_tokens", "output_tokens"];
                    let is_whole = parts.contains(&mapping["dest"].as_str().unwrap());
                    if mapping["required"] == false && random.u8(..3) == 0 {
                        continue;
                    }
                    let most = if is_whole { 200_000 } else { 300 };
                    put(&mut root, &steps(&mapping["path"]), random.u64(..most));
                }
                let Some(model) =
                    (!models.is_empty()).then(|| models[random.usize(..models.len())])
                else {
                    continue;
                };
                if root.is_null() {
                    continue;
                }
                let mut response = Value::Object(Map::new());
                let mut place = &mut response;
                for step in steps(&extractor["root"]) {
                    place = &mut place[step.as_str().unwrap()];
                }
                *place = root;
                let extract = ExtractRequest::from_value(&response)
                    .with_provider_id(id)
                    .with_api_flavor(flavor);
                let Ok(theirs) = Calculator::bundled().extract_provider_usage(&extract) else {
                    continue;
                };
                let asked = Asked {
                    provider: Some(id),
                    model: Some(model.own_id()),
                };
                let ours = CATALOG.read_bill(&response.to_string(), asked);
                let what = || format!("{id}/{flavor} round {round}: {response}");
                let ours = match ours {
                    Ok(ours) => ours,
                    Err(error) => {
                        let text = error.to_string();
                        assert!(text.contains("contradicts itself"), "{text} {}", what());
                        continue;
                    }
                };
                let get = |key: &str| theirs.usage.get(key).unwrap_or(0.0);
                let Usage {
                    input_tokens,
                    output_tokens,
                    cached_tokens,
                    cache_write_tokens,
                    cache_write_1h_tokens,
                    web_searches,
                } = ours.usage;
                // Where one provider's shapes are alike, another may be taken.
                let same = [
                    ("input_tokens", input_tokens),
                    ("output_tokens", output_tokens),
                    ("cache_read_tokens", cached_tokens),
                    ("cache_write_tokens", cache_write_tokens),
                    ("cache_write_1h_tokens", cache_write_1h_tokens),
                    ("web_searches", web_searches),
                ]
                .iter()
                .all(|(key, count)| near(*count as f64, get(key)));
                assert!(
                    same,
                    "{} ours {:?} theirs {:?}",
                    what(),
                    ours.usage,
                    theirs.usage
                );
                read += 1;
                if !model.apart().is_empty() {
                    continue;
                }
                let mut usage = theirs.usage.clone();
                usage.remove(UsageKey::OUTPUT_REASONING_TOKENS);
                let request = PriceRequest::new(model.own_id(), &usage)
                    .with_provider_id(id)
                    .with_timestamp(now());
                let Ok(price) = Calculator::bundled().calculate(&request) else {
                    continue;
                };
                if price.model_id != model.own_id() {
                    continue;
                }
                let cost = ours.price(Service::default(), now()).unwrap().cost.unwrap();
                let theirs = [price.input_price, price.output_price, price.total_price];
                let same = sums(&cost).into_iter().zip(theirs);
                assert!(
                    same.into_iter().all(|(ours, theirs)| near(ours, theirs)),
                    "{} {}: {cost:?}, theirs {theirs:?}",
                    what(),
                    model.own_id()
                );
                priced += 1;
            }
        }
    }
    println!(
        "{read} responses of {} shapes read, {priced} priced",
        shapes.len()
    );
    assert!(read > 2_000, "only {read} were read");
    assert!(priced > 1_500, "only {priced} were priced");
}

fn genai_prices_data() -> Vec<Value> {
    let metadata = cargo_metadata::MetadataCommand::new().exec();
    let packages = metadata.expect("the pinned crates").packages;
    let mut packages = packages.into_iter();
    let package = packages.find(|package| package.name == "genai-prices");
    let path = package.expect("genai-prices among them").manifest_path;
    let data = std::fs::read_to_string(path.with_file_name("data/prices.json"));
    serde_json::from_str(&data.expect("its data")).expect("JSON")
}

#[test]
fn the_ids_of_bedrock_are_priced_as_genai_prices_prices_them() {
    let usage = json!({"inputTokens": 1_000, "outputTokens": 100, "totalTokens": 1_100});
    let response = json!({"usage": usage}).to_string();
    let theirs = genai_prices::Usage::from([
        (UsageKey::INPUT_TOKENS, 1_000.0),
        (UsageKey::OUTPUT_TOKENS, 100.0),
    ]);
    for named in [
        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "anthropic.claude-haiku-4-5-20251001-v1:0",
        "global.anthropic.claude-haiku-4-5-20251001-v1:0",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "us.anthropic.claude-opus-4-5-20251101-v1:0",
        "global.anthropic.claude-opus-4-5-20251101-v1:0",
        "us.anthropic.claude-opus-4-1-20250805-v1:0",
        "apac.anthropic.claude-3-5-sonnet-20241022-v2:0",
        "anthropic.claude-3-7-sonnet-20250219-v1:0",
        "us.anthropic.claude-sonnet-4-6",
        "us.anthropic.claude-sonnet-5-5",
        "us.meta.llama3-1-70b-instruct-v1:0",
        "us.amazon.nova-2-lite-v1:0",
        "us.amazon.nova-pro-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
    ] {
        for provider in [None, Some("aws")] {
            let asked = Asked {
                provider,
                model: Some(named),
            };
            let bill = CATALOG.read_bill(&response, asked);
            let bill = bill.unwrap_or_else(|error| panic!("{named}: {error}"));
            assert_eq!(bill.model.provider(), "aws", "{named}");
            let cost = bill.price(bill.service, now()).unwrap().cost.unwrap();
            let request = PriceRequest::new(named, &theirs)
                .with_provider_id("aws")
                .with_timestamp(now());
            let price = Calculator::bundled().calculate(&request);
            let price = price.unwrap_or_else(|error| panic!("{named}: {error}"));
            assert_eq!(bill.model.own_id(), price.model_id, "{named}");
            assert!(near(cost.total_usd, price.total_price), "{named}");
        }
        assert!(CATALOG.model(named).is_ok(), "{named}");
    }
}
