//! Refuses source that is nested too deeply, before anything recursive sees it.

use std::ops::Range;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

use crate::diagnostics::{Code, Diagnostic};

/// CPython's own limits: `MAXSTACK` brackets and `MAXINDENT` levels of indentation.
const MAX_BRACKETS: usize = 200;
const MAX_INDENTATION: usize = 100;

/// Operators without a comma or a line end between them: each may add a level to the syntax tree.
const MAX_OPERATORS: usize = 2_000;

/// Fails where `source` is nested more deeply than the limits allow.
pub(super) fn check_nesting(source: &str, mode: Mode) -> Result<(), Diagnostic> {
    match excess(source, mode) {
        Some(excess) => Err(too_deep(excess, source, mode)),
        None => Ok(()),
    }
}

/// The first limit that `source` exceeds.
fn excess(source: &str, mode: Mode) -> Option<&'static str> {
    let mut depth = Depth::default();
    let mut lexer = lexer::lex(source, mode);
    loop {
        let kind = lexer.next_token();
        if kind == TokenKind::EndOfFile {
            return None;
        }
        depth.follow(kind);
        if let Some(excess) = depth.excess() {
            return Some(excess);
        }
    }
}

fn too_deep(excess: &str, source: &str, mode: Mode) -> Diagnostic {
    let message = format!("the source has {excess}");
    Diagnostic::new(Code::NestedTooDeeply, place_of_excess(source, mode), message)
        .label("too deep here")
        .help("Python's own compiler gives up at about this depth; split the expression")
}

/// The lexer does not say where it is, but the shortest prefix that is nested too deeply does.
fn place_of_excess(source: &str, mode: Mode) -> Range<usize> {
    let (mut accepted, mut refused) = (0, source.len());
    while accepted + 1 < refused {
        let middle = source.floor_char_boundary(accepted.midpoint(refused));
        if middle <= accepted {
            break;
        }
        match excess(&source[..middle], mode) {
            Some(_) => refused = middle,
            None => accepted = middle,
        }
    }
    accepted..refused
}

/// How deep the syntax tree can be at a token.
#[derive(Default)]
struct Depth {
    /// The operators seen outside of every open bracket, then inside of each.
    outer_operators: Vec<usize>,
    operators: usize,
    indentation: usize,
}

impl Depth {
    fn follow(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                self.outer_operators.push(self.operators + 1);
                self.operators = 0;
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                self.operators = self.outer_operators.pop().unwrap_or_default();
            }
            TokenKind::Comma | TokenKind::Newline => self.operators = 0,
            TokenKind::Indent => self.indentation += 1,
            TokenKind::Dedent => self.indentation = self.indentation.saturating_sub(1),
            TokenKind::Comment | TokenKind::NonLogicalNewline | TokenKind::String => {}
            _ => self.operators += 1,
        }
    }

    fn excess(&self) -> Option<&'static str> {
        let operators = self.operators + self.outer_operators.iter().sum::<usize>();
        if self.outer_operators.len() > MAX_BRACKETS {
            Some("more than 200 nested brackets")
        } else if self.indentation > MAX_INDENTATION {
            Some("more than 100 levels of indentation")
        } else if operators > MAX_OPERATORS {
            Some("an expression of more than 2,000 parts")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use ruff_python_parser::Mode;

    use super::check_nesting;

    fn is_accepted(source: &str) -> bool {
        check_nesting(source, Mode::Module).is_ok()
    }

    #[test]
    fn two_hundred_brackets_are_accepted_and_one_more_is_not() {
        let nested = |depth: usize| format!("x = {}{}", "(".repeat(depth), ")".repeat(depth));
        assert!(is_accepted(&nested(200)));
        assert!(!is_accepted(&nested(201)));
    }

    #[test]
    fn brackets_in_f_strings_count() {
        assert!(!is_accepted(&format!("f\"{{{}}}\"", "[".repeat(201))));
    }

    #[test]
    fn long_chains_of_operators_are_refused() {
        for chain in ["1 + ", "not ", "-", "f()."] {
            assert!(!is_accepted(&chain.repeat(3_000)), "{chain}");
        }
    }

    #[test]
    fn long_flat_tables_are_accepted() {
        assert!(is_accepted(&format!("x = [{}]", "1 + 2, ".repeat(10_000))));
        assert!(is_accepted(&"x = 1 + 2\n".repeat(10_000)));
    }

    #[test]
    fn a_hundred_levels_of_indentation_are_accepted_and_one_more_is_not() {
        let nested = |depth: usize| {
            let lines = (0..=depth).map(|level| format!("{}if x:\n", " ".repeat(level)));
            lines.collect::<String>()
        };
        assert!(is_accepted(&nested(100)));
        assert!(!is_accepted(&nested(101)));
    }
}
