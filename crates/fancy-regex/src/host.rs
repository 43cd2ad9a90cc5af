//! The stand-in over the host's `RegExp`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = RegExp)]
    #[derive(Clone)]
    type Compiled;

    #[wasm_bindgen(constructor, catch, js_class = "RegExp")]
    fn new(pattern: &str, flags: &str) -> std::result::Result<Compiled, JsValue>;

    #[wasm_bindgen(method)]
    fn test(this: &Compiled, text: &str) -> bool;

    #[wasm_bindgen(method)]
    fn exec(this: &Compiled, text: &str) -> Option<Array>;
}

thread_local! {
    /// Compiled patterns. A JavaScript object belongs to its thread, while a
    /// [`Regex`] has to be `Sync`, so that it holds the pattern alone.
    static COMPILED: RefCell<HashMap<String, Compiled>> = RefCell::default();
}

/// A specialised `Result` for this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// The host's message about a pattern that it cannot compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Regex {
    pattern: String,
}

impl Regex {
    /// Compiles `pattern`.
    ///
    /// # Errors
    ///
    /// The host's `SyntaxError`.
    pub fn new(pattern: &str) -> Result<Self> {
        let regex = Self {
            pattern: pattern.to_owned(),
        };
        regex.compiled()?;
        Ok(regex)
    }

    /// The pattern as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.pattern
    }

    /// Whether the pattern matches anywhere in `text`.
    ///
    /// # Errors
    ///
    /// None on this host; the signature is the engine's.
    pub fn is_match(&self, text: &str) -> Result<bool> {
        Ok(self.compiled()?.test(text))
    }

    /// The text with every match replaced by what `replacement` returns for
    /// it, borrowed if nothing matches.
    pub fn replace_all<'t>(
        &self,
        text: &'t str,
        replacement: impl Fn(&Captures<'_, str>) -> String,
    ) -> Cow<'t, str> {
        let Ok(compiled) = self.compiled() else {
            return Cow::Borrowed(text);
        };
        let mut replaced = String::new();
        let mut rest = text;
        let mut any = false;
        // The pattern is asked again about what is left, so one that looks
        // behind the match start would see less than the engine does.
        while let Some(found) = compiled.exec(rest) {
            let groups: Vec<Option<String>> = found.iter().map(|group| group.as_string()).collect();
            let start = Reflect::get(&found, &JsValue::from_str("index"))
                .ok()
                .and_then(|index| index.as_f64())
                .map_or(0, |index| byte_offset(rest, index));
            let end = start + groups[0].as_ref().map_or(0, String::len);
            if end == start {
                break;
            }
            replaced.push_str(&rest[..start]);
            replaced.push_str(&replacement(&Captures {
                groups,
                text: PhantomData,
            }));
            rest = &rest[end..];
            any = true;
        }
        if !any {
            return Cow::Borrowed(text);
        }
        replaced.push_str(rest);
        Cow::Owned(replaced)
    }

    fn compiled(&self) -> Result<Compiled> {
        COMPILED.with_borrow_mut(|compiled| {
            if let Some(regex) = compiled.get(&self.pattern) {
                return Ok(regex.clone());
            }
            let regex = Compiled::new(&self.pattern, "").map_err(|thrown| {
                let message = thrown.unchecked_ref::<js_sys::Error>().message();
                Error(message.into())
            })?;
            compiled.insert(self.pattern.clone(), regex.clone());
            Ok(regex)
        })
    }
}

/// The groups of one match.
#[derive(Debug)]
pub struct Captures<'t, S: ?Sized> {
    groups: Vec<Option<String>>,
    text: PhantomData<&'t S>,
}

impl Index<usize> for Captures<'_, str> {
    type Output = str;

    fn index(&self, group: usize) -> &str {
        self.groups[group].as_deref().unwrap_or("")
    }
}

/// The byte offset of an offset in UTF-16 units.
fn byte_offset(text: &str, utf16: f64) -> usize {
    let mut units = 0.0;
    for (offset, c) in text.char_indices() {
        if units >= utf16 {
            return offset;
        }
        units += if u32::from(c) > 0xFFFF { 2.0 } else { 1.0 };
    }
    text.len()
}
