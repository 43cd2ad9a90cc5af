//! The head of each built page: one style sheet, and in that of the page itself a hint for every file that the first count needs,
//! so that a browser asks for all of them early instead of discovering them one after another: for the style sheet first, the
//! scripts beside it, and for what they load once the page is drawn.

use crate::{bare, files};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The style sheets' place in the head, as the source page has them.
const SHEET: &str = "<link rel=\"stylesheet\" href=\"";
/// A script that is announced.
const SCRIPT_HINT: &str = "<link rel=\"modulepreload\" href=\"";
/// What an announced script has that the first picture does not wait for, nor the other files.
const LOW: &str = "\" fetchpriority=\"low";
/// The pages, each with the sheet that joins those it names.
const PAGE: (&str, &str) = ("index.html", "css/page.css");
const EXAMPLES: (&str, &str) = ("embed/index.html", "css/examples.css");
/// Where the page's scripts begin: the second is imported when the first runs.
const ENTRIES: [&str; 2] = ["js/main.js", "tokenmeter/index.js"];
/// What asks for the files below.
const FIRST: &str = "js/first_files.js";
/// What the worker reads before it can count. A name that ends in `*` stands for the one file that
/// starts so.
const FIRST_FILES: [&str; 2] = [
    "tokenmeter/wasm/tokens_bg.wasm",
    "tokenmeter/vocab/o200k_base-*",
];

/// Joins the style sheets of each page in the directory `site` and writes the hints into its head.
///
/// # Errors
///
/// If a page, a style sheet or a script that it names is missing.
pub fn write(site: &Path) -> Result<()> {
    let mut joined = join(site, PAGE, &hints(site)?)?;
    joined.extend(join(site, EXAMPLES, "")?);
    for sheet in joined {
        fs::remove_file(site.join(sheet))?;
    }
    // The other page shows parts of its markup as they stand.
    let page = read(site, PAGE.0)?;
    let lines: Vec<&str> = page.lines().map(str::trim_start).collect();
    Ok(fs::write(site.join(PAGE.0), lines.join("\n") + "\n")?)
}

/// The scripts that the head of a built page announces.
pub fn hinted(page: &str) -> BTreeSet<String> {
    let name = |line: &str| {
        let name = line.strip_prefix(SCRIPT_HINT)?.strip_suffix("\">")?;
        Some(name.strip_suffix(LOW).unwrap_or(name).to_owned())
    };
    page.lines().filter_map(name).collect()
}

/// Joins the sheets of a page, and returns their names.
fn join(site: &Path, (name, sheet): (&str, &str), hints: &str) -> Result<BTreeSet<String>> {
    let page = read(site, name)?;
    let links: Vec<&str> = page.lines().filter_map(linked).collect();
    ensure!(!links.is_empty(), "{name} names no style sheet");
    let up = "../".repeat(name.matches('/').count());
    let head = format!("{SHEET}{up}{sheet}\">\n{hints}");
    let mut joined = String::new();
    for link in &links {
        joined += &read(site, &beside(name, link))?;
    }
    fs::write(site.join(sheet), bare::tight(&joined))?;
    fs::write(site.join(name), with_hints(&page, &head))?;
    Ok(links.iter().map(|link| beside(name, link)).collect())
}

/// The page with `hints` in the place of its style sheets.
fn with_hints(page: &str, hints: &str) -> String {
    let mut out = String::new();
    let mut written = false;
    for line in page.lines() {
        if linked(line).is_none() {
            out += line;
            out.push('\n');
        } else if !written {
            out += hints;
            written = true;
        }
    }
    out
}

/// The style sheet that a line of a page names.
fn linked(line: &str) -> Option<&str> {
    line.strip_prefix(SHEET)?.strip_suffix("\">")
}

fn hints(site: &Path) -> Result<String> {
    let mut hints = String::new();
    for name in FIRST_FILES {
        let file = files::find(site, name)?;
        writeln!(
            hints,
            "<link rel=\"later\" as=\"fetch\" crossorigin href=\"{file}\">"
        )?;
    }
    let first = graph(site, &[FIRST])?;
    for script in &first {
        writeln!(hints, "{SCRIPT_HINT}{script}\">")?;
    }
    for script in graph(site, &ENTRIES)?.difference(&first) {
        writeln!(hints, "{SCRIPT_HINT}{script}{LOW}\">")?;
    }
    Ok(hints)
}

/// The entries, every script that they import, and those that these import.
fn graph(site: &Path, entries: &[&str]) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = entries.iter().map(|&name| name.to_owned()).collect();
    while let Some(script) = open.pop() {
        let source = read(site, &script)?;
        open.extend(source.lines().filter_map(|line| imported(&script, line)));
        found.insert(script);
        open.retain(|name| !found.contains(name));
    }
    Ok(found)
}

/// The script that a line of `script` imports when it is loaded.
fn imported(script: &str, line: &str) -> Option<String> {
    let starts = ["import ", "export ", "} "];
    if !starts.iter().any(|start| line.starts_with(start)) {
        return None;
    }
    let (_, name) = line.strip_suffix("\";")?.rsplit_once(" from \"")?;
    Some(beside(script, name))
}

/// Where `name` leads from a file of the site.
fn beside(file: &str, name: &str) -> String {
    let mut path: Vec<&str> = file.split('/').collect();
    path.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => drop(path.pop()),
            _ => path.push(part),
        }
    }
    path.join("/")
}

fn read(site: &Path, name: &str) -> Result<String> {
    fs::read_to_string(site.join(name)).with_context(|| format!("the page has no {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_found_from_where_it_stands() {
        let found = |line| imported("js/view/tokens.js", line);
        assert_eq!(
            found("import { part } from \"../dom.js\";").as_deref(),
            Some("js/dom.js")
        );
        assert_eq!(
            found("export { a } from \"./b.js\";").as_deref(),
            Some("js/view/b.js")
        );
        assert_eq!(
            found("import init, * as tokens from \"../../tokenmeter/wasm/tokens.js\";").as_deref(),
            Some("tokenmeter/wasm/tokens.js")
        );
    }

    #[test]
    fn types_and_imports_of_later_are_left_alone() {
        for line in [
            "/** @typedef {import(\"../types.js\").State} State */",
            "  const { readFile } = await import(name);",
            "export const CODE = \"not a file\";",
        ] {
            assert_eq!(imported("js/view/tokens.js", line), None, "{line}");
        }
    }

    #[test]
    fn a_sheet_is_found_from_the_page_that_names_it() {
        assert_eq!(beside("index.html", "css/a.css"), "css/a.css");
        assert_eq!(beside("embed/index.html", "../css/a.css"), "css/a.css");
    }

    #[test]
    fn announced_scripts_are_found_and_nothing_else_is() {
        let page = format!(
            "<link rel=\"icon\" href=\"icon.svg\">\n{SCRIPT_HINT}js/a.js\">\n{SCRIPT_HINT}js/b.js{LOW}\">\n"
        );
        let scripts = ["js/a.js", "js/b.js"].map(str::to_owned);
        assert_eq!(hinted(&page), BTreeSet::from(scripts));
    }

    #[test]
    fn the_hints_stand_where_the_style_sheets_stood() {
        let page = "<head>\n<link rel=\"stylesheet\" href=\"css/a.css\">\n<link rel=\"stylesheet\" href=\"css/b.css\">\n</head>\n";
        assert_eq!(with_hints(page, "HINTS\n"), "<head>\nHINTS\n</head>\n");
    }
}
