//! Models: which tokenizer counts for a name, what the model costs, how much
//! fits into its window.

mod spelling;
pub mod tokenizer;
