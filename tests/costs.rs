//! What holds of the cost of every model, whatever is asked of it: more output
//! never costs less, the parts are the whole, and a range has its middle inside.

mod catalog;

use catalog::{CATALOG, now};
use tokenmeter::catalog::Model;
use tokenmeter::catalog::tokenizer::Counted;
use tokenmeter::estimate::{Estimate, Plan, estimate};

fn asked(model: &Model, tokens: u64, output: u64) -> Estimate {
    let counted = Counted {
        tokens,
        low: tokens - tokens / 10,
        high: tokens + tokens / 10,
    };
    let plan = Plan {
        output_tokens: Some(output),
        ..Plan::default()
    };
    estimate(model, counted, &plan, now()).expect("numbers that are allowed")
}

#[test]
fn more_output_never_costs_less_and_the_parts_are_the_whole() {
    let mut random = fastrand::Rng::with_seed(12);
    let (mut priced, mut unknown) = (0, 0);
    for model in CATALOG.all() {
        for _ in 0..20 {
            let (input_bits, output_bits) = (random.u32(0..24), random.u32(0..20));
            let input = random.u64(..=1 << input_bits);
            let output = random.u64(..=1 << output_bits);
            let one = asked(model, input, output);
            let Some(cost) = one.cost else {
                assert_eq!((one.low_usd, one.high_usd), (None, None), "{}", model.id());
                assert_eq!(one.requests_usd, None, "{}: unknown is not 0", model.id());
                unknown += 1;
                continue;
            };
            priced += 1;
            let more = asked(model, input, output + 1 + random.u64(..1000));
            let more = more.cost.expect("a price that was known");
            assert!(more.total_usd >= cost.total_usd, "{}", model.id());
            let parts = cost.input_usd
                + cost.cached_input_usd
                + cost.cache_write_usd
                + cost.output_usd
                + cost.request_usd
                + cost.searches_usd;
            let error = (parts - cost.total_usd).abs();
            assert!(error <= 1e-12 * cost.total_usd, "{}: {parts}", model.id());
            let (low, high) = (one.low_usd.expect("a low"), one.high_usd.expect("a high"));
            assert!(
                low <= cost.total_usd && cost.total_usd <= high,
                "{}",
                model.id()
            );
        }
    }
    assert!(
        priced > 40_000 && unknown > 0,
        "{priced} priced, {unknown} unknown"
    );
}
