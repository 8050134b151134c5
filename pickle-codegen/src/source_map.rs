//! The texts of all files that are read, one after another, so that a position says which file it is in.

use std::iter;
use std::ops::Range;
use std::sync::OnceLock;

/// What stands between two files: no comment above the first line of a file is one of the file before it.
const SEPARATOR: &str = "\n\n";

/// Texts, and where each begins.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceMap {
    text: String,
    /// In the order of their ranges.
    files: Vec<SourceFile>,
}

#[derive(Debug, Clone)]
struct SourceFile {
    name: String,
    range: Range<usize>,
    /// Where each line begins, once somebody has asked: a file can have as many findings as lines.
    lines: OnceLock<Vec<usize>>,
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FilePart<'m> {
    /// The file's name.
    pub(crate) name: &'m str,
    /// The whole text of the file.
    pub(crate) text: &'m str,
    /// The bytes of the part.
    pub(crate) span: Range<usize>,
    /// Where each line of the file begins.
    lines: &'m [usize],
}

impl SourceMap {
    /// Adds a file, and says where its text stands; nothing if there would be too much text to have positions.
    pub(crate) fn add(&mut self, name: impl Into<String>, text: &str) -> Option<Range<usize>> {
        let separator = if self.files.is_empty() { "" } else { SEPARATOR };
        let start = self.text.len() + separator.len();
        u32::try_from(start + text.len()).ok()?;
        self.text.push_str(separator);
        self.text.push_str(text);
        let range = start..self.text.len();
        self.files.push(SourceFile { name: name.into(), range: range.clone(), lines: OnceLock::new() });
        Some(range)
    }

    /// Everything, for positions.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The file that a span is in, and where there.
    pub(crate) fn locate(&self, span: &Range<usize>) -> Option<FilePart<'_>> {
        let index = self.files.partition_point(|file| file.range.start <= span.start).checked_sub(1)?;
        let SourceFile { name, range, lines } = self.files.get(index)?;
        let end = span.end.min(range.end);
        let span = span.start.min(end) - range.start..end - range.start;
        let text = &self.text[range.clone()];
        Some(FilePart { name, text, span, lines: lines.get_or_init(|| line_starts(text)) })
    }
}

impl FilePart<'_> {
    /// The line on which the part begins, counted from 1.
    pub(crate) fn line(&self) -> usize {
        self.line_of(self.span.start)
    }

    /// The line on which the part ends, counted from 1.
    pub(crate) fn end_line(&self) -> usize {
        self.line_of(self.span.end)
    }

    /// The column at which the part begins, counted in characters from 1.
    pub(crate) fn column(&self) -> usize {
        self.column_of(self.span.start)
    }

    /// The column behind the part, counted in characters from 1.
    pub(crate) fn end_column(&self) -> usize {
        self.column_of(self.span.end)
    }

    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    fn column_of(&self, offset: usize) -> usize {
        let start = self.lines[self.line_of(offset) - 1];
        self.text[start..offset].chars().count() + 1
    }
}

/// The last part of a path.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn line_starts(text: &str) -> Vec<usize> {
    iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::SourceMap;

    #[test]
    fn positions_belong_to_the_file_that_they_are_in() {
        let mut map = SourceMap::default();
        let first = map.add("first.py", "a = 1\n").unwrap();
        let second = map.add("second.py", "\nb = 2").unwrap();
        assert_eq!(&map.text()[second.clone()], "\nb = 2");

        let part = map.locate(&(second.start + 1..second.start + 2)).unwrap();
        assert_eq!((part.name, part.text, part.span.clone()), ("second.py", "\nb = 2", 1..2));
        assert_eq!((part.line(), part.column(), part.end_column()), (2, 1, 2));
        assert_eq!(map.locate(&first).unwrap().name, "first.py");
    }

    #[test]
    fn a_part_ends_where_its_file_ends() {
        let mut map = SourceMap::default();
        let first = map.add("first.py", "a").unwrap();
        map.add("second.py", "b");
        assert_eq!(map.locate(&(first.end..first.end + 3)).unwrap().span, 1..1);
    }
}
