//! From a request body to the parts that make its tokens.

pub mod image;
