//! The price file, `prices.json`: everything that the catalogue knows, one row
//! a model. `cargo xtask catalog` writes it from `genai-prices` and from what
//! this project adds.
//!
//! It is a JSON array of strings, for whoever wants to read it as that; but
//! each string is one line and has nothing to escape, so that it is read here
//! line by line, in a page without a JSON parser in the module. Columns are
//! separated by `|`; those at the end may be left out. A row's first sign tells
//! what it is:
//!
//! ```text
//! ="tokenmeter prices"|format|release of genai-prices|day of the newest check
//! *ids of the models that most people look for, in that order
//! ?where a response has its usage, as `bill::Shape` writes it
//! +provider|name|URL of its prices|"local" if its models run on one's own machine|names of its shapes|what it makes|"own days" if its models end on those
//! !day of shutdown|successor|names of models and dated snapshots, of the provider above
//! id|name|further names|tokenizer|window|max input|max output|"open" or "closed"|checked|prices|units apart|kinds in>kinds out
//! =end|checksum of the rows before
//! ```

use std::fmt;

use super::date::Day;
use super::kinds::Media;
use super::tokenizer::{self, TokenizerInfo};
use crate::bill::Shape;
use crate::checksum::Checksum;
use crate::cost::Prices;
use crate::limits::Limits;
use crate::{Error, ErrorKind, Result};

const TITLE: &str = "=tokenmeter prices";
/// The last row, without which the file has been cut off.
const END: &str = "=end|";
/// In an array of strings there is more around a row.
const AROUND: [char; 6] = ['[', ']', '"', ',', '\r', ' '];
/// The form of the file; others are refused.
const FORMAT: &str = "6";

/// The whole file.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceFile {
    /// The version of `genai-prices`.
    pub release: String,
    /// The newest day on which one of the prices was checked.
    pub checked: Day,
    /// Ids of the models that most people look for, in that order.
    pub featured: Vec<String>,
    /// Where responses have their usage.
    pub shapes: Vec<Shape>,
    /// Makers before hosts.
    pub providers: Vec<ProviderRow>,
}

/// Who sells models.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderRow {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where it publishes its prices.
    pub pricing_url: Option<String>,
    /// Whether its models run on the person's own machine.
    pub local: bool,
    /// Names of the shapes of its responses.
    pub shapes: Vec<String>,
    /// What it makes and sells itself of what is listed under it: the parts that
    /// the ids contain, or `*` for all, but for those after a `-`.
    pub makes: Vec<String>,
    /// Whether it decides itself when another maker's model ends there.
    pub own_days: bool,
    /// Models and snapshots that have ended or will.
    pub shutdowns: Vec<ShutdownRow>,
    /// What it sells.
    pub models: Vec<ModelRow>,
}

/// A model as one provider sells it; what is absent is unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelRow {
    /// The provider's own id.
    pub id: String,
    /// The name for people, where it differs from the id.
    pub name: Option<String>,
    /// Further names in lower case; one that begins with `ft:` or ends in `.ft-`
    /// is what names of fine-tuned models at this price begin with.
    pub aliases: Vec<String>,
    /// What counts its tokens.
    pub tokenizer: TokenizerInfo,
    /// How much fits.
    pub limits: Limits,
    /// Whether its weights are published.
    pub open_weights: Option<bool>,
    /// The day its prices were last checked, where that is said of it.
    pub checked: Option<Day>,
    /// What it costs.
    pub prices: Option<Prices>,
    /// What has a price of its own that is not among these, such as
    /// `input_audio_tokens`.
    pub apart: Vec<String>,
    /// What goes in and comes out.
    pub media: Media,
}

/// The day from which models no longer answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ShutdownRow {
    /// In UTC.
    pub date: Day,
    /// What the provider recommends instead.
    pub successor: Option<String>,
    /// Ids of models, or names of their dated snapshots.
    pub names: Vec<String>,
}

