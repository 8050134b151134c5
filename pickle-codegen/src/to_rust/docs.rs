//! Docstrings to rustdoc: what Markdown would take for links, tags or Rust code is kept as text.

use std::mem;

use proc_macro2::TokenStream;
use quote::quote;

/// The `#[doc]` attributes of a docstring, one for each line.
pub(super) fn doc_attributes(text: Option<&str>) -> TokenStream {
    let lines = text.map(rustdoc_lines).unwrap_or_default();
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

fn rustdoc_lines(text: &str) -> Vec<String> {
    let mut writer = DocWriter { lines: Vec::new(), block: Block::Text, fence: longer_fence(text) };
    text.lines().map(printable).for_each(|line| writer.add(&line));
    writer.end_block();
    writer.lines
}

/// A fence that does not occur in the text.
fn longer_fence(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(FENCE.len().max(longest + 1))
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
    /// What to put around blocks that have no fence of their own.
    fence: String,
}

/// What the line before belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Text,
    /// A block with a fence of its own, this one.
    Fenced(String),
    /// A block that is code by its indentation, with the number of blanks in front of its first line.
    Indented(usize),
    /// An interpreter session, which ends at an empty line.
    Session,
}

/// The shortest fence.
const FENCE: &str = "```";

/// Markdown takes this many blanks for code, unless a paragraph goes on, and rustdoc takes code for Rust.
const CODE_INDENTATION: usize = 4;

impl DocWriter {
    fn add(&mut self, line: &str) {
        match &self.block {
            Block::Text => self.add_text(line),
            Block::Fenced(fence) if line.trim() == fence => self.end_block(),
            Block::Fenced(_) => self.lines.push(line.to_owned()),
            Block::Indented(margin) if line.is_empty() || indentation(line) >= *margin => {
                self.lines.push(line.get(*margin..).unwrap_or_default().to_owned());
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
        let continues_paragraph = self.lines.last().is_some_and(|line| !line.is_empty() && !line.starts_with(FENCE));
        if let Some(fence) = opening_fence(stripped) {
            self.lines.push(format!("{fence}text"));
            self.block = Block::Fenced(fence);
        } else if stripped.starts_with(">>> ") {
            self.lines.extend([format!("{}text", self.fence), stripped.to_owned()]);
            self.block = Block::Session;
        } else if !continues_paragraph && indentation(line) >= CODE_INDENTATION {
            self.lines.extend([format!("{}text", self.fence), stripped.to_owned()]);
            self.block = Block::Indented(indentation(line));
        } else {
            self.lines.push(escape(line));
        }
    }

    /// Closes the block that the last line is in.
    fn end_block(&mut self) {
        let fence = match mem::replace(&mut self.block, Block::Text) {
            Block::Text => return,
            Block::Fenced(fence) => fence,
            Block::Indented(_) | Block::Session => self.fence.clone(),
        };
        let blank_lines = self.lines.iter().rev().take_while(|line| line.is_empty()).count();
        self.lines.insert(self.lines.len() - blank_lines, fence);
    }
}

/// The backticks that open a block, if the line does.
fn opening_fence(line: &str) -> Option<String> {
    let language = line.trim_start_matches('`');
    let fence = &line[..line.len() - language.len()];
    (fence.len() >= FENCE.len() && !language.contains('`')).then(|| fence.to_owned())
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
    let mut rest = text;
    while let Some(start) = rest.find("http://").into_iter().chain(rest.find("https://")).min() {
        let (before, address) = rest.split_at(start);
        let end = address.find(|character: char| character.is_whitespace() || "<>\"'()[]{}".contains(character));
        let address = address[..end.unwrap_or(address.len())].trim_end_matches(['.', ',', ';', ':']);
        escape_characters(before, escaped);
        escaped.push_str(&format!("<{address}>"));
        rest = &rest[start + address.len()..];
    }
    escape_characters(rest, escaped);
}

fn escape_characters(text: &str, escaped: &mut String) {
    for character in text.chars() {
        if matches!(character, '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(character);
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
        check("get('http://a.b/', 1); http://c.d.", &["get('<http://a.b/>', 1); <http://c.d>."]);
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
    fn fences_in_indented_code_do_not_end_it() {
        check("    Note:\n    ```\n    x", &["````text", "Note:", "```", "x", "````"]);
    }

    #[test]
    fn what_a_comment_may_not_hold_goes() {
        check("a\rb\u{202e}c\0", &["abc"]);
    }

    #[test]
    fn fences_say_that_they_are_text() {
        check("```\nlet x;\n```", &["```text", "let x;", "```"]);
        check("```py title=\"a\"\nx = 1", &["```text", "x = 1", "```"]);
    }
}
