//! From a response to its usage.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::json::{self, Broken, Value};
use super::rows;
use super::shape::{Field, Shape, Unit};
use crate::catalog::tokenizer::Counted;
use crate::catalog::{Catalog, Day, Model};
use crate::cost::{MOST, Mode, Service, Spending, Usage, decimal};
use crate::estimate::{Estimate, Plan, made};
use crate::limits::grouped;
use crate::{Error, ErrorKind, Result};

/// What is known of a response beside what stands in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The id of who sent it; recognised by what stands in it if absent.
    pub provider: Option<&'a str>,
    /// The model; the one that it names if absent.
    pub model: Option<&'a str>,
}

/// What a response says of its cost.
#[derive(Clone)]
pub struct Bill {
    /// The model whose prices hold.
    pub model: Model,
    /// The model as the response names it.
    pub named: String,
    /// The id of the provider that sent it.
    pub provider: String,
    /// Its name for people.
    pub provider_name: String,
    /// Its tokens.
    pub usage: Usage,
    /// The part of the output that is reasoning, where that is said.
    pub reasoning_tokens: Option<u64>,
    /// What it counts that the model has a price for and the catalogue no
    /// rate, such as 12 `input_audio_tokens`.
    pub apart: Vec<(String, u64)>,
    /// How the request was made, as far as it says that.
    pub service: Service,
    /// When it was made, where it says that.
    pub made: Option<SystemTime>,
    /// What the provider says that it has charged, in US dollars.
    pub charged_usd: Option<f64>,
}

impl Catalog {
    /// Reads a response: the body of one, the events of a stream, a line of a
    /// batch's results, or the usage alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidUsage`] with the line and column where it is no
    /// JSON, or with what is missing in it; [`ErrorKind::InvalidArgument`] for
    /// a provider that is not known; [`ErrorKind::UnknownModel`].
    ///
    /// # Complexity
    ///
    /// Linear in the response.
    pub fn read_bill(&self, response: &str, asked: Asked) -> Result<Bill> {
        let (events, is_stream) = events(response).map_err(|broken| {
            invalid(format!(
                "The response is no JSON: {broken}. Paste it whole, as the API has sent it."
            ))
        })?;
        let mut layers = Layers::of(&events);
        let all = self.shapes();
        layers.bare = !all
            .iter()
            .any(|shape| !shape.root.is_empty() && layers.at(&shape.root).is_some());
        if let Some(provider) = asked.provider
            && !self.providers().any(|(id, _)| id == provider)
        {
            let message =
                format!("No provider has the id \"{provider}\"; try openai, anthropic or google.");
            return Err(Error::new(ErrorKind::InvalidArgument, message));
        }
        let named = asked.model.map(str::to_owned);
        let named = named.or_else(|| layers.text(&rows::MODELS));
        let row = || {
            let mut providers = rows::PROVIDERS.iter();
            providers.find(|(path, _)| layers.at(path).is_some())
        };
        let maker = || self.maker(&layers, named.as_deref()?);
        let provider = asked.provider.or_else(|| row().map(|(_, id)| *id));
        let provider = provider.map(str::to_owned).or_else(maker);
        let shape = self.shape(&layers, provider.as_deref())?;
        layers.is_one(shape, is_stream)?;
        let named = asked.model.map(str::to_owned);
        let named = named.or_else(|| layers.text(&[shape.model.as_str()]));
        let named = named.or_else(|| layers.text(&rows::MODELS));
        let named = named.ok_or_else(|| {
            invalid("The response does not name its model: say which one it is.".to_owned())
        })?;
        let model = self.billed(provider.as_deref(), &named)?;
        let counts = layers.counts(shape)?;
        let mode = rows::SERVICE.iter().find_map(|path| layers.text(&[path]));
        let mode = mode.and_then(|name| Mode::named(&name));
        let provider = provider.unwrap_or_else(|| model.provider().to_owned());
        let mut providers = self.providers();
        let name = providers.find(|(id, _)| *id == provider);
        Ok(Bill {
            named,
            provider_name: name.map_or(String::new(), |(_, name)| name.to_owned()),
            provider,
            usage: counts.usage,
            reasoning_tokens: counts.reasoning_tokens,
            apart: counts.apart(model.apart()),
            service: Service {
                batch: mode == Some(Mode::Batch) || layers.at(rows::BATCH).is_some(),
                tier: match mode {
                    Some(Mode::Tier(tier)) => Some(tier),
                    _ => None,
                },
            },
            made: rows::MADE.iter().find_map(|path| time(layers.at(path)?)),
            charged_usd: rows::CHARGED
                .iter()
                .find_map(|path| match layers.at(path)? {
                    Value::Number(number) => charged(number),
                    _ => None,
                }),
            model,
        })
    }

