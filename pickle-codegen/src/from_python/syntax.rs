//! Source text to syntax tree, with every syntax error found on the way.

use std::ops::Range;

use ruff_python_ast::{Expr, ExprStringLiteral, ModModule, PySourceType};
use ruff_python_parser::{Mode, ParseError, ParseOptions, Parsed, parse_cells_unchecked, parse_expression_range};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::nesting::check_nesting;
use crate::diagnostics::{Code, Diagnostic};

/// Parses the module that stands at `range` of `text`. The nodes have the positions that they have in `text`.
pub(super) fn parse_module(text: &str, range: Range<usize>) -> Result<Parsed<ModModule>, Vec<Diagnostic>> {
    let place = text_range(&range);
    check_nesting(&text[range.clone()], Mode::Module).map_err(|error| vec![error.moved_by(range.start)])?;
    let parsed = parse_cells_unchecked(text, [place], &ParseOptions::from(PySourceType::Python));
    if parsed.has_valid_syntax() {
        return Ok(parsed);
    }
    let errors = parsed.errors().iter();
    Err(errors.map(|error| syntax_error(error, text)).collect())
}

/// A place in a text that is short enough to have positions.
fn text_range(range: &Range<usize>) -> TextRange {
    let position = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(position(range.start), position(range.end))
}

fn syntax_error(error: &ParseError, text: &str) -> Diagnostic {
    let message = lower_first(&error.error.to_string());
    Diagnostic::new(Code::SyntaxError, whole_characters(error.location, text), message)
        .help("the file has to be valid Python 3; correct it, or leave it out with `--exclude`")
}

/// The bytes of `range` that are in `text`, widened to whole characters.
fn whole_characters(range: TextRange, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(range.start().to_usize());
    let end = text.ceil_char_boundary(range.end().to_usize());
    start..end
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Parses the expression that a string literal of `text` holds: a quoted annotation.
///
/// Its nodes have the positions of the text in the literal, so a literal with escapes or of several parts has none.
pub(super) fn parse_quoted(literal: &ExprStringLiteral, text: &str) -> Option<Expr> {
    let part = literal.as_single_part_string()?;
    let range = part.content_range();
    let quoted = text.get(range.to_std_range())?;
    if quoted != part.as_str() || check_nesting(quoted, Mode::Expression).is_err() {
        return None;
    }
    let parsed = parse_expression_range(text, range).ok()?;
    debug_assert!(range.contains_range(parsed.expr().range()));
    Some(parsed.into_expr())
}

#[cfg(test)]
mod tests {
    use ruff_text_size::Ranged;

    use super::parse_module;

    #[test]
    fn every_syntax_error_is_found() {
        let source = "class A(:\n    x: int\n\ndef f(:\n    pass\n";
        let errors = parse_module(source, 0..source.len()).unwrap_err();
        assert!(errors.len() >= 2, "{errors:?}");
    }

    #[test]
    fn errors_after_wide_characters_are_located() {
        let source = "größe = 'ä\n";
        let errors = parse_module(source, 0..source.len()).unwrap_err();
        assert!(errors[0].span.as_ref().unwrap().start >= 10);
    }

    #[test]
    fn nodes_have_their_positions_in_the_whole_text() {
        let text = "first = 1\nsecond = 2\n";
        let parsed = parse_module(text, 10..text.len()).unwrap();
        assert_eq!(parsed.suite()[0].range().to_std_range(), 10..20);
    }
}
