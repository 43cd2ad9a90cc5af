//! A table of models for one input.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::time::SystemTime;

use super::{Estimate, Plan, figures, notes};
use crate::catalog::tokenizer::{Basis, Counted, TokenizerInfo, vocabulary_of};
use crate::catalog::{Catalog, Filter, Model, Price};
use crate::classes::Classes;
use crate::{Error, ErrorKind, Result};

/// The tokens of the input of a table.
#[derive(Debug, Clone, Copy)]
pub enum Counts<'a> {
    /// Exact counts of one text by encoding, such as
    /// `[("o200k_base", 158.into())]`. A model whose encoding is not among them
    /// gets an estimate from `o200k_base`, a closer one if that is told by class.
    ByEncoding(&'a [(String, Classes)]),
    /// What a request has for each model, sorted by [`Model::id`].
    ByModel(&'a [(String, Counted, Basis)]),
    /// A number that is taken at its word, the same for every model.
    Given(u64),
}

/// What to compare, and how to list it.
#[derive(Debug, Clone, Default)]
pub struct Comparison<'a> {
    /// Names of models; all models if absent.
    pub models: Option<&'a [String]>,
    /// What to order by, the least first; the order of [`Catalog::models`] if
    /// absent.
    pub sort: Option<Sort>,
    /// So many rows are left out at the beginning.
    pub skip: usize,
    /// At most as many.
    pub limit: Option<usize>,
}

/// What a table of models is ordered by; unknown values stand last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The name.
    Name,
    /// Tokens of the input.
    Tokens,
    /// The cost of the input.
    InputCost,
    /// The total cost.
    TotalCost,
    /// The context window.
    Window,
}

/// One row: a model, and what each provider of it asks.
#[derive(Clone)]
pub struct Row<'a> {
    /// The model at each provider: the cheapest for this request first, those
    /// whose price is not known last, and after them those that have ended.
    pub offers: Vec<Compared<'a>>,
    /// Which of them stands for the model: [`Model::entry_id`].
    pub own: usize,
}

/// A model at a provider, its count of the input, and its estimate.
#[derive(Clone)]
pub struct Compared<'a> {
    /// The model.
    pub model: Cow<'a, Model>,
    /// The input's tokens on this model.
    pub counted: Counted,
    /// What kind of count that is.
    pub basis: Basis,
    /// Whether it was given, not counted.
    pub given: bool,
    /// What a person should know about a count of text.
    pub count_notes: Vec<&'static str>,
    /// Cost and fit.
    pub estimate: Estimate,
}

impl Comparison<'_> {
    /// Leaves those of a list that are asked for.
    fn cut<T>(&self, list: &mut Vec<T>) {
        list.drain(..self.skip.min(list.len()));
        list.truncate(self.limit.unwrap_or(usize::MAX));
    }
}

impl Row<'_> {
    /// The offer that stands for the model.
    ///
    /// # Panics
    ///
    /// If it is not among the offers; a row that was made here has it.
    #[must_use]
    pub fn own(&self) -> &Compared<'_> {
        &self.offers[self.own]
    }
}

impl Catalog {
    /// Estimates for many models, each once with all its offers, or for the
    /// models that are named, each as it is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] if `o200k_base` is not among the counts
    /// by encoding or the plan contradicts itself, [`ErrorKind::UnknownModel`]
    /// for a model asked for that is not known.
    pub fn compare(
        &self,
        counts: Counts,
        plan: &Plan,
        comparison: &Comparison,
        at: SystemTime,
    ) -> Result<Vec<Row<'_>>> {
        let mut models = match comparison.models {
            Some(names) => self.named(names)?,
            None => self.with_offers(at),
        };
        if comparison.sort.is_none() {
            // In any other order the first may come last.
            comparison.cut(&mut models);
        }
        let mut rows = Vec::with_capacity(models.len());
        for same in models {
            let mut row = Row::new(same.len());
            for model in same {
                row.add(compare_one(model, counts, plan, at)?, at);
            }
            rows.push(row);
        }
        if let Some(sort) = comparison.sort {
            rows.sort_by(|left, right| sort.order(left.own(), right.own()));
            comparison.cut(&mut rows);
        }
        for row in &mut rows {
            for offer in &mut row.offers {
                add_notes(offer, plan, at);
            }
        }
        Ok(rows)
    }

    /// Each by itself: who names two offers of a model wants to see both.
    fn named(&self, names: &[String]) -> Result<Vec<Vec<Cow<'_, Model>>>> {
        let mut models = Vec::with_capacity(names.len());
        for name in names {
            models.push(vec![self.model(name)?]);
        }
        Ok(models)
    }

    /// Every model with its offers, in the order of [`Catalog::models`].
    fn with_offers(&self, at: SystemTime) -> Vec<Vec<Cow<'_, Model>>> {
        let mut rows: Vec<Vec<Cow<Model>>> = Vec::new();
        let mut places = vec![None; self.all().len()];
        for model in self.models(&Filter::default(), at) {
            let place = *places[model.entry].get_or_insert(rows.len());
            if place == rows.len() {
                rows.push(Vec::new());
            }
            rows[place].push(Cow::Borrowed(model));
        }
        rows
    }
}

impl<'a> Row<'a> {
    fn new(offers: usize) -> Self {
        Self {
            offers: Vec::with_capacity(offers),
            own: 0,
        }
    }

