//! Gemma's vocabulary and that of Mistral's first tokenizers: byte-pair encoding
//! over characters, with a byte each where a character is no token, and ids that
//! are not the ranks.
//!
//! The engine merges bytes. So a character is made of its bytes here, by way
//! of tokens without an id for the two or three it begins with; and the mark ▁
//! that stands for a space is a space again.

use anyhow::{Context, Result, bail, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tokenmeter::encoding::vocab::BYTE_TOKENS;
use tokenmeter::encoding::vocab::content::Content;
use tokenmeter::encoding::vocab::file::{Merge, Run};

/// The tokens of the vocabulary, by id, and its merges: ids by rank.
pub struct Pieces {
    spellings: Vec<String>,
    ranks: Vec<u32>,
    /// Runs of spaces, tabs and line feeds are tokens up to this length; none
    /// if it is 1.
    longest_run: usize,
}

/// The longest run of Gemma's.
const LONGEST_RUN: usize = 31;

/// What the file holds.
///
/// # Errors
///
/// If the vocabulary is not as the engine and its splitter for Gemma take it
/// to be.
pub fn content(name: &str, pieces: &Pieces) -> Result<Content> {
    check_borders(pieces)?;
    let mut tokens = Tokens::default();
    for byte in 0..=u8::MAX {
        tokens.add(vec![byte], None);
    }
    let id_of: HashMap<&str, u32> = (0..)
        .zip(&pieces.spellings)
        .map(|(id, s)| (s.as_str(), id))
        .collect();
    for byte in 0..=u8::MAX {
        let fallback = format!("<0x{byte:02X}>");
        let id = id_of
            .get(character_of(byte).as_str())
            .filter(|_| byte.is_ascii());
        let id = id
            .or_else(|| id_of.get(fallback.as_str()))
            .context("a byte is no token")?;
        tokens.ids[usize::from(byte)] = *id;
    }
    tokens.add_characters(pieces);
    for unit in ['\n', '\t', '▁'] {
        for length in 2..=pieces.longest_run {
            let run = unit.to_string().repeat(length);
            let id = id_of.get(run.as_str()).context("a run is no token")?;
            tokens.add_merged(bytes(&run), *id)?;
        }
    }
    tokens.add_words(pieces)?;
    Ok(tokens.content(name))
}

/// Reads an `.mbpe` file: a line for each token, then one for each merge.
///
/// # Errors
///
/// If it is none.
pub fn parse_mbpe(mbpe: &str) -> Result<Pieces> {
    let mut lines = mbpe.split('\n');
    let mut line = || lines.next().context("it is cut off");
    ensure!(line()? == "mbpe 1", "it is of another format");
    let mut count = |of: &str| -> Result<usize> {
        let count = line()?.strip_prefix(of).context("a count is missing")?;
        Ok(count.trim().parse()?)
    };
    let (tokens, merges) = (count("vocab ")?, count("merges ")?);
    ensure!(line()?.is_empty(), "it has another head");
    let spellings = (0..tokens)
        .map(|_| unescaped(line()?))
        .collect::<Result<_>>()?;
    let rank = |line: &str| Ok(line.split(' ').next().unwrap_or_default().parse()?);
    let ranks = (0..merges).map(|_| rank(line()?)).collect::<Result<_>>()?;
    Ok(Pieces {
        spellings,
        ranks,
        longest_run: LONGEST_RUN,
    })
}

/// Reads an `.spm` file: a line for each token, in base64, with its score. The
/// tokens that merge have scores below 0, the first of them the highest; runs of
/// spaces have the lowest, and are made by the engine itself.
///
/// # Errors
///
/// If it is none, or if tokens have the same score.
pub fn parse_spm(spm: &str) -> Result<Pieces> {
    let (mut spellings, mut scores) = (Vec::new(), BTreeMap::new());
    for line in spm.lines().filter(|line| !line.is_empty()) {
        let (token, score) = line.split_once(' ').context("no score in a line")?;
        let spelling = String::from_utf8(BASE64_STANDARD.decode(token)?)?;
        let id = u32::try_from(spellings.len())?;
        let score = score
            .strip_suffix(".0")
            .context("a score is no whole number")?;
        let rank = -score.parse::<i64>()?;
        let is_run = spelling.chars().all(|character| character == '▁');
        ensure!(
            is_run == (rank == LAST_RANK),
            "{spelling:?} merges out of its turn"
        );
        if rank > 0 && !is_run {
            ensure!(
                scores.insert(rank, id).is_none(),
                "two tokens have the score {score}"
            );
        }
        spellings.push(spelling);
    }
    Ok(Pieces {
        spellings,
        ranks: scores.into_values().collect(),
        longest_run: 1,
    })
}

/// Of what merges when all else has.
const LAST_RANK: i64 = 1_000_000_000;

fn unescaped(line: &str) -> Result<String> {
    let mut text = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('\\') => '\\',
                other => bail!("an escape is unknown: {other:?}"),
            },
            other => other,
        });
    }
    Ok(text)
}

