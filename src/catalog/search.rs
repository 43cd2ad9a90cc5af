//! Lists of models, in the order in which people look for them.

use std::time::SystemTime;

use super::load::Catalog;
use super::model::Model;

/// Which models to list.
#[derive(Debug, Clone, Default)]
pub struct Filter<'a> {
    /// Those of this provider, by id or name.
    pub provider: Option<&'a str>,
    /// Those that contain every word of this, in id, name or provider.
    pub search: Option<&'a str>,
    /// At most as many.
    pub limit: Option<usize>,
}

impl Catalog {
    /// The models that a filter leaves, the likeliest first: names that are
    /// just what was searched, then makers before resellers, models in use
    /// before models that have ended, short names before long ones.
    ///
    /// # Complexity
    ///
    /// One pass over all models and a sort: about a millisecond.
    #[must_use]
    pub fn models(&self, filter: &Filter, at: SystemTime) -> Vec<&Model> {
        let search = filter.search.unwrap_or_default().to_ascii_lowercase();
        let words: Vec<&str> = search.split_whitespace().collect();
        let mut found: Vec<(Rank, &Model)> = self
            .models
            .iter()
            .enumerate()
            .filter(|(_, model)| filter.provider.is_none_or(|wanted| is_by(model, wanted)))
            .filter_map(|(order, model)| {
                let words_at = match_words(model, &words)?;
                let rank = Rank {
                    words_at,
                    ended: model.is_shut_down(at),
                    reseller: model.id != model.own_id || model.own_id.contains('/'),
                    featured: self.names.featured_rank(&model.id),
                    longer: if words.is_empty() {
                        0
                    } else {
                        model.name.len()
                    },
                    order,
                };
                Some((rank, model))
            })
            .collect();
        found.sort_unstable_by_key(|(rank, _)| *rank);
        found.truncate(filter.limit.unwrap_or(usize::MAX));
        found.into_iter().map(|(_, model)| model).collect()
    }
}

/// Compared field by field; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    words_at: WordsAt,
    reseller: bool,
    ended: bool,
    featured: usize,
    longer: usize,
    order: usize,
}

/// Where the words of a search stand in a model's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WordsAt {
    Whole,
    Parts,
    Inside,
}

fn is_by(model: &Model, wanted: &str) -> bool {
    wanted.eq_ignore_ascii_case(model.provider())
        || wanted.eq_ignore_ascii_case(model.provider_name())
}

fn match_words(model: &Model, words: &[&str]) -> Option<WordsAt> {
    if words.is_empty() {
        return Some(WordsAt::Parts);
    }
    let id = model.id.to_ascii_lowercase();
    let name = model.name.to_ascii_lowercase();
    let provider = model.provider_name().to_ascii_lowercase();
    let joined = words.join("-");
    if [&id, &name]
        .iter()
        .any(|text| text.replace(' ', "-") == joined)
    {
        return Some(WordsAt::Whole);
    }
    let mut at = WordsAt::Parts;
    for word in words {
        let texts = [id.as_str(), name.as_str(), provider.as_str()];
        if texts.iter().any(|text| starts_part(text, word)) {
            continue;
        }
        if !texts.iter().any(|text| text.contains(word)) {
            return None;
        }
        at = WordsAt::Inside;
    }
    Some(at)
}

/// Whether the word is in the text with nothing or a separator before it.
fn starts_part(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !c.is_ascii_alphanumeric())
    })
}
