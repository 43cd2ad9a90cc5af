//! A vocabulary that has tokens which merging does not make: its tokenizer
//! looks each piece up as a whole before it merges.
//!
//! These stand last here. As the engine keeps a token as the pair that it is
//! made of, each gets a pair of two tokens that spell it. They never merge into
//! it: inside a token's bytes merging goes on as if they stood alone, and alone
//! these do not become two.

use super::pieces::last_parts;
use super::{Ranks, bytes};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, HashMap, HashSet};
use tokenmeter::encoding::vocab::BYTE_TOKENS;
use tokenmeter::encoding::vocab::content::Content;
use tokenmeter::encoding::vocab::file::{Merge, Run};

/// Where a merged token stands among the others: the id of the youngest token
/// that has to be there, how many merges after that one, and its own id.
///
/// Most come after their parts anyway. As soon as a younger part is there, the
/// merge is the next to be done, so it stands right after that.
type Place = (u32, u32, u32);

/// What the file holds, the tokens from `whole_from` on looked up alone.
///
/// # Errors
///
/// If the ranks are none of such a vocabulary.
pub fn content(name: &str, ranks: &Ranks, whole_from: u32) -> Result<Content> {
    let ids: HashMap<&[u8], u32> = ranks.iter().map(|(&id, t)| (t.as_slice(), id)).collect();
    ensure!(ids.len() == ranks.len(), "a token stands there twice");
    let single = bytes(ranks)?;
    let id_of = |part: &[u8]| ids.get(part).copied();

    let mut by_length: Vec<_> = ranks.range(BYTE_TOKENS..).collect();
    by_length.sort_by_key(|(_, token)| token.len());
    let mut places: HashMap<u32, Place> = (0..BYTE_TOKENS).map(|id| (id, (id, 0, id))).collect();
    let mut by_place = BTreeMap::new();
    let mut whole = Vec::new();
    for (&id, token) in by_length {
        let Some(parts) = last_parts(token, id_of) else {
            // The engine takes every character that is a token for a merged one.
            let is_character =
                std::str::from_utf8(token).is_ok_and(|token| token.chars().count() == 1);
            ensure!(
                !is_character,
                "token {id} is a character that is not merged"
            );
            whole.push(id);
            continue;
        };
        let [left, right] = parts.map(|part| id_of(&part).expect("a token"));
        let place = |part| places.get(&part).copied().context("a part is not merged");
        let newest = place(left)?.max(place(right)?);
        let mut own = (id, 0, id);
        if newest > own {
            // In ABAB, C = AB is there twice; that CA is one, and older, would
            // have to be known before the second.
            if place(left)? == newest {
                let inner = last_parts(&ranks[&left], id_of).context("a part is a byte")?;
                ensure!(
                    id_of(&inner[0]) != Some(right),
                    "the merges of a younger part overlap"
                );
            }
            own = (newest.0, newest.1 + 1, id);
        }
        places.insert(id, own);
        by_place.insert(own, (id, left, right));
    }

    let mut tokens: HashMap<u32, u32> = (0..BYTE_TOKENS).map(|id| (id, id)).collect();
    let mut order: Vec<u32> = (0..BYTE_TOKENS).collect();
    let mut merges = Vec::new();
    let mut add = |id, left, right| {
        let part = |part| tokens.get(&part).copied().context("a part is not there");
        merges.push(Merge {
            left: part(left)?,
            right: part(right)?,
        });
        tokens.insert(id, u32::try_from(order.len())?);
        order.push(id);
        anyhow::Ok(())
    };
    for (id, left, right) in by_place.into_values() {
        add(id, left, right)?;
    }
    let first_whole = places.len();
    ensure!(
        first_whole == whole_from as usize,
        "the tokens that merging makes are {first_whole}, and not {whole_from}"
    );
    // Shorter ones first, of which longer ones may be made.
    let mut known: HashSet<u32> = places.into_keys().collect();
    for id in whole {
        let token = &ranks[&id];
        let is_known = |part| id_of(part).filter(|part| known.contains(part));
        let mut halves = (1..token.len()).map(|at| token.split_at(at));
        let (left, right) = halves
            .find_map(|(left, right)| Some((is_known(left)?, is_known(right)?)))
            .with_context(|| format!("token {id} is not made of two others"))?;
        add(id, left, right)?;
        known.insert(id);
    }
    Ok(Content {
        name: name.to_owned(),
        bytes: single,
        gaps: Vec::new(),
        runs: runs(&order)?,
        merges,
    })
}

/// The ids of tokens in their order.
fn runs(order: &[u32]) -> Result<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut expected = None;
    for (token, &id) in order.iter().enumerate() {
        if Some(id) != expected {
            let token = u32::try_from(token)?;
            runs.push(Run { token, id });
        }
        expected = Some(id + 1);
    }
    Ok(runs)
}