    /// The shape of a response of a provider: its own, unless one of another
    /// provider finds kinds of tokens there that its own do not.
    fn shape(&self, layers: &Layers, provider: Option<&str>) -> Result<&Shape> {
        let own: Vec<&Shape> = provider.map_or(Vec::new(), |id| self.shapes_of(id));
        let others = rows::OTHERS.iter().flat_map(|id| self.shapes_of(id));
        let own = layers.nearest(own);
        let other = layers.nearest(others.collect());
        let shape = match (own, other) {
            (Some(own), Some(other)) if layers.tells(other) > layers.tells(own) => Some(other),
            (own, other) => own.or(other),
        };
        match shape {
            Some(shape) if layers.missing(shape).is_none() => Ok(shape),
            nearest => Err(layers.without_usage(nearest)),
        }
    }

    /// Who has sent a response that has no mark of anyone: the first provider
    /// that sells a model of this name and answers in this way.
    fn maker(&self, layers: &Layers, named: &str) -> Option<String> {
        let model = self
            .sold(named, Some(layers))
            .or_else(|| self.sold(named, None))?;
        Some(model.provider().to_owned())
    }

    /// The model of this name at the first provider, makers before hosts, that
    /// sells it and, where a response is given, answers in its way. What runs
    /// on one's own machine only where the name says so: others sell the same
    /// models.
    #[inline(never)]
    fn sold(&self, named: &str, layers: Option<&Layers>) -> Option<Cow<'_, Model>> {
        for (id, _) in self.providers().filter(|_| !named.contains('/')) {
            let answers = |layers: &Layers| {
                let mut shapes = self.shapes_of(id).into_iter();
                shapes.any(|shape| layers.found(shape) > 0 && layers.missing(shape).is_none())
            };
            if let Some(model) = self.model_at(id, named)
                && !model.is_local()
                && layers.is_none_or(answers)
            {
                return Some(model);
            }
        }
        let model = self.model(named).ok()?;
        let is_said = named.split_once('/').map(|(first, _)| first) == Some(model.provider());
        (is_said || !model.is_local()).then_some(model)
    }

    /// The model that a provider charges for under this name.
    fn billed(&self, provider: Option<&str>, named: &str) -> Result<Model> {
        if let Some(provider) = provider {
            if let Some(model) = self.model_at(provider, named) {
                return Ok(model.into_owned());
            }
            let own = self.model(&[provider, "/", named].concat());
            match own {
                Ok(model) if model.provider() == provider => return Ok(model.into_owned()),
                // What runs on one's own machine has no price elsewhere.
                _ if self.is_local(provider) => return own.map(Cow::into_owned),
                _ => {}
            }
        }
        if let Some(model) = self.sold(named, None) {
            return Ok(model.into_owned());
        }
        let local = self.model(named)?;
        Err(invalid(format!(
            "Nobody sells \"{named}\" by this name: say who sent it (provider), or the model's name there. On your own machine it is {}.",
            local.id()
        )))
    }
}

impl Bill {
    /// What the call costs, made in this way at this time.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] if the usage cannot be.
    pub fn price(&self, service: Service, at: SystemTime) -> Result<Estimate> {
        let Usage {
            input_tokens: tokens,
            output_tokens,
            cached_tokens,
            cache_write_tokens,
            cache_write_1h_tokens,
            web_searches,
        } = self.usage;
        let plan = Plan {
            output_tokens: Some(output_tokens),
            cached_tokens,
            cache_write_tokens,
            cache_write_1h_tokens,
            web_searches,
            service,
            requests: None,
            spending: Spending::default(),
        };
        let counted = Counted {
            tokens,
            low: tokens,
            high: tokens,
        };
        let mut estimate = made(&self.model, counted, &plan, at)?;
        estimate.notes.extend(self.notes());
        Ok(estimate)
    }

