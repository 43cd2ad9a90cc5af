//! Scripts and style sheets without their comments, which are a third of what a browser would load: who reads them has
//! the sources.

use crate::files;
use anyhow::Result;
use std::fs;
use std::path::Path;

const SCRIPT: &str = ".js";
/// Examples, which a page shows as they stand, and what the types of the sources come from.
const KEPT: [&str; 2] = ["embed/", "tokenmeter/assets.js"];

/// Takes the comments out of every script below `directory`.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn write(directory: &Path) -> Result<()> {
    for name in files::below(directory)? {
        if name.ends_with(SCRIPT) && !KEPT.iter().any(|kept| name.starts_with(kept)) {
            let path = directory.join(&name);
            let script = fs::read_to_string(&path)?;
            fs::write(path, bare(&script))?;
        }
    }
    Ok(())
}

/// The script or style sheet without indentation, empty lines and the comments that have lines of their own. One in
/// which a text goes over several lines stays as it is. `tests/module/bare.test.js` holds each script to its source.
pub fn bare(script: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in script.lines().map(str::trim) {
        let ends = line.ends_with("*/");
        // Another comment begins its line: a type before an expression.
        let begins = line.starts_with("/*") && (ends || !line.contains("*/"));
        inside |= begins;
        if !inside && !line.is_empty() && !line.starts_with("//") {
            if has_open_text(line) {
                return script.to_owned();
            }
            kept += line;
            kept.push('\n');
        }
        inside &= !ends;
    }
    kept
}

/// What a style sheet says without a space that can go.
const SPACES: [(&str, &str); 6] = [
    ("; ", ";"),
    (" {", "{"),
    ("{ ", "{"),
    (" }", "}"),
    (": ", ":"),
    (", ", ","),
];

/// The style sheet as [`bare`], in one line and without spaces that say nothing; texts in quotes stay as they are. One
/// of which it is not plain what is in quotes stays [`bare`].
pub fn tight(sheet: &str) -> String {
    let bare = bare(sheet);
    let is_plain = !bare.contains(['\'', '\\']) && bare.matches('"').count().is_multiple_of(2);
    if !is_plain {
        return bare;
    }
    let mut lines = String::new();
    for line in bare.lines() {
        lines += line;
        if !line.ends_with(['{', '}', ';', ',']) {
            lines.push(' ');
        }
    }
    let parts = lines.split('"').enumerate().map(|(at, part)| {
        let is_quoted = at % 2 == 1;
        if is_quoted {
            return part.to_owned();
        }
        SPACES.iter().fold(part.to_owned(), |part, (wide, tight)| {
            part.replace(wide, tight)
        })
    });
    parts.collect::<Vec<_>>().join("\"")
}

/// Whether a text begins or ends in the line that has its other end in another.
fn has_open_text(line: &str) -> bool {
    let marks = line.matches('`').count() - line.matches("\\`").count();
    marks % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let script =
            "/** What it is. */\nconst a = 1; // here\n\n/*\n * More.\n */\n  // less\n  a();\n";
        assert_eq!(bare(script), "const a = 1; // here\na();\n");
    }

    #[test]
    fn a_type_before_an_expression_stays() {
        let script = "/** @type {any} */ (a).b();\nc();\n";
        assert_eq!(bare(script), script);
    }

    #[test]
    fn a_style_sheet_keeps_its_texts_and_what_spaces_say() {
        let sheet = "/* Rows */\n.a > .b:hover { color: red; margin: 0 1px; }\n.c,\n.d { content: \": {\"; }\n";
        let tight = tight(sheet);
        assert_eq!(
            tight,
            ".a > .b:hover{color:red;margin:0 1px;}.c,.d{content:\": {\";}"
        );
    }

    #[test]
    fn a_text_over_several_lines_is_not_touched() {
        let script = "// One\nconst a = `\n  // text\n`;\n";
        assert_eq!(bare(script), script);
    }
}
