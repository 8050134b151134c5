//! Source text to syntax tree, with every syntax error found on the way.

use ruff_python_ast::{Expr, ExprStringLiteral, ModModule};
use ruff_python_parser::{Mode, ParseError, Parsed, parse_expression_range, parse_unchecked_source};
use ruff_text_size::{Ranged, TextRange};

use super::nesting::check_nesting;
use crate::diagnostics::{Code, Diagnostic};

/// Parses a module.
pub(super) fn parse_module(source: &str) -> Result<Parsed<ModModule>, Vec<Diagnostic>> {
    if u32::try_from(source.len()).is_err() {
        return Err(vec![Diagnostic::without_span(Code::TooLarge, "the source is larger than 4 GiB")]);
    }
    check_nesting(source, Mode::Module).map_err(|error| vec![error])?;
    let parsed = parse_unchecked_source(source, ruff_python_ast::PySourceType::Python);
    if parsed.has_valid_syntax() {
        return Ok(parsed);
    }
    let errors = parsed.errors().iter();
    Err(errors.map(|error| syntax_error(error, source)).collect())
}

fn syntax_error(error: &ParseError, source: &str) -> Diagnostic {
    let message = lower_first(&error.error.to_string());
    Diagnostic::new(Code::SyntaxError, whole_characters(error.location, source), message)
        .help("the file has to be valid Python 3; nothing is generated until it is")
}

/// The bytes of `range` that are in `source`, widened to whole characters.
fn whole_characters(range: TextRange, source: &str) -> std::ops::Range<usize> {
    let start = source.floor_char_boundary(range.start().to_usize());
    let end = source.ceil_char_boundary(range.end().to_usize());
    start..end
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Parses the expression that a string literal of `source` holds: a quoted annotation.
///
/// Its nodes have the positions of the text in the literal, so a literal with escapes or of several parts has none.
pub(super) fn parse_quoted(literal: &ExprStringLiteral, source: &str) -> Option<Expr> {
    let part = literal.as_single_part_string()?;
    let range = part.content_range();
    let text = source.get(range.to_std_range())?;
    if text != part.as_str() || check_nesting(text, Mode::Expression).is_err() {
        return None;
    }
    let parsed = parse_expression_range(source, range).ok()?;
    debug_assert!(range.contains_range(parsed.expr().range()));
    Some(parsed.into_expr())
}

#[cfg(test)]
mod tests {
    use super::parse_module;

    #[test]
    fn every_syntax_error_is_found() {
        let errors = parse_module("class A(:\n    x: int\n\ndef f(:\n    pass\n").unwrap_err();
        assert!(errors.len() >= 2, "{errors:?}");
    }

    #[test]
    fn errors_after_wide_characters_are_located() {
        let errors = parse_module("größe = 'ä\n").unwrap_err();
        assert!(errors[0].span.as_ref().unwrap().start >= 10);
    }
}