    fn notes(&self) -> Vec<String> {
        let apart = self.apart.iter().map(|(unit, count)| {
            format!(
                "The response counts {} {}, which have a price of their own that is not in this cost.",
                grouped(*count),
                unit.replace('_', " "),
            )
        });
        let mut notes: Vec<String> = apart.collect();
        if self.provider != self.model.provider() {
            notes.push(format!(
                "{} lists no price for {}: this is the price of {}.",
                self.provider_name,
                self.named,
                self.model.provider_name()
            ));
        }
        notes
    }
}

/// The values of a response: one, or several in their order, and whether these
/// are the events of a stream.
fn events(text: &str) -> std::result::Result<(Vec<Value<'_>>, bool), Broken> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.trim_start();
    let is_stream = ["data:", "event:", "id:", "retry:", ":"]
        .iter()
        .any(|field| first.starts_with(field));
    if !is_stream {
        return Ok((json::read(text)?, false));
    }
    let mut events = Vec::new();
    for (above, line) in text.lines().enumerate() {
        let Some(data) = line.trim_start().strip_prefix("data:") else {
            continue;
        };
        if data.trim() == "[DONE]" {
            continue;
        }
        let event = json::read(data).map_err(|broken| Broken {
            line: above + 1,
            column: broken.column + line[..line.len() - data.len()].chars().count(),
            ..broken
        });
        events.extend(event?);
    }
    Ok((events, true))
}

/// The parts of a response, each of which may say more or anew what an earlier
/// one says.
struct Layers<'v> {
    parts: Vec<&'v Value<'v>>,
    /// They are usage alone.
    bare: bool,
}

