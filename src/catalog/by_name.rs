//! The model of a name, with what the name itself says of it.

use std::borrow::Cow;
use std::sync::Arc;

use super::load::Catalog;
use super::model::Model;
use super::names::{Found, is_tuned};
use super::spelling::LONGEST_NAME;
use super::tokenizer::{TokenizerInfo, base_model, resolve, unknown_model};
use crate::Result;

impl Catalog {
    /// The model of a name: an id, with or without its provider before it
    /// (`gpt-4o`, `openai/gpt-4o`); a further name or dated snapshot of it; its
    /// name for people (`GPT-4o mini`); or that of a fine-tuned model
    /// (`ft:gpt-4o-mini-2024-07-18:org::id`, on Azure
    /// `gpt-4o-mini-2024-07-18.ft-id`), which has its base model's tokenizer and
    /// limits.
    ///
    /// A name that several providers use means its maker's model, else the first
    /// host's. One's own machine is meant by `ollama/…`, by a tag
    /// (`qwen3-coder:30b`), or by a bare name that nobody sells a model by.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::UnknownModel`] with the nearest names.
    pub fn model(&self, name: &str) -> Result<Cow<'_, Model>> {
        let asked = name.trim();
        let unknown = || unknown_model(asked, self.names.near(asked));
        if asked.is_empty() || asked.len() > LONGEST_NAME {
            return Err(unknown());
        }
        if is_tuned(asked) {
            return self.tuned(asked).map(Cow::Owned).ok_or_else(unknown);
        }
        let found = self.names.find(asked).ok_or_else(unknown)?;
        let entry = self.entry(found);
        // On one's own machine a name has several sizes, which may be made from
        // models of others: `deepseek-r1:8b` is one of Qwen's. What is no size is
        // the size that the row is about.
        let by_size = || {
            let (_, tag) = asked.split_once(':')?;
            let is_size = tag.contains(|c: char| c.is_ascii_digit());
            is_size.then(|| resolve(asked).ok()).flatten()
        };
        // A dated name may say more than the one that it is listed under.
        let by_name = || {
            let is_other = found.name != entry.own_id;
            let known = is_other.then(|| resolve(&found.name).ok()).flatten();
            known.filter(|known| known.basis < entry.tokenizer.basis)
        };
        let better = if entry.is_local() {
            by_size()
        } else {
            by_name()
        };
        match better {
            Some(tokenizer) => Ok(Cow::Owned(Model {
                tokenizer,
                ..entry.into_owned()
            })),
            None => Ok(entry),
        }
    }

    /// The model of a name at one provider, which may answer to it by less than
    /// its whole id.
    pub(crate) fn model_at(&self, provider: &str, name: &str) -> Option<Cow<'_, Model>> {
        let name = Some(name.trim()).filter(|name| name.len() <= LONGEST_NAME)?;
        let found = self.names.find_at(provider, name)?;
        Some(self.entry(found))
    }

    fn entry(&self, found: &Found) -> Cow<'_, Model> {
        let model = &self.models[found.model];
        // A snapshot may end before the model does.
        match model.provider.end_of(&found.name) {
            Some(shutdown) if model.shutdown.as_ref() != Some(shutdown) => Cow::Owned(Model {
                shutdown: Some(shutdown.clone()),
                ..model.clone()
            }),
            _ => Cow::Borrowed(model),
        }
    }

    /// The tokenizer of a model, or of what only a tokenizer is called, such as
    /// `o200k_base`: every name that [`resolve`] knows by itself.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::UnknownModel`] with the nearest names.
    pub fn tokenizer(&self, name: &str) -> Result<TokenizerInfo> {
        self.model(name)
            .map(|model| *model.tokenizer())
            .or_else(|unknown| resolve(name).map_err(|_| unknown))
    }

    fn tuned(&self, asked: &str) -> Option<Model> {
        let lower = asked.to_ascii_lowercase();
        let base = base_model(&lower);
        // An entry's own id may be shorter than the names that it stands for.
        let entry = || self.names.find(asked).map(|found| found.model);
        let listed = self.names.tuned(asked).or_else(entry);
        let listed = listed.map(|at| &self.models[at]);
        let base = self.names.find(base).map(|found| &self.models[found.model]);
        let model = listed.or(base)?;
        let limits = base.map_or(model.limits, |base| base.limits);
        Some(Model {
            id: asked.to_owned(),
            own_id: asked.to_owned(),
            name: format!(
                "{} (fine-tuned)",
                base.map_or(&model.name, |base| &base.name)
            ),
            tokenizer: resolve(asked).unwrap_or(model.tokenizer),
            limits,
            prices: listed.and_then(|listed| listed.prices.clone()),
            sellers: Arc::default(),
            ..model.clone()
        })
    }
}
