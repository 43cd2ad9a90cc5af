//! The catalogue in steps of a few milliseconds, so that a page can be drawn and
//! keys be heard in between.

use std::vec::IntoIter;

use super::file::PriceFile;
use super::load::Catalog;
use super::names::{Names, Rank};
use super::offers;
use crate::Result;

/// Most of the time goes into names.
const NAMES_AT_ONCE: usize = 1000;

/// A catalogue that is being read.
pub struct Reading(Stage);

/// What is there.
enum Stage {
    Rows(PriceFile),
    Models(Catalog, IntoIter<(usize, Rank)>),
    Names(Catalog),
    Ids(Catalog),
    Nothing,
}

impl Reading {
    /// Reads the rows of the price file, `prices.json`.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::InvalidCatalog`] if it is cut off, altered or of another
    /// form.
    pub fn new(prices: &[u8]) -> Result<Self> {
        Ok(Self(Stage::Rows(PriceFile::read(prices)?)))
    }

    /// Makes more of them, and returns the catalogue once it is complete; not
    /// more than once.
    pub fn step(&mut self) -> Option<Catalog> {
        self.0 = match std::mem::replace(&mut self.0, Stage::Nothing) {
            Stage::Rows(file) => {
                let catalog = Catalog::unnamed(file);
                let order = Names::order(&catalog.models);
                Stage::Models(catalog, order.into_iter())
            }
            Stage::Models(mut catalog, mut order) => {
                for next in order.by_ref().take(NAMES_AT_ONCE) {
                    catalog.names.add_of(&catalog.models, next);
                }
                if order.len() > 0 {
                    Stage::Models(catalog, order)
                } else {
                    Stage::Names(catalog)
                }
            }
            Stage::Names(mut catalog) => {
                catalog.give_ids();
                Stage::Ids(catalog)
            }
            Stage::Ids(mut catalog) => {
                offers::add(&mut catalog.models);
                return Some(catalog);
            }
            Stage::Nothing => Stage::Nothing,
        };
        None
    }
}