impl<'v> Layers<'v> {
    fn of(events: &'v [Value<'v>]) -> Self {
        let mut parts = Vec::new();
        for event in events {
            // Without server-sent events a stream is an array.
            let items = match event {
                Value::Array(items) => items.as_slice(),
                event => std::slice::from_ref(event),
            };
            for item in items {
                parts.push(item);
                parts.extend(rows::WITHIN.iter().find_map(|path| item.at(path)));
            }
        }
        Self { parts, bare: false }
    }

    /// What stands at a path in the last part that has it.
    #[inline(never)]
    fn at(&self, path: &str) -> Option<&'v Value<'v>> {
        let mut parts = self.parts.iter().rev();
        parts.find_map(|part| self.at_in(part, path))
    }

    fn at_in(&self, part: &'v Value<'v>, path: &str) -> Option<&'v Value<'v>> {
        let mut roots = rows::ROOTS.iter().filter(|_| self.bare);
        let below = roots.find_map(|root| path.strip_prefix(root));
        part.at(below.unwrap_or(path))
    }

    #[inline(never)]
    fn text(&self, paths: &[&str]) -> Option<String> {
        let mut parts = self.parts.iter().rev();
        let text = parts.find_map(|part| paths.iter().find_map(|path| part.text_at(path)));
        text.map(Cow::into_owned)
    }

    /// A number of a shape, where the shape or another API has it.
    #[inline(never)]
    fn number(&self, shape: &Shape, field: &Field) -> Option<&'v Value<'v>> {
        let path = shape.path(field);
        let elsewhere = || {
            let mut others = rows::ELSEWHERE.iter().filter(|(usual, _)| *usual == path);
            others.find_map(|(_, other)| self.at(other))
        };
        self.at(&path).or_else(elsewhere)
    }

    /// How many numbers of a shape are there.
    #[inline(never)]
    fn found(&self, shape: &Shape) -> usize {
        let fields = shape.fields.iter();
        fields
            .filter(|field| self.number(shape, field).is_some())
            .count()
    }

    /// Of some shapes the one that finds most; one that is whole before all
    /// that are not. A single number is a whole response only where nothing
    /// else is found: that of embeddings has the input alone.
    fn nearest<'s>(&self, shapes: Vec<&'s Shape>) -> Option<&'s Shape> {
        let mut most = (false, 0, false);
        let mut nearest = None;
        for shape in shapes {
            let (found, is_whole) = (self.found(shape), self.missing(shape).is_none());
            let this = (is_whole && found > 1, found, is_whole);
            if found > 0 && this > most {
                (most, nearest) = (this, Some(shape));
            }
        }
        nearest
    }

    /// How much a shape tells: whether it is whole, how many kinds of tokens it
    /// finds that have a rate, and again whether it is whole.
    fn tells(&self, shape: &Shape) -> (bool, usize, bool) {
        let mut units: Vec<&Unit> = Vec::new();
        for field in &shape.fields {
            let unit = &field.unit;
            let is_new = !matches!(unit, Unit::Apart(_)) && !units.contains(&unit);
            if is_new && self.number(shape, field).is_some() {
                units.push(unit);
            }
        }
        let is_whole = self.missing(shape).is_none();
        let is_more = is_whole && self.found(shape) > 1;
        (is_more, units.len(), is_whole)
    }

    /// The first number that a shape must have and that is not there.
    #[inline(never)]
    fn missing(&self, shape: &Shape) -> Option<String> {
        let required = shape.fields.iter().filter(|field| field.required);
        let mut paths = required.map(|field| shape.path(field));
        paths.find(|path| self.at(path).is_none())
    }

    /// That all parts are of one response: of the same id, or events of one
    /// stream, or chunks of Gemini's, which repeat the model and the input.
    fn is_one(&self, shape: &Shape, is_stream: bool) -> Result<()> {
        let billed = self.parts.iter().copied().filter(|part| {
            let mut fields = shape.fields.iter();
            fields.any(|field| self.at_in(part, &shape.path(field)).is_some())
        });
        let billed: Vec<&Value> = billed.collect();
        let id = |part: &Value<'v>| rows::IDS.iter().find_map(|path| part.text_at(path));
        let mut ids = billed.iter().filter_map(|part| id(part));
        let first = ids.next();
        if let Some((first, other)) =
            first.and_then(|first| ids.find(|id| *id != first).map(|other| (first, other)))
        {
            return Err(invalid(format!(
                "These are several responses, {first} and {other}: price them one by one."
            )));
        }
        let have_ids = billed.iter().all(|part| id(part).is_some());
        let is_gemini = shape.root == rows::ROOTS[1].trim_end_matches('.');
        let are_chunks = billed.windows(2).all(|two| {
            let [model, input] = rows::OF_CHUNKS;
            let of = |at: usize| match self.at_in(two[at], input) {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            };
            of(0) == of(1) && two[0].text_at(model) == two[1].text_at(model)
        });
        // What names nothing says more of the one that does: an event.
        let names = |part: &&&Value<'v>| {
            let mut models = rows::MODELS.iter();
            id(part).is_some() || models.any(|path| part.at(path).is_some())
        };
        let is_one = billed.len() < 2 || billed.iter().filter(names).count() == 1;
        if is_one || is_stream || have_ids || is_gemini && are_chunks {
            return Ok(());
        }
        Err(invalid(format!(
            "These are {} responses: price them one by one.",
            billed.len()
        )))
    }

    fn counts(&self, shape: &Shape) -> Result<Counts> {
        let mut counts = Counts::default();
        for field in &shape.fields {
            if let Some(value) = self.number(shape, field) {
                counts.add(&field.unit, whole(&shape.path(field), value)?);
            }
        }
        counts.check()?;
        Ok(counts)
    }

    /// Why no shape is found; `nearest` is one of which a part is there.
    fn without_usage(&self, nearest: Option<&Shape>) -> Error {
        let has = |path: &str| self.at(path).is_some();
        if let Some(path) = nearest.and_then(|shape| self.missing(shape)) {
            return invalid(format!(
                "The usage is not whole: {path} is missing. Paste the response as the API has sent it."
            ));
        }
        if let Some(reason) = self.text(&["error.message", "error"]) {
            return invalid(format!(
                "The response is an error and has no usage: \"{reason}\"."
            ));
        }
        invalid(match (self.parts.len(), rows::OF_REQUESTS.iter().any(|path| has(path))) {
            (_, true) => "This is a request, not a response: it has no usage yet. Estimate it as a prompt.",
            (0, _) => "The response is empty: paste the JSON that the API has sent.",
            (1, _) => "The response has no usage: paste all of the JSON that the API has sent.",
            _ => "The stream has no usage. Its last event has it; ask OpenAI for that with \"stream_options\": {\"include_usage\": true}.",
        }.to_owned())
    }
}

/// The numbers of a response.
#[derive(Default)]
struct Counts {
    usage: Usage,
    reasoning_tokens: Option<u64>,
    others: Vec<(String, u64)>,
}

