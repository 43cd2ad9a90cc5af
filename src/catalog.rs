//! Models: which tokenizer counts for a name, what the model costs, how much
//! fits into its window.

#[cfg(feature = "prices")]
mod date;
#[cfg(feature = "prices")]
pub mod file;
#[cfg(feature = "prices")]
mod load;
#[cfg(feature = "prices")]
mod model;
#[cfg(feature = "prices")]
mod names;
#[cfg(feature = "prices")]
mod search;
mod spelling;
pub mod tokenizer;

#[cfg(feature = "prices")]
pub use {
    date::{Day, Hours},
    load::Catalog,
    model::{Model, ModelInfo, Shutdown},
    search::Filter,
};