impl PriceFile {
    /// Reads the file, or its rows without what makes an array of them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidCatalog`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).map_err(|_| invalid("The price data is no text"))?;
        let rows = text.lines().map(|line| line.trim_matches(AROUND));
        let rows: Vec<&str> = rows.filter(|row| !row.is_empty()).collect();
        let title = rows.first().and_then(|title| read_title(title));
        let mut file = title
            .ok_or_else(|| invalid("The price data has another form than this version reads"))?;
        for row in unaltered(&rows)?.iter().skip(1) {
            file.read_row(row).ok_or_else(|| {
                let start: String = row.chars().take(60).collect();
                invalid(&format!("The price data has a damaged row, \"{start}\""))
            })?;
        }
        Ok(file)
    }

    fn read_row(&mut self, row: &str) -> Option<()> {
        // A row has nothing to escape, no white space but spaces, and its last
        // column nothing of what stands around it.
        let columns = row.trim_end_matches('|');
        let is_escaped = |one: char| matches!(one, '\\' | '"') || one.is_control();
        if row.contains(is_escaped) || columns != columns.trim_matches(AROUND) {
            return None;
        }
        let (sign, rest) = row.split_at_checked(1)?;
        match sign {
            // A row of one column.
            "*" if rest.contains('|') => return None,
            "*" => self.featured = words(rest),
            "?" => self.shapes.push(rest.parse().ok()?),
            "+" => self.providers.push(ProviderRow::read(rest)?),
            "!" => {
                let provider = self.providers.last_mut()?;
                provider.shutdowns.push(ShutdownRow::read(rest)?);
            }
            _ => {
                let provider = self.providers.last_mut()?;
                provider.models.push(ModelRow::read(row)?);
            }
        }
        Some(())
    }
}

/// The rows before the last, whose checksum it has: a price with another digit
/// would be a price like any other.
fn unaltered<'a, 't>(rows: &'a [&'t str]) -> Result<&'a [&'t str]> {
    let end = rows.iter().position(|row| row.starts_with(END));
    let (rows, end) = rows.split_at(end.ok_or_else(|| invalid("The price data is cut off"))?);
    if end[0][END.len()..] != checksum(rows) {
        return Err(invalid("The price data has been altered"));
    }
    Ok(rows)
}

/// The same for rows of an array and for lines.
fn checksum(rows: &[impl AsRef<str>]) -> String {
    let mut checksum = Checksum::new();
    for row in rows {
        checksum.add(row.as_ref().as_bytes());
        checksum.add(b"\n");
    }
    format!("{:016x}", checksum.value())
}

fn invalid(what: &str) -> Error {
    Error::new(
        ErrorKind::InvalidCatalog,
        format!("{what}. Load the prices.json that belongs to this version."),
    )
}

fn read_title(row: &str) -> Option<PriceFile> {
    let mut columns = row.split('|');
    if (columns.next()?, columns.next()?) != (TITLE, FORMAT) {
        return None;
    }
    Some(PriceFile {
        release: columns.next()?.to_owned(),
        checked: columns.next()?.parse().ok()?,
        featured: Vec::new(),
        shapes: Vec::new(),
        providers: Vec::new(),
    })
}

impl ProviderRow {
    fn read(row: &str) -> Option<Self> {
        let mut columns = row.split('|');
        let row = Self {
            id: given(columns.next())?.to_owned(),
            name: given(columns.next())?.to_owned(),
            pricing_url: given(columns.next()).map(str::to_owned),
            local: given(columns.next()).is_some(),
            shapes: given(columns.next()).map_or(Vec::new(), words),
            makes: given(columns.next()).map_or(Vec::new(), words),
            own_days: given(columns.next()).is_some(),
            shutdowns: Vec::new(),
            models: Vec::new(),
        };
        columns.next().is_none().then_some(row)
    }
}

impl ShutdownRow {
    fn read(row: &str) -> Option<Self> {
        let mut columns = row.split('|');
        let row = Self {
            date: columns.next()?.parse().ok()?,
            successor: given(columns.next()).map(str::to_owned),
            names: words(given(columns.next())?),
        };
        columns.next().is_none().then_some(row)
    }
}

