//! A table of models: each once, with all its offers, in the order asked for.

#[allow(dead_code)]
mod catalog;

use catalog::{CATALOG, now};
use tokenmeter::ErrorKind;
use tokenmeter::catalog::tokenizer::{Basis, Counted};
use tokenmeter::estimate::{Comparison, Counts, Plan, Row, Sort, estimate};

fn exact(tokens: u64) -> Counted {
    Counted {
        tokens,
        low: tokens,
        high: tokens,
    }
}

#[test]
fn a_table_prices_every_model_in_the_order_asked_for() {
    let counts = [
        ("o200k_base".to_owned(), 158.into()),
        ("cl100k_base".to_owned(), 160.into()),
    ];
    let counts = Counts::ByEncoding(&counts);
    let sorted = |sort| {
        let comparison = Comparison {
            sort,
            ..Comparison::default()
        };
        CATALOG
            .compare(counts, &Plan::default(), &comparison, now())
            .unwrap()
    };
    let all = sorted(None);
    let offers = all.iter().map(|row| row.offers.len()).sum::<usize>();
    assert_eq!(offers, CATALOG.all().len(), "every offer is in one row");
    let find = |id: &str| {
        let mut own = all.iter().map(Row::own);
        own.find(|row| row.model.id() == id).unwrap()
    };
    assert_eq!(find("gpt-4o").counted.tokens, 158);
    assert_eq!(find("gpt-4").counted.tokens, 160);
    assert_eq!(find("gpt-oss-120b").counted.tokens, 158);
    assert!(find("claude-opus-5-5").counted.low < find("claude-opus-5-5").counted.high);
    let rows = sorted(Some(Sort::TotalCost));
    let costs: Vec<_> = rows
        .iter()
        .map(|row| row.own().estimate.cost.map(|cost| cost.total_usd))
        .collect();
    let known = costs.iter().take_while(|cost| cost.is_some()).count();
    assert!(
        costs[known..].iter().all(Option::is_none),
        "unknown costs stand last"
    );
    assert!(costs[..known].is_sorted());
    let none = Counts::ByEncoding(&[]);
    let none = CATALOG.compare(none, &Plan::default(), &Comparison::default(), now());
    assert_eq!(none.err().unwrap().kind(), ErrorKind::InvalidArgument);
}

#[test]
fn a_number_of_tokens_that_is_given_is_taken_at_its_word_by_every_model() {
    let plan = Plan {
        output_tokens: Some(100),
        ..Plan::default()
    };
    let rows = CATALOG
        .compare(Counts::Given(158), &plan, &Comparison::default(), now())
        .unwrap();
    for row in rows.iter().flat_map(|row| &row.offers) {
        let name = row.model.id();
        assert_eq!(
            (row.counted, row.basis),
            (exact(158), Basis::Exact),
            "{name}"
        );
        let alone = estimate(&row.model, exact(158), &plan, now()).unwrap();
        assert_eq!(row.estimate, alone, "{name}");
    }
}

#[test]
fn a_table_comes_whole_or_a_part_at_a_time() {
    let part = |sort, skip, limit| {
        let comparison = Comparison {
            sort,
            skip,
            limit,
            ..Comparison::default()
        };
        let rows = CATALOG.compare(Counts::Given(158), &Plan::default(), &comparison, now());
        let rows = rows.unwrap().into_iter();
        let ids = rows.map(|row| row.own().model.id().to_owned());
        ids.collect::<Vec<_>>()
    };
    for sort in [None, Some(Sort::TotalCost)] {
        let whole = part(sort, 0, None);
        let mut parts = Vec::new();
        while parts.len() < whole.len() {
            parts.extend(part(sort, parts.len(), Some(500)));
        }
        assert_eq!(parts, whole);
        assert_eq!(part(sort, whole.len() + 1, None), [""; 0]);
    }
}