/// Checks where `split/gemma.rs` cuts: no merged token has anything else on
/// both sides of such a place.
fn check_borders(pieces: &Pieces) -> Result<()> {
    for &id in &pieces.ranks {
        let spelling = &pieces.spellings[id as usize];
        let characters: Vec<char> = spelling.chars().collect();
        for pair in characters.windows(2) {
            let joined = match [kind(pair[0]), kind(pair[1])] {
                [Kind::Space, Kind::Space] | [Kind::Line, Kind::Line] => {
                    characters.iter().all(|c| c == &characters[0])
                }
                [_, Kind::Space] => spelling == ">▁</",
                [Kind::Line | Kind::Digit, _]
                | [_, Kind::Line | Kind::Digit]
                | [Kind::Word, Kind::Symbol]
                | [Kind::Symbol, Kind::Word] => false,
                [Kind::Word | Kind::Symbol, Kind::Wide]
                | [Kind::Wide, Kind::Word | Kind::Symbol] => {
                    let [ascii, wide] = if pair[0].is_ascii() {
                        [pair[0], pair[1]]
                    } else {
                        [pair[1], pair[0]]
                    };
                    wide == 'ˈ' || ascii.is_ascii_alphabetic() == is_letter(wide)
                }
                [Kind::Space, Kind::Word | Kind::Symbol | Kind::Wide]
                | [Kind::Word, Kind::Word]
                | [Kind::Symbol, Kind::Symbol]
                | [Kind::Wide, Kind::Wide] => true,
            };
            ensure!(
                joined,
                "the token {spelling:?} crosses a border at which texts are cut"
            );
        }
    }
    Ok(())
}

enum Kind {
    Space,
    /// Line feed or tab.
    Line,
    Digit,
    Word,
    Symbol,
    /// Beyond ASCII.
    Wide,
}

fn kind(character: char) -> Kind {
    match character {
        '▁' => Kind::Space,
        '\n' | '\t' => Kind::Line,
        '0'..='9' => Kind::Digit,
        'a'..='z' | 'A'..='Z' => Kind::Word,
        _ if character.is_ascii() => Kind::Symbol,
        _ => Kind::Wide,
    }
}

/// Whether a character is a letter or a mark.
fn is_letter(character: char) -> bool {
    use regex_syntax::hir::{Class, HirKind};
    use std::sync::LazyLock;
    static LETTERS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
        let class = regex_syntax::parse(r"[\p{L}\p{M}]").expect("a class");
        let HirKind::Class(Class::Unicode(class)) = class.kind() else {
            return Vec::new();
        };
        class
            .ranges()
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect()
    });
    LETTERS
        .iter()
        .any(|&(first, last)| (first..=last).contains(&character))
}

/// The tokens in the order of their ranks.
#[derive(Default)]
struct Tokens {
    spellings: Vec<Vec<u8>>,
    /// What makes each, from the first beyond the bytes on; nothing for a gap.
    merges: Vec<Option<Merge>>,
    ids: Vec<u32>,
    by_spelling: HashMap<Vec<u8>, u32>,
}

impl Tokens {
    fn add(&mut self, spelling: Vec<u8>, made: Option<(Merge, u32)>) {
        let token = u32::try_from(self.spellings.len()).expect("few tokens");
        self.by_spelling.insert(spelling.clone(), token);
        self.spellings.push(spelling);
        if let Some((merge, id)) = made {
            self.merges.push(Some(merge));
            self.ids.push(id);
        } else {
            self.ids.push(0);
        }
    }

    /// A token that is made of all its bytes but the last, and that one.
    fn add_character(&mut self, spelling: &[u8], id: u32) {
        let [begin @ .., last] = spelling else { return };
        let merge = Merge {
            left: self.by_spelling[begin],
            right: u32::from(*last),
        };
        self.add(spelling.to_vec(), Some((merge, id)));
    }

    /// The characters beyond ASCII by id, after what they begin with.
    fn add_characters(&mut self, pieces: &Pieces) {
        let is_one = |spelling: &&String| {
            let mut characters = spelling.chars();
            let first = characters
                .next()
                .filter(|&first| !first.is_ascii() && first != '▁');
            first.is_some() && characters.next().is_none()
        };
        let characters = || {
            (0..)
                .zip(&pieces.spellings)
                .filter(|(_, spelling)| is_one(spelling))
        };
        let begun = |(_, spelling): (u32, &String)| {
            let bytes = spelling.clone().into_bytes();
            (2..bytes.len()).map(move |end| bytes[..end].to_vec())
        };
        let parts: BTreeSet<(usize, Vec<u8>)> =
            characters().flat_map(begun).map(|p| (p.len(), p)).collect();
        for (_, part) in parts {
            self.add_character(&part, Run::PARTS);
        }
        for (id, spelling) in characters() {
            self.add_character(spelling.as_bytes(), id);
        }
    }

