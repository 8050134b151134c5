//! The part of a document between two markers, which a command writes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Puts a text between `<!-- NAME:begin -->` and `<!-- NAME:end -->` of a file.
pub(crate) fn write(file: &Path, name: &str, text: &str) -> Result<()> {
    let document = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let replaced = replace(&document, name, text)
        .with_context(|| format!("{} has no markers <!-- {name}:begin --> and <!-- {name}:end -->", file.display()))?;
    Ok(fs::write(file, replaced)?)
}

fn replace(document: &str, name: &str, text: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- {name}:begin -->"), format!("<!-- {name}:end -->"));
    let (before, rest) = document.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{}\n{end}{after}", text.trim_end()))
}

#[test]
fn what_is_between_the_markers_is_replaced() {
    let document = "a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb\n";
    let replaced = replace(document, "x", "new\n\n").expect("the markers are there");
    assert_eq!(replaced, "a\n<!-- x:begin -->\nnew\n<!-- x:end -->\nb\n");
    assert_eq!(replace(&replaced, "x", "new"), Some(replaced.clone()));
    assert_eq!(replace(document, "y", "new"), None);
}
