//! Encodings: text to token ids and back.