    /// A token that byte-pair encoding makes of older ones.
    fn add_merged(&mut self, spelling: Vec<u8>, id: u32) -> Result<()> {
        let rank = |part: &[u8]| self.by_spelling.get(part).copied();
        let [left, right] = last_parts(&spelling, rank).context("a run is not merged")?;
        let [left, right] = [left, right].map(|part| rank(&part).expect("a token"));
        self.add(spelling, Some((Merge { left, right }, id)));
        Ok(())
    }

    /// All other merged tokens.
    ///
    /// A few have a part that is younger than themselves: as soon as that part
    /// is there, the merge is the next to be done. So they stand right after
    /// it. That is the same unless the merge takes what the part itself could
    /// be made of once more, beside it.
    ///
    /// And a few are never made, since their characters merge otherwise: these
    /// are gaps.
    fn add_words(&mut self, pieces: &Pieces) -> Result<()> {
        let first = u32::try_from(self.spellings.len())?;
        let mut words = Vec::new();
        for &id in &pieces.ranks {
            let spelling = bytes(&pieces.spellings[id as usize]);
            if !self.by_spelling.contains_key(&spelling) {
                words.push((spelling, id));
            }
        }
        let older: HashMap<Vec<u8>, u32> = self.by_spelling.clone();
        let ranks: HashMap<&[u8], u32> = (first..)
            .zip(&words)
            .map(|(rank, (word, _))| (word.as_slice(), rank))
            .collect();
        let rank = |part: &[u8]| older.get(part).or_else(|| ranks.get(part)).copied();
        let parts: Vec<_> = words
            .iter()
            .map(|(word, _)| last_parts(word, rank))
            .collect();
        // By rank; after a part that is younger, by that one's.
        let mut in_order: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (word, parts) in parts.iter().enumerate() {
            let own = first + u32::try_from(word)?;
            let newest = parts.iter().flatten().filter_map(|part| rank(part)).max();
            let key = match newest.filter(|&newest| newest > own) {
                None => (own, 0),
                Some(newest) => {
                    let [left, right] = parts.as_ref().expect("it has a newest part");
                    // In ABAB, C = AB is there twice; that CA is one, and
                    // older, would have to be known before the second.
                    if rank(left) == Some(newest) {
                        let inner = last_parts(left, rank).context("a part is not merged")?;
                        ensure!(&inner[0] != right, "the merges of a younger part overlap");
                    }
                    (newest, own)
                }
            };
            in_order.insert(key, word);
        }
        for &word in in_order.values() {
            let (spelling, id) = &words[word];
            if let Some([left, right]) = &parts[word] {
                let [left, right] = [left, right].map(|part| self.by_spelling.get(part));
                let parts = left.copied().zip(right.copied());
                let (left, right) =
                    parts.with_context(|| format!("a part of token {id} is younger"))?;
                self.add(spelling.clone(), Some((Merge { left, right }, *id)));
            } else {
                self.spellings.push(spelling.clone());
                self.merges.push(None);
                self.ids.push(*id);
            }
        }
        Ok(())
    }

    fn content(self, name: &str) -> Content {
        let mut runs: Vec<Run> = Vec::new();
        let mut expected = None;
        for (token, &id) in (0..).zip(&self.ids) {
            if Some(id) != expected {
                runs.push(Run { token, id });
            }
            expected = Some(if id == Run::PARTS { id } else { id + 1 });
        }
        let merges = (BYTE_TOKENS..).zip(&self.merges);
        let gaps = merges.filter(|(_, merge)| merge.is_none());
        Content {
            name: name.to_owned(),
            bytes: (0..=u8::MAX).collect(),
            gaps: gaps.map(|(token, _)| token).collect(),
            runs,
            merges: self.merges.into_iter().flatten().collect(),
        }
    }
}

/// A token as the text has it.
fn bytes(spelling: &str) -> Vec<u8> {
    spelling.replace('▁', " ").into_bytes()
}

fn character_of(byte: u8) -> String {
    char::from(byte).to_string().replace(' ', "▁")
}

/// The last two parts that byte-pair encoding makes of a token's bytes; none
/// if it comes to a stop before.
pub(super) fn last_parts(
    token: &[u8],
    rank: impl Fn(&[u8]) -> Option<u32>,
) -> Option<[Vec<u8>; 2]> {
    // Where each part starts, and the end.
    let mut starts: Vec<usize> = (0..=token.len()).collect();
    while starts.len() > 3 {
        let merges = starts.windows(3).enumerate();
        let merges = merges.filter_map(|(at, w)| Some((rank(&token[w[0]..w[2]])?, at)));
        let (_, at) = merges.min()?;
        starts.remove(at + 1);
    }
    Some([token[..starts[1]].to_vec(), token[starts[1]..].to_vec()])
}
