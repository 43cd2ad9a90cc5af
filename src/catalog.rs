//! Models: which tokenizer counts for a name, what the model costs, how much
//! fits into its window.

#[cfg(feature = "prices")]
mod by_name;
#[cfg(feature = "prices")]
mod date;
#[cfg(feature = "prices")]
mod endings;
#[cfg(feature = "prices")]
pub mod file;
#[cfg(feature = "prices")]
mod kinds;
#[cfg(feature = "prices")]
mod load;
#[cfg(feature = "prices")]
mod model;
#[cfg(feature = "prices")]
mod names;
#[cfg(feature = "prices")]
mod offers;
#[cfg(feature = "prices")]
mod reading;
#[cfg(feature = "prices")]
mod search;
mod spelling;
pub mod tokenizer;

#[cfg(feature = "prices")]
pub(crate) use offers::Price;
#[cfg(feature = "prices")]
pub use {
    date::{Day, Hours},
    kinds::{Kinds, Media},
    load::Catalog,
    model::{Model, ModelInfo, Shutdown},
    offers::Offer,
    reading::Reading,
    search::Filter,
};
