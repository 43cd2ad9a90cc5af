//! Every row of `data/models.json` has its effect and says where it is from.

#[allow(dead_code)]
mod catalog;

use catalog::CATALOG;
use tokenmeter::catalog::Day;

#[test]
fn every_successor_and_every_row_names_a_model() {
    let rows: serde_json::Value =
        serde_json::from_str(include_str!("../data/models.json")).unwrap();
    let rows_of = |kind: &str| rows[kind].as_array().unwrap();
    for row in rows_of("limits").iter().chain(rows_of("shutdowns")) {
        let provider = row["provider"].as_str().unwrap();
        for id in row["ids"].as_array().unwrap() {
            let name = format!("{provider}/{}", id.as_str().unwrap());
            let model = CATALOG.model(&name).expect(&name);
            assert_eq!(model.provider(), provider);
            if let Some(date) = row["date"].as_str() {
                let ends = model.shutdown().map(|shutdown| shutdown.date.to_string());
                assert_eq!(ends.as_deref(), Some(date), "{name}");
            }
        }
        if let Some(successor) = row["successor"].as_str() {
            CATALOG.model(successor).expect(successor);
        }
    }
    for id in rows["featured"].as_array().unwrap() {
        assert_eq!(
            CATALOG.model(id.as_str().unwrap()).unwrap().id(),
            id.as_str().unwrap()
        );
    }
}

#[test]
fn what_is_said_of_models_has_a_source_and_a_day() {
    let rows: serde_json::Value =
        serde_json::from_str(include_str!("../data/models.json")).unwrap();
    let mut seen = 0;
    for kind in [
        "limits",
        "shutdowns",
        "own_days",
        "weights",
        "served",
        "local",
        "providers",
    ] {
        for row in rows[kind].as_array().unwrap() {
            // Of a provider it is said what it makes, if that is anything.
            if kind == "providers" && row["makes"].is_null() {
                continue;
            }
            let text = |field: &str| row[field].as_str().unwrap_or_default();
            assert!(!text("source").is_empty(), "{row}");
            let day: Result<Day, _> = text("checked").parse();
            assert!(day.is_ok(), "{row}");
            seen += 1;
        }
    }
    assert!(seen > 150, "{seen} rows");
}
