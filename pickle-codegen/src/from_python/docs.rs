//! Docstrings: Python's own rule for taking away their indentation.

use ruff_python_ast::{Expr, Stmt};

/// The docstring that `body` starts with.
pub(super) fn docstring(body: &[Stmt]) -> Option<String> {
    string_statement(body.first()?)
}

/// The statements of `body` after its docstring.
pub(super) fn without_docstring(body: &[Stmt]) -> &[Stmt] {
    match body {
        [docstring, rest @ ..] if string_statement(docstring).is_some() => rest,
        _ => body,
    }
}

/// The text of a statement that is nothing but a string.
pub(super) fn string_statement(statement: &Stmt) -> Option<String> {
    let Expr::StringLiteral(literal) = &*statement.as_expr_stmt()?.value else {
        return None;
    };
    let text = clean(literal.value.to_str());
    (!text.is_empty()).then_some(text)
}

/// What `inspect.cleandoc` does: the first line loses its leading blanks, the others those that they have in common.
fn clean(text: &str) -> String {
    let expanded = text.replace('\t', "        ");
    let mut lines = expanded.lines();
    let first = lines.next().unwrap_or_default().trim_start();
    let rest: Vec<&str> = lines.collect();
    let margin = rest
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut cleaned = vec![first.trim_end()];
    cleaned.extend(rest.iter().map(|line| line.get(margin..).unwrap_or_default().trim_end()));
    cleaned.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn the_common_indentation_goes() {
        assert_eq!(
            clean("An order.\n\n    Has lines::\n\n        x = 1\n    "),
            "An order.\n\nHas lines::\n\n    x = 1"
        );
    }

    #[test]
    fn a_text_on_the_second_line_is_the_first() {
        assert_eq!(clean("\n    An order.\n"), "An order.");
    }
}