#[test]
fn a_table_says_where_a_text_is_shorter_than_what_is_cached_of_it() {
    let counts = [
        ("o200k_base".to_owned(), 150.into()),
        ("cl100k_base".to_owned(), 160.into()),
    ];
    let names = ["gpt-4o", "gpt-4"].map(str::to_owned);
    let comparison = Comparison {
        models: Some(&names),
        ..Comparison::default()
    };
    let plan = Plan {
        cached_tokens: 100,
        cache_write_tokens: 60,
        ..Plan::default()
    };
    let rows = CATALOG
        .compare(Counts::ByEncoding(&counts), &plan, &comparison, now())
        .unwrap();
    let notes = rows.iter().map(|row| row.own().estimate.notes.join("\n"));
    let notes: Vec<_> = notes.collect();
    let note = "only 150 tokens on this model: 100 of them are charged as read from the cache, 50 as written";
    assert!(notes[0].contains(note), "{}", notes[0]);
    assert!(!notes[1].contains("on this model"), "{}", notes[1]);
    // A number that is given contradicts its own parts.
    let given = CATALOG.compare(Counts::Given(150), &plan, &comparison, now());
    assert_eq!(given.err().unwrap().kind(), ErrorKind::InvalidArgument);
}

#[test]
fn a_model_of_several_providers_is_one_row_with_the_cheapest_first() {
    let plan = Plan {
        output_tokens: Some(100),
        ..Plan::default()
    };
    let compare = |names: Option<&[String]>| {
        let comparison = Comparison {
            models: names,
            ..Comparison::default()
        };
        CATALOG
            .compare(Counts::Given(1_000), &plan, &comparison, now())
            .unwrap()
    };
    let rows = compare(None);
    let ids = |row: &Row| -> Vec<String> {
        let offers = row.offers.iter();
        offers.map(|offer| offer.model.id().to_owned()).collect()
    };
    let row = |id: &str| {
        let mut of = rows.iter().filter(|row| ids(row).iter().any(|at| at == id));
        let row = of.next().unwrap_or_else(|| panic!("{id} is in no row"));
        assert!(of.next().is_none(), "{id} is in two rows");
        row
    };
    let opus = row("claude-opus-5-5");
    assert_eq!(opus.own().model.id(), "claude-opus-5-5");
    for id in [
        "openrouter/anthropic/claude-opus-5.5",
        "regional.anthropic.claude-opus-5-5",
        "google/claude-opus-5-5",
    ] {
        assert!(ids(opus).iter().any(|at| at == id), "{id}: {:?}", ids(opus));
    }
    assert_eq!(row("glm-5p3").own().model.provider(), "zai");
    // Two that write its maker before a name.
    for id in ["zai-glm-4.7", "zai-glm-5-3"] {
        assert_eq!(row(id).own().model.provider(), "zai", "{id}");
    }
    // Nobody sells what OpenAI has shut down, whatever hosts list.
    assert_eq!(row("gpt-3.5-turbo").offers[0].model.id(), "gpt-3.5-turbo");
    // A price without output is not the cheapest for the lack of it.
    assert_ne!(
        row("gpt-6-luna").offers[0].model.provider(),
        "openai-decisions"
    );
    // A maker may stand behind hosts in the catalogue.
    let trinity = row("trinity-large-thinking");
    assert_eq!(trinity.own().model.provider(), "arcee");
    for row in &rows {
        let makers = row.offers.iter();
        let mut makers = makers.filter(|offer| offer.model.is_first_party());
        let own = &row.own().model;
        assert_eq!(
            makers.next().is_some(),
            own.is_first_party(),
            "{}",
            own.id()
        );
    }
    for (one, other) in [
        ("gpt-4o", "gpt-4o-2024-05-13"),
        ("gpt-4o", "gpt-4o-mini"),
        ("glm-5p3", "glm-5p3-flash"),
    ] {
        let other = CATALOG.model(other).unwrap();
        assert!(
            !ids(row(one)).iter().any(|id| id == other.id()),
            "{one} is not {}",
            other.id()
        );
    }
    for row in &rows {
        let used = row.offers.iter();
        let used = used.take_while(|offer| {
            let listed = offer.model.info(now());
            !offer.model.has_ended(now()) && listed.output_usd_per_mtok.is_some()
        });
        let costs = used.map(|offer| offer.estimate.cost);
        let costs: Vec<f64> = costs
            .map(|cost| cost.map_or(f64::INFINITY, |cost| cost.total_usd))
            .collect();
        assert!(costs.is_sorted(), "{}", row.own().model.id());
    }
    let both = ["gpt-4o", "openrouter/openai/gpt-4o"].map(str::to_owned);
    let rows = compare(Some(&both));
    assert_eq!(rows.len(), 2, "who names both wants to see both");
    assert!(rows.iter().all(|row| row.offers.len() == 1));
}
