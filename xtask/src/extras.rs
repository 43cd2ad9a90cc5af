//! What an operator may build in, under terms of its own: nothing of it is
//! fetched, built or shipped unless it is asked for.

use anyhow::{Context, Result};
use clap::ValueEnum;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// A vocabulary whose licence asks something of whoever ships it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Extra {
    /// Llama 3.x, under Meta's Llama 3.1 Community License Agreement
    Llama3,
}

static CHOSEN: OnceLock<Vec<Extra>> = OnceLock::new();

/// Builds these in from now on.
pub fn choose(extras: Vec<Extra>) {
    CHOSEN.get_or_init(|| extras);
}

/// What is built in.
pub fn chosen() -> &'static [Extra] {
    CHOSEN.get().map_or(&[], Vec::as_slice)
}

/// The end of what the page shows.
const PAGE_END: &str = "</main>";

/// Says on the page of a built site what has to be displayed, with its licence.
///
/// # Errors
///
/// If the page is missing or has another end.
pub fn credit(site: &Path) -> Result<()> {
    let path = site.join("index.html");
    for extra in chosen() {
        let page = fs::read_to_string(&path).context("reading the page")?;
        let (before, after) = page
            .rsplit_once(PAGE_END)
            .context("the page has no end for credits")?;
        let (credit, license) = (extra.credit(), extra.license());
        let credit = format!("  <p>{credit} (<a href=\"tokenmeter/{license}\">licence</a>).</p>\n");
        fs::write(&path, [before, &credit, PAGE_END, after].concat())?;
    }
    Ok(())
}

impl Extra {
    /// The feature of the crate, and of xtask, that it comes with.
    pub const fn feature(self) -> &'static str {
        match self {
            Self::Llama3 => "llama3",
        }
    }

    /// What has to be displayed.
    pub const fn credit(self) -> &'static str {
        match self {
            Self::Llama3 => "Built with Llama",
        }
    }

    /// The name under which its licence is shipped.
    pub const fn license(self) -> &'static str {
        match self {
            Self::Llama3 => "LICENSE-LLAMA-3.1",
        }
    }

    /// The pinned crate that has it, and its licence.
    pub const fn package(self) -> &'static str {
        match self {
            Self::Llama3 => "splintr-vocab-llama3",
        }
    }
}
