//! The index of the names that people and programs give models.

use rustc_hash::FxHashMap;

use super::endings::{without_date, without_state, without_tag, without_version};
use super::model::Model;
use super::spelling::{LONGEST_NAME, MOST_NAMES, SHORTEST_BEGINNING, nearest};
use super::tokenizer::{has_parts, without_prefix};

/// The index of all names, in their plain form. Makers are asked first, then
/// hosts, then one's own machine, but before hosts for a name with a tag. Where
/// several models at makers answer to a name, or several at hosts, the first in the
/// catalogue's order has it: by an id, then by a further name, then at the next
/// provider; by what is less than that ([`Rank`]) after all of these.
pub(super) struct Names {
    /// Ids and further names of models at their makers, who are asked first.
    makers: FxHashMap<String, Found>,
    /// Those of models at hosts, all display names, and all ids without their
    /// makers' names.
    others: FxHashMap<String, Found>,
    /// All names within a provider.
    at: FxHashMap<String, FxHashMap<String, Found>>,
    /// Whose models run on the person's own machine.
    local: String,
    /// What names of fine-tuned models of OpenAI begin with, `ft:…` or
    /// Azure's `….ft-`, and their entry.
    tuned: Vec<(String, usize)>,
    /// Ids to suggest, those that people mean most often first.
    suggestions: Vec<String>,
    /// How many of them are featured.
    featured: usize,
}

/// A model found by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub model: usize,
    /// How the name is written in the data.
    pub name: String,
}

impl Names {
    /// No names yet, but for those of fine-tuned models.
    pub(super) fn new(models: &[Model], featured: Vec<String>) -> Self {
        let local = models.iter().find(|model| model.is_local());
        let mut names = Self {
            makers: FxHashMap::default(),
            others: FxHashMap::default(),
            at: FxHashMap::default(),
            local: local.map_or(String::new(), |model| model.provider.id.clone()),
            tuned: Vec::new(),
            featured: featured.len(),
            suggestions: featured,
        };
        for (at, model) in models.iter().enumerate() {
            // The id of an entry of Azure's is the beginning itself.
            let own_id = Some(&model.own_id).filter(|id| id.ends_with(AZURE_TUNED));
            let aliases = model.aliases.iter().filter(|name| is_tuned(name));
            let starts = aliases.chain(own_id);
            names.tuned.extend(starts.map(|start| (start.clone(), at)));
        }
        // The longer name is the more precise one.
        names
            .tuned
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let own_ids = models.iter().map(|model| &model.own_id);
        names
            .suggestions
            .extend(own_ids.filter(|id| !is_tuned(id)).cloned());
        names
    }

    /// Which names of which model are to be added, in this order.
    pub(super) fn order(models: &[Model]) -> Vec<(usize, Rank)> {
        let all: Vec<(usize, &Model)> = models.iter().enumerate().collect();
        // The models of a provider stand together: what a maker calls a model
        // by is not a host's id.
        let of_providers = all.chunk_by(|(_, one), (_, next)| one.provider.id == next.provider.id);
        let by_provider =
            of_providers.flat_map(|models| [(models, Rank::Id), (models, Rank::Alias)]);
        let of_all = [Rank::Display, Rank::WithoutMaker, Rank::Base].map(|rank| (&all[..], rank));
        let ranks = by_provider.chain(of_all);
        ranks
            .flat_map(|(models, rank)| models.iter().map(move |(at, _)| (*at, rank)))
            .collect()
    }