impl ModelRow {
    fn read(row: &str) -> Option<Self> {
        let mut columns = row.split('|');
        let mut next = || given(columns.next());
        let (id, name) = (next()?, next());
        let row = Self {
            id: id.to_owned(),
            name: name.map(str::to_owned),
            aliases: next().map_or(Vec::new(), words),
            tokenizer: match next() {
                Some(key) => tokenizer::of_row(key, id, name)?,
                None => tokenizer::unknown(),
            },
            limits: Limits {
                window: next().map(str::parse).transpose().ok()?,
                max_input: next().map(str::parse).transpose().ok()?,
                max_output: next().map(str::parse).transpose().ok()?,
            },
            open_weights: match next() {
                None => None,
                Some("open") => Some(true),
                Some("closed") => Some(false),
                Some(_) => return None,
            },
            checked: next().map(str::parse).transpose().ok()?,
            prices: next().map(str::parse).transpose().ok()?,
            apart: next().map_or(Vec::new(), words),
            media: next().map_or(Ok(Media::default()), str::parse).ok()?,
        };
        columns.next().is_none().then_some(row)
    }
}

fn given(column: Option<&str>) -> Option<&str> {
    column.filter(|text| !text.is_empty())
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

impl fmt::Display for PriceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = self.rows();
        rows.push(format!("{END}{}", checksum(&rows)));
        writeln!(f, "[\"{}\"]", rows.join("\",\n\""))
    }
}

impl PriceFile {
    /// All but the last.
    fn rows(&self) -> Vec<String> {
        let (release, checked) = (&self.release, self.checked);
        let mut rows = vec![
            format!("{TITLE}|{FORMAT}|{release}|{checked}"),
            format!("*{}", self.featured.join(" ")),
        ];
        rows.extend(
            self.shapes
                .iter()
                .map(|shape| row("?", &[shape.to_string()])),
        );
        for provider in &self.providers {
            rows.push(row("+", &provider.columns()));
            let ended = provider.shutdowns.iter();
            rows.extend(ended.map(|shutdown| row("!", &shutdown.columns())));
            rows.extend(
                provider
                    .models
                    .iter()
                    .map(|model| row("", &model.columns())),
            );
        }
        rows
    }
}

fn row(sign: &str, columns: &[String]) -> String {
    let columns = columns.join("|");
    format!("{sign}{}", columns.trim_end_matches('|'))
}

impl ProviderRow {
    fn columns(&self) -> [String; 7] {
        let local = if self.local { "local" } else { "" };
        let own_days = if self.own_days { "own days" } else { "" };
        let url = self.pricing_url.clone().unwrap_or_default();
        [
            self.id.clone(),
            self.name.clone(),
            url,
            local.to_owned(),
            self.shapes.join(" "),
            self.makes.join(" "),
            own_days.to_owned(),
        ]
    }
}

impl ShutdownRow {
    fn columns(&self) -> [String; 3] {
        let successor = self.successor.clone().unwrap_or_default();
        [self.date.to_string(), successor, self.names.join(" ")]
    }
}

impl ModelRow {
    fn columns(&self) -> [String; 12] {
        let number = |number: Option<u64>| number.map_or(String::new(), |n| n.to_string());
        let unknown = self.tokenizer == tokenizer::unknown();
        [
            self.id.clone(),
            self.name.clone().unwrap_or_default(),
            self.aliases.join(" "),
            Some(self.tokenizer.key())
                .filter(|_| !unknown)
                .unwrap_or_default(),
            number(self.limits.window),
            number(self.limits.max_input),
            number(self.limits.max_output),
            match self.open_weights {
                None => "",
                Some(true) => "open",
                Some(false) => "closed",
            }
            .to_owned(),
            self.checked.map_or(String::new(), |day| day.to_string()),
            self.prices
                .as_ref()
                .map_or(String::new(), Prices::to_string),
            self.apart.join(" "),
            self.media.to_string(),
        ]
    }
}