impl Counts {
    fn add(&mut self, unit: &Unit, count: u64) {
        let usage = &mut self.usage;
        let sum = match unit {
            Unit::Input => &mut usage.input_tokens,
            Unit::Output => &mut usage.output_tokens,
            Unit::CacheRead => &mut usage.cached_tokens,
            Unit::CacheWrite => &mut usage.cache_write_tokens,
            Unit::CacheWriteHour => &mut usage.cache_write_1h_tokens,
            Unit::Searches => &mut usage.web_searches,
            Unit::Reasoning => self.reasoning_tokens.get_or_insert(0),
            Unit::Apart(name) => self.other(name),
        };
        // No more than a dozen numbers up to MOST are added.
        *sum += count;
    }

    fn other(&mut self, name: &str) -> &mut u64 {
        let known = self.others.iter().position(|(known, _)| known == name);
        let at = known.unwrap_or(self.others.len());
        if known.is_none() {
            self.others.push((name.to_owned(), 0));
        }
        &mut self.others[at].1
    }

    /// What of it has a price of its own.
    fn apart(mut self, priced: &[String]) -> Vec<(String, u64)> {
        *self.other("output_reasoning_tokens") = self.reasoning_tokens.unwrap_or(0);
        self.others
            .retain(|(name, count)| *count > 0 && priced.contains(name));
        self.others
    }

    fn check(&self) -> Result<()> {
        let Usage {
            input_tokens,
            output_tokens,
            cached_tokens,
            cache_write_tokens,
            cache_write_1h_tokens,
            ..
        } = self.usage;
        for (part, all, what) in [
            (
                cached_tokens + cache_write_tokens,
                input_tokens,
                "input tokens are read from or written to the cache",
            ),
            (
                cache_write_1h_tokens,
                cache_write_tokens,
                "tokens are written to the cache for an hour",
            ),
            (
                self.reasoning_tokens.unwrap_or(0),
                output_tokens,
                "output tokens are reasoning",
            ),
        ] {
            if part > all {
                return Err(invalid(format!(
                    "The usage contradicts itself: {} {what}, of {} in all.",
                    grouped(part),
                    grouped(all)
                )));
            }
        }
        self.usage
            .check()
            .map_err(|error| invalid(error.message().to_owned()))
    }
}

/// A number of a response; a fraction of zeros is none.
fn whole(path: &str, value: &Value) -> Result<u64> {
    let number = match value {
        Value::Number(number) => *number,
        _ => return Err(invalid(format!("{path} must be a number."))),
    };
    let (digits, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let count = digits.parse().ok().filter(|count| *count <= MOST);
    count
        .filter(|_| fraction.bytes().all(|digit| digit == b'0'))
        .ok_or_else(|| {
            invalid(format!(
                "{path} must be a whole number from 0 to {MOST}; it is {number}."
            ))
        })
}

/// Dollars as a program has added them up, such as `0.30000000000000004`: to 15
/// digits, of which every decimal is exact.
fn charged(number: &str) -> Option<f64> {
    const DIGITS: usize = 15;
    let at = number.find(['e', 'E']).unwrap_or(number.len());
    let (digits, exponent) = number.split_at(at);
    let Some((whole, fraction)) = digits.split_once('.') else {
        return decimal(number);
    };
    let places = DIGITS.saturating_sub(whole.len()).max(1);
    let fraction = fraction.get(..places).unwrap_or(fraction);
    decimal(&[whole, ".", fraction, exponent].concat())
}

/// Seconds since 1970, or `2026-11-25T12:34:56Z`.
fn time(value: &Value) -> Option<SystemTime> {
    match value {
        Value::Number(seconds) => {
            let (seconds, _) = seconds.split_once('.').unwrap_or((seconds, ""));
            let seconds: u32 = seconds.parse().ok()?;
            Some(UNIX_EPOCH + Duration::from_secs(seconds.into()))
        }
        Value::Text(text) => {
            let text = text.decoded();
            let day: Day = text.get(..10)?.parse().ok()?;
            let clock = text.get(11..19).unwrap_or("00:00:00");
            let mut seconds = 0;
            for part in clock.split(':') {
                seconds = seconds * 60 + part.parse::<u64>().ok()?;
            }
            Some(day.start() + Duration::from_secs(seconds))
        }
        _ => None,
    }
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidUsage, message)
}