    /// Adds the names that a model has of this rank.
    pub(super) fn add_of(&mut self, models: &[Model], (at, rank): (usize, Rank)) {
        let model = &models[at];
        let place = Place::of(model);
        let all = place.min(Place::Others);
        match rank {
            Rank::Id => self.add(at, model, (&model.own_id, &model.own_id), place),
            Rank::Alias => {
                for name in model.aliases.iter().filter(|name| !is_tuned(name)) {
                    self.add(at, model, (name, name), place);
                }
            }
            // Names for people are those of what hosts sell.
            Rank::Display if model.is_local() => {}
            Rank::Display => self.add(at, model, (&model.name, &model.name), all),
            Rank::WithoutMaker => {
                if let Some((_, name)) = model.own_id.rsplit_once('/') {
                    self.add(at, model, (name, name), all);
                }
            }
            // Only its provider is asked for a host's model by what is left of its id.
            Rank::Base => {
                let is_maker = place == Place::Makers;
                let place = if is_maker { place } else { Place::Provider };
                if let Some(name) = without_version(&model.own_id) {
                    self.add(at, model, (name, &model.own_id), place);
                }
            }
        }
    }

    /// Adds a name, and how it is written in the data, unless it is taken.
    #[inline(never)]
    fn add(&mut self, at: usize, model: &Model, (name, written): (&str, &str), place: Place) {
        let found = Found {
            model: at,
            name: written.to_owned(),
        };
        let name = plain(name);
        let here = self.at.entry(model.provider.id.clone()).or_default();
        let anywhere = match place {
            Place::Makers => Some(&mut self.makers),
            Place::Others => Some(&mut self.others),
            Place::Provider => None,
        };
        for names in [Some(here), anywhere].into_iter().flatten() {
            let known = names.entry(name.clone());
            known.or_insert_with(|| found.clone());
        }
    }

    /// Adds the name of a snapshot that ends, and so need not be guessed.
    pub(super) fn add_snapshot(&mut self, models: &[Model], provider: &str, name: &str) {
        let found = self.find_at(provider, name);
        let Some(at) = found.map(|found| found.model) else {
            return;
        };
        self.add(at, &models[at], (name, name), Place::of(&models[at]));
    }

    /// What may be meant by a name that no model has: ids with all its parts,
    /// else those that are nearest to it.
    pub(super) fn near(&self, name: &str) -> Vec<String> {
        let ids = || self.suggestions.iter();
        let is_name = (SHORTEST_BEGINNING..=LONGEST_NAME).contains(&name.len());
        let whole = ids().filter(|id| is_name && has_parts(id, name)).cloned();
        let near = nearest(name, ids().map(String::as_str));
        let mut found: Vec<String> = Vec::new();
        for id in whole.take(MOST_NAMES).chain(near) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found.truncate(MOST_NAMES);
        found
    }

    /// The place of a model among the featured ones, or the place after them.
    pub(super) fn featured_rank(&self, id: &str) -> usize {
        let featured = &self.suggestions[..self.featured];
        featured
            .iter()
            .position(|name| name == id)
            .unwrap_or(self.featured)
    }

    /// The model that a name means.
    pub(super) fn find(&self, name: &str) -> Option<&Found> {
        // Google Cloud's: `projects/…/publishers/google/models/gemini-2.5-pro`.
        let name = name.rsplit("/publishers/").next().unwrap_or(name);
        let mut rest = name;
        loop {
            if let Some((provider, id)) = rest.split_once('/')
                && let Some(found) = self.look_up_at(&provider.to_ascii_lowercase(), id)
            {
                return Some(found);
            }
            // Bedrock writes a point behind region and maker.
            let shorter = without_prefix(rest);
            let has_point = shorter.is_some_and(|id| rest[..rest.len() - id.len()].ends_with('.'));
            if has_point && let Some(found) = self.find_at(BEDROCK, rest) {
                return Some(found);
            }
            // Who writes a provider before a name means no model of his own machine.
            let is_bare = rest.len() == name.len();
            let local = || self.look_up_at(&self.local, Some(rest).filter(|_| is_bare)?);
            let others = || look_up(&self.others, rest, SNAPSHOTS);
            // What hosts sell by the same name is not free: a tag says what is meant.
            let elsewhere = || {
                if rest.contains(':') {
                    local().or_else(others)
                } else {
                    others().or_else(local)
                }
            };
            let found = look_up(&self.makers, rest, STATES).or_else(elsewhere);
            if found.is_some() {
                return found;
            }
            match shorter {
                Some(shorter) => rest = shorter,
                None => return self.find_at(BEDROCK, name),
            }
        }
    }