    /// Adds an offer in its place.
    fn add(&mut self, offer: Compared<'a>, at: SystemTime) {
        let price = |offer: &Compared| {
            let total = offer.estimate.cost.map(|cost| cost.total_usd);
            let model = &offer.model;
            Price::new(model.has_ended(at), model.lacks_output_price(at), total)
        };
        let its = price(&offer);
        let place = self.offers.partition_point(|other| price(other) <= its);
        let is_own = offer.model.id() == offer.model.entry_id();
        self.offers.insert(place, offer);
        if is_own {
            self.own = place;
        } else if self.own >= place && self.offers.len() > 1 {
            self.own += 1;
        }
    }
}

fn add_notes(row: &mut Compared, plan: &Plan, at: SystemTime) {
    // What one reads from its cache another may not even count.
    let own = plan.within(row.counted.tokens);
    row.estimate.notes = notes::notes(false, &row.model, row.counted, &own, &row.estimate, at);
    if own != *plan {
        let note = notes::less_cached(row.counted, &own);
        row.estimate.notes.push(note);
    }
}

impl Catalog {
    /// The ids of these models, or of all, each with the tokenizer that counts
    /// for it: what [`Counts::ByModel`] wants counts for.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownModel`] for a name that no model has.
    pub fn tokenizers(&self, models: Option<&[String]>) -> Result<Vec<(String, TokenizerInfo)>> {
        let pair = |model: &Model| (model.id().to_owned(), *model.tokenizer());
        let Some(names) = models else {
            return Ok(self.all().iter().map(pair).collect());
        };
        names
            .iter()
            .map(|name| Ok(pair(&*self.model(name)?)))
            .collect()
    }

    /// The encodings that count exactly for these models, or for all models,
    /// each once: what [`Catalog::compare`] wants counts in.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownModel`] for a name that no model has.
    pub fn encodings(&self, models: Option<&[String]>) -> Result<Vec<&'static str>> {
        let mut encodings = Vec::new();
        let mut add = |model: &Model| {
            let encoding = vocabulary_of(model.tokenizer().encoding);
            if !encodings.contains(&encoding) {
                encodings.push(encoding);
            }
        };
        if let Some(names) = models {
            for name in names {
                add(&*self.model(name)?);
            }
        } else {
            self.all().iter().for_each(add);
        }
        Ok(encodings)
    }
}

fn compare_one<'a>(
    model: Cow<'a, Model>,
    counts: Counts,
    plan: &Plan,
    at: SystemTime,
) -> Result<Compared<'a>> {
    let mut count_notes = Vec::new();
    let (counted, basis) = match counts {
        Counts::ByEncoding(counts) => counted(model.tokenizer(), counts, &mut count_notes)?,
        Counts::ByModel(counts) => of_model(model.id(), counts)?,
        Counts::Given(tokens) => (given(tokens), Basis::Exact),
    };
    let given = matches!(counts, Counts::Given(_));
    // Whoever gives the number can give parts of it that fit.
    let plan = if given {
        *plan
    } else {
        plan.within(counted.tokens)
    };
    let estimate = figures(&model, counted, &plan, at)?;
    Ok(Compared {
        model,
        counted,
        basis,
        given,
        count_notes,
        estimate,
    })
}

/// The count for a model among those of all.
fn of_model(id: &str, counts: &[(String, Counted, Basis)]) -> Result<(Counted, Basis)> {
    let at = counts.binary_search_by(|(other, ..)| other.as_str().cmp(id));
    let (_, counted, basis) = at.ok().and_then(|at| counts.get(at)).ok_or_else(|| {
        let message = format!("The counts to compare must have one for {id}, in order.");
        Error::new(ErrorKind::InvalidArgument, message)
    })?;
    Ok((*counted, *basis))
}

/// The count of a tokenizer, or an estimate where its encoding was not counted.
fn counted(
    tokenizer: &TokenizerInfo,
    counts: &[(String, Classes)],
    notes: &mut Vec<&'static str>,
) -> Result<(Counted, Basis)> {
    let exact = |encoding: &str| {
        let same = |(name, _): &&(String, Classes)| vocabulary_of(name) == vocabulary_of(encoding);
        counts.iter().find(same).map(|(_, tokens)| tokens)
    };
    if let Some(tokens) = exact(tokenizer.encoding) {
        notes.extend(tokenizer.notes(tokens));
        return Ok((tokenizer.range(tokens), tokenizer.basis));
    }
    let o200k = exact("o200k_base").ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidArgument,
            "The counts to compare must have one for o200k_base.",
        )
    })?;
    notes.extend(tokenizer.notes(o200k));
    Ok((tokenizer.estimate_from(o200k), Basis::Estimate))
}

/// A number of tokens that has no range.
const fn given(tokens: u64) -> Counted {
    Counted {
        tokens,
        low: tokens,
        high: tokens,
    }
}

impl Sort {
    fn order(self, left: &Compared, right: &Compared) -> Ordering {
        let cost = |row: &Compared| row.estimate.cost;
        let window = |row: &Compared| row.estimate.fit.window;
        match self {
            Self::Name => key(left).cmp(&key(right)),
            Self::Tokens => left.counted.tokens.cmp(&right.counted.tokens),
            Self::Window => known(window(left), window(right)),
            Self::InputCost => {
                let input = |row| cost(row).map(|cost| cost.total_usd - cost.output_usd);
                known(input(left), input(right))
            }
            Self::TotalCost => {
                let total = |row| cost(row).map(|cost| cost.total_usd);
                known(total(left), total(right))
            }
        }
    }
}

fn key(row: &Compared) -> String {
    row.model.name().to_ascii_lowercase()
}

/// The order of two values that may be unknown, which stand last.
fn known<T: PartialOrd>(left: Option<T>, right: Option<T>) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => left.partial_cmp(&right).unwrap_or(Ordering::Equal),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
