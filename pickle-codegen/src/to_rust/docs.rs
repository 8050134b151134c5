//! Docstrings to rustdoc: what Markdown would take for links, tags or Rust code is kept as text.

use proc_macro2::TokenStream;
use quote::quote;

/// The `#[doc]` attributes of a docstring, one for each line.
pub(super) fn doc_attributes(text: Option<&str>) -> TokenStream {
    let lines = text.map(rustdoc_lines).unwrap_or_default();
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

fn rustdoc_lines(text: &str) -> Vec<String> {
    let mut writer = DocWriter { lines: Vec::new(), block: Block::Text };
    text.lines().map(printable).for_each(|line| writer.add(&line));
    writer.end_block();
    writer.lines
}

/// A line without the characters that a Rust comment may not have: control characters and changes of direction.
fn printable(line: &str) -> String {
    let is_allowed = |character: &char| {
        !character.is_control() && !matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    line.replace('\t', "    ").chars().filter(is_allowed).collect::<String>().trim_end().to_owned()
}

struct DocWriter {
    lines: Vec<String>,
    block: Block,
}

/// What the line before belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Text,
    /// A block that the docstring fences itself.
    Fenced,
    /// A block that is code by its indentation, with the number of blanks in front of its first line.
    Indented(usize),
    /// An interpreter session, which ends at an empty line.
    Session,
}

const FENCE: &str = "```";

/// Markdown takes this many blanks after an empty line for code, and rustdoc takes code for Rust.
const CODE_INDENTATION: usize = 4;

impl DocWriter {
    fn add(&mut self, line: &str) {
        match self.block {
            Block::Text => self.add_text(line),
            Block::Fenced => {
                self.lines.push(line.to_owned());
                if line.trim() == FENCE {
                    self.block = Block::Text;
                }
            }
            Block::Indented(margin) if line.is_empty() || indentation(line) >= margin => {
                self.lines.push(line.get(margin..).unwrap_or_default().to_owned());
            }
            Block::Session if !line.is_empty() => self.lines.push(line.trim_start().to_owned()),
            Block::Indented(_) | Block::Session => {
                self.end_block();
                self.add_text(line);
            }
        }
    }

    fn add_text(&mut self, line: &str) {
        let stripped = line.trim_start();
        let follows_blank = self.lines.last().is_none_or(String::is_empty);
        if let Some(language) = stripped.strip_prefix(FENCE) {
            let language = if language.is_empty() { "text" } else { language };
            self.lines.push(format!("{FENCE}{language}"));
            self.block = Block::Fenced;
        } else if stripped.starts_with(">>> ") {
            self.lines.extend([format!("{FENCE}text"), stripped.to_owned()]);
            self.block = Block::Session;
        } else if follows_blank && indentation(line) >= CODE_INDENTATION {
            self.lines.extend([format!("{FENCE}text"), stripped.to_owned()]);
            self.block = Block::Indented(indentation(line));
        } else {
            self.lines.push(escape(line));
        }
    }

    /// Closes a block that has no end of its own.
    fn end_block(&mut self) {
        if self.block == Block::Text {
            return;
        }
        let mut blank_lines = 0;
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
            blank_lines += 1;
        }
        self.lines.push(FENCE.to_owned());
        self.lines.extend(vec![String::new(); blank_lines]);
        self.block = Block::Text;
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Escapes what Markdown has a meaning for, outside of backticks.
fn escape(line: &str) -> String {
    // `Example::` announces a block in reStructuredText.
    let line = match line.strip_suffix("::") {
        Some(start) => format!("{start}:"),
        None => line.to_owned(),
    };
    let mut escaped = String::new();
    for (index, part) in line.split('`').enumerate() {
        if index > 0 {
            escaped.push('`');
        }
        let is_code = index % 2 == 1 && line.matches('`').count() > index;
        if is_code {
            escaped.push_str(part);
        } else {
            escape_words(part, &mut escaped);
        }
    }
    escaped
}

fn escape_words(text: &str, escaped: &mut String) {
    for word in text.split_inclusive(' ') {
        let address = word.trim_end();
        if address.starts_with("https://") || address.starts_with("http://") {
            escaped.push_str(&format!("<{address}>{}", &word[address.len()..]));
            continue;
        }
        for character in word.chars() {
            if matches!(character, '[' | ']' | '<' | '>') {
                escaped.push('\\');
            }
            escaped.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rustdoc_lines;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(rustdoc_lines(text), expected);
    }

    #[test]
    fn plain_text_stays() {
        check("An order.\n\nIt has lines.", &["An order.", "", "It has lines."]);
    }

    #[test]
    fn links_and_tags_are_escaped() {
        check("See [x] and <b>, `a[0]`.", &[r"See \[x\] and \<b\>, `a[0]`."]);
    }

    #[test]
    fn addresses_are_links() {
        check("See https://example.com/a for more.", &["See <https://example.com/a> for more."]);
    }

    #[test]
    fn indented_code_is_text() {
        check("Use::\n\n    x = 1\n\nDone.", &["Use:", "", "```text", "x = 1", "```", "", "Done."]);
    }

    #[test]
    fn interpreter_sessions_are_text() {
        check(">>> f()\n1\n\nDone.", &["```text", ">>> f()", "1", "```", "", "Done."]);
    }

    #[test]
    fn what_a_comment_may_not_hold_goes() {
        check("a\rb\u{202e}c\0", &["abc"]);
    }

    #[test]
    fn fences_say_that_they_are_text() {
        check("```\nlet x;\n```", &["```text", "let x;", "```"]);
        check("```python\nx = 1", &["```python", "x = 1", "```"]);
    }
}