    /// The model that a name means at a provider.
    pub(super) fn find_at(&self, provider: &str, name: &str) -> Option<&Found> {
        let look_up = |name: &str| {
            let shorter = || self.look_up_at(provider, without_version(name)?);
            self.look_up_at(provider, name).or_else(shorter)
        };
        if provider == BEDROCK {
            // Where it is run, in its name or at the end of an ARN.
            let id = name.rsplit('/').next().unwrap_or(name);
            let placed = id.split_once('.').map_or(id, |(_, rest)| rest);
            let regional = |id: &str| look_up(&["regional.", id].concat());
            let found = look_up(id).or_else(|| regional(placed));
            if let Some(found) = found.or_else(|| regional(id)) {
                return Some(found);
            }
        }
        let mut rest = name;
        loop {
            if let Some(found) = look_up(rest) {
                return Some(found);
            }
            rest = without_prefix(rest)?;
        }
    }

    /// The model that a whole name, a snapshot's or a tag means at a provider.
    fn look_up_at(&self, provider: &str, name: &str) -> Option<&Found> {
        let is_local = provider == self.local;
        let endings = if is_local { TAGS } else { STATES };
        look_up(self.at.get(provider)?, name, endings)
    }

    /// The entry with the price of a fine-tuned model.
    pub(super) fn tuned(&self, name: &str) -> Option<usize> {
        let name = name.to_ascii_lowercase();
        let mut rest = name.as_str();
        loop {
            let found = self.tuned.iter().find(|(start, _)| rest.starts_with(start));
            if let Some((_, model)) = found {
                return Some(*model);
            }
            rest = without_prefix(rest)?;
        }
    }
}

/// Whose ids say where a model is run: `us.anthropic.…` is one of `regional.…`.
/// From <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html>,
/// checked 2026-11-25.
pub(super) const BEDROCK: &str = "aws";

/// What stands between base and id in Azure's name of a fine-tuned model.
const AZURE_TUNED: &str = ".ft-";

/// Where a name comes from.
#[derive(Clone, Copy)]
pub(super) enum Rank {
    Id,
    Alias,
    Display,
    /// Its id without its maker's name: `qwen/qwen3-max`.
    WithoutMaker,
    /// Its id without the version.
    Base,
}

/// Where a name is looked for, beside its own provider; later ones before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Provider,
    Others,
    Makers,
}

impl Place {
    /// Where the ids of a model are.
    fn of(model: &Model) -> Self {
        if model.is_local() {
            Self::Provider
        } else if model.first_party {
            Self::Makers
        } else {
            Self::Others
        }
    }
}

/// What may be left out at the end of a name, the likelier first.
type Endings = &'static [fn(&str) -> Option<&str>];

const SNAPSHOTS: Endings = &[without_date];
const STATES: Endings = &[without_date, without_state];
const TAGS: Endings = &[without_tag];

pub(super) fn is_tuned(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with("ft:") || lower.contains(AZURE_TUNED)
}

/// A name without differences that carry no meaning: case, and which
/// separator stands between its parts.
pub(super) fn plain(name: &str) -> String {
    let lower = name.trim().to_ascii_lowercase();
    lower.replace(['.', '_', ' ', '@'], "-")
}

/// The name, else what is left of it without an ending.
#[inline(never)]
fn look_up<'a>(
    names: &'a FxHashMap<String, Found>,
    name: &str,
    endings: Endings,
) -> Option<&'a Found> {
    let mut plain = plain(name);
    loop {
        if let Some(found) = names.get(&plain) {
            return Some(found);
        }
        let mut shorter = endings.iter().filter_map(|without| without(&plain));
        let shorter = shorter.next()?.len();
        plain.truncate(shorter);
    }
}
