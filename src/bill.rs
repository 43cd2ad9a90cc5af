//! What a finished call has cost: the usage that stands in a response, read by
//! rows of data ([`Shape`]), with the provider and the model that it tells.

mod counts;
mod json;
mod layers;
mod read;
mod rows;
mod shape;

pub use read::{Asked, Bill};
pub use shape::{Field, Shape, Unit};
