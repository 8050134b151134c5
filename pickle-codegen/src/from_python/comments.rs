//! The comments that say something about a class or a field: `#: documentation`, `# pickle: shared`, `# pickle: weak`
//! and `# pickle: family`.

use std::cell::Cell;
use std::collections::BTreeMap;

use pickle_core::schema::Sharing;
use ruff_python_ast::token::TokenKind;
use ruff_source_file::LineIndex;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::sources::Sources;
use crate::diagnostics::{Code, Diagnostic};

/// The comments of all modules, by line.
pub(super) struct Comments<'a> {
    lines: LineIndex,
    documentation: BTreeMap<usize, Documentation<'a>>,
    directives: BTreeMap<usize, Vec<Directive<'a>>>,
}

/// A `#:` comment.
struct Documentation<'a> {
    text: &'a str,
    /// Whether code stands before it on its line.
    trails: bool,
}

/// One of the words of a `# pickle:` comment.
struct Directive<'a> {
    text: &'a str,
    range: TextRange,
    applied: Cell<bool>,
}

impl<'a> Comments<'a> {
    /// Finds the comments in all modules.
    pub(super) fn read(sources: &'a Sources) -> Comments<'a> {
        let text = sources.map().text();
        let mut comments = Comments {
            lines: LineIndex::from_source_text(text),
            documentation: BTreeMap::new(),
            directives: BTreeMap::new(),
        };
        let tokens = sources.modules().into_iter().flat_map(|module| module.parsed.tokens());
        for token in tokens.filter(|token| token.kind() == TokenKind::Comment) {
            comments.add(text, token.range());
        }
        comments
    }

    fn add(&mut self, source: &'a str, range: TextRange) {
        let line = self.line(range.start());
        let text = &source[range.to_std_range()];
        if let Some(text) = text.strip_prefix("#:") {
            let line_start = self.lines.line_starts()[line].to_usize();
            let before = &source[line_start..range.start().to_usize()];
            let documentation = Documentation {
                text: text.strip_prefix(' ').unwrap_or(text).trim_end(),
                trails: !before.trim().is_empty(),
            };
            self.documentation.insert(line, documentation);
        } else if let Some(text) = text[1..].trim_start().strip_prefix("pickle:") {
            let words = text.split(',').map(|word| Directive { text: word.trim(), range, applied: Cell::new(false) });
            self.directives.insert(line, words.collect());
        }
    }

    /// The line of `offset`, counted from 0.
    fn line(&self, offset: TextSize) -> usize {
        self.lines.line_index(offset).to_zero_indexed()
    }

    /// The `#:` documentation of the statement at `range`: at the end of its last line, or on the lines above it.
    pub(super) fn documentation(&self, range: TextRange) -> Option<String> {
        if let Some(trailing) = self.documentation.get(&self.line(range.end())) {
            return Some(trailing.text.to_owned());
        }
        let above = (0..self.line(range.start()))
            .rev()
            .map_while(|line| self.documentation.get(&line))
            .take_while(|documentation| !documentation.trails);
        let mut texts: Vec<&str> = above.map(|documentation| documentation.text).collect();
        texts.reverse();
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    /// What a `# pickle: shared` at the end of the line of `offset` says about sharing.
    pub(super) fn sharing(&self, offset: TextSize) -> Option<Sharing> {
        self.directive(offset, |meaning| match meaning {
            Meaning::Shared(sharing) => Some(sharing),
            _ => None,
        })
    }

    /// What a `# pickle: weak` at the end of the line of `offset` says about the owners.
    pub(super) fn weak(&self, offset: TextSize) -> Option<Sharing> {
        self.directive(offset, |meaning| match meaning {
            Meaning::Weak(sharing) => Some(sharing),
            _ => None,
        })
    }

    /// Whether there is a `# pickle: family` at the end of the line of `offset`.
    pub(super) fn family(&self, offset: TextSize) -> bool {
        self.directive(offset, |meaning| matches!(meaning, Meaning::Family).then_some(())).is_some()
    }

    /// What `read` makes of a directive at the end of the line of `offset`, which then has an effect.
    fn directive<T>(&self, offset: TextSize, read: impl Fn(Meaning) -> Option<T>) -> Option<T> {
        let mut directives = self.directives.get(&self.line(offset))?.iter();
        directives.find_map(|directive| {
            let meaning = read(directive.meaning()?)?;
            directive.applied.set(true);
            Some(meaning)
        })
    }

    /// The `# pickle:` comments that nobody asked for, or that say nothing known.
    pub(super) fn without_effect(&self) -> impl Iterator<Item = Diagnostic> {
        self.directives.values().flatten().filter(|directive| !directive.applied.get()).map(Directive::without_effect)
    }
}

/// What a directive says.
enum Meaning {
    Shared(Sharing),
    Weak(Sharing),
    Family,
}

impl Directive<'_> {
    fn meaning(&self) -> Option<Meaning> {
        match self.text {
            "shared" => Some(Meaning::Shared(Sharing::OneThread)),
            "shared(arc)" => Some(Meaning::Shared(Sharing::Threads)),
            "weak" => Some(Meaning::Weak(Sharing::OneThread)),
            "weak(arc)" => Some(Meaning::Weak(Sharing::Threads)),
            "family" => Some(Meaning::Family),
            _ => None,
        }
    }

    fn without_effect(&self) -> Diagnostic {
        let meaning = self.meaning();
        let message = match meaning {
            None => format!("`# pickle: {}` is not understood", self.text),
            Some(_) => format!("`# pickle: {}` applies to nothing", self.text),
        };
        let help = match meaning {
            None => "understood are `shared` and `shared(arc)`, `weak` and `weak(arc)`, and `family`",
            Some(Meaning::Shared(_)) => {
                "`# pickle: shared` and `# pickle: shared(arc)` stand at the end of the line of a class, or of a field that \
                 holds instances of a class of this file, or a list, dict, set or bytearray"
            }
            Some(Meaning::Weak(_)) => {
                "`# pickle: weak` and `# pickle: weak(arc)` stand at the end of the line of a field that holds instances of \
                 a class of this file, not one of several types"
            }
            Some(Meaning::Family) => {
                "`# pickle: family` stands at the end of the line of a class that has subclasses in this file and no type \
                 parameters"
            }
        };
        Diagnostic::new(Code::CommentWithoutEffect, self.range, message).help(help)
    }
}
