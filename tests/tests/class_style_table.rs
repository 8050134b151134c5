//! The tables of `docs/class-styles.md`: each example is a style of the matrix, and its Rust has the attributes that the row
//! names.

use std::fs;

use pickle_tests::path;

/// A row: what stands in the columns "attribute" and "examples".
struct Row<'d> {
    line: &'d str,
    attributes: Vec<&'d str>,
    examples: Vec<&'d str>,
}

#[test]
fn every_example_has_the_attributes_of_its_row() {
    let document = document();
    let mistakes: Vec<String> = rows(&document).flat_map(|row| mistakes(&row)).collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn most_rows_have_examples() {
    let document = document();
    let (all, shown) = (rows(&document).count(), rows(&document).filter(|row| !row.examples.is_empty()).count());
    assert!(all >= 35 && shown * 10 >= all * 8, "{shown} of {all} rows");
}

fn document() -> String {
    fs::read_to_string(path("../docs/class-styles.md")).expect("the document")
}

fn rows(document: &str) -> impl Iterator<Item = Row<'_>> {
    document.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix("|")?.split(" | ").map(str::trim).collect();
        let [_, attribute, _, _, examples] = cells[..] else { return None };
        let is_heading = attribute == "attribute";
        let is_meant = attribute.starts_with("none");
        let attributes = code_spans(attribute).filter(|_| !is_meant).collect();
        (!is_heading).then(|| Row { line, attributes, examples: link_targets(examples).collect() })
    })
}

/// What the examples of a row lack.
fn mistakes(row: &Row<'_>) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut rust = String::new();
    for example in &row.examples {
        match fs::read_to_string(path("../docs").join(example)) {
            Ok(text) => rust += &text,
            Err(error) => mistakes.push(format!("{example}: {error}")),
        }
    }
    let words = rust.split_whitespace().collect::<Vec<_>>().join(" ");
    for attribute in row.attributes.iter().filter(|_| !row.examples.is_empty()) {
        // `value = ".."` stands for any value, and `flag(..)` for any members.
        if !words.contains(attribute.split("..").next().unwrap_or_default()) {
            mistakes.push(format!("no example has `{attribute}`: {}", row.line));
        }
    }
    mistakes
}

fn code_spans(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn link_targets(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("](").skip(1).filter_map(|link| link.split(')').next())
}
