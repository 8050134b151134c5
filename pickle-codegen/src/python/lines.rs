//! Lines of Python, as `black` breaks them.

/// The length that `black` leaves alone.
const MOST: usize = 88;

/// Lines with their indentation in steps of four.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lines(Vec<(usize, String)>);

impl Lines {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn push(&mut self, text: impl Into<String>) {
        self.0.push((0, text.into()));
    }

    pub(super) fn blank(&mut self) {
        self.0.push((0, String::new()));
    }

    /// Adds lines a step further in.
    pub(super) fn nest(&mut self, inner: Lines) {
        self.0.extend(inner.0.into_iter().map(|(depth, text)| (depth + 1, text)));
    }

    pub(super) fn extend(&mut self, other: Lines) {
        self.0.extend(other.0);
    }

    /// The text, with long lines broken.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (depth, line) in &self.0 {
            write_line(&mut text, *depth, line);
        }
        text
    }
}

fn write_line(out: &mut String, depth: usize, line: &str) {
    let fits = 4 * depth + line.chars().count() <= MOST;
    let values = line.strip_prefix("return ").map(|values| split(values, ',')).unwrap_or_default();
    match (!fits).then(|| last_brackets(line)).flatten() {
        Some(_) if values.len() > 1 => {
            raw_line(out, depth, "return (");
            values.into_iter().for_each(|value| write_line(out, depth + 1, &format!("{value},")));
            raw_line(out, depth, ")");
        }
        Some((open, close)) => {
            let (head, body, tail) = (&line[..=open], &line[open + 1..close], &line[close..]);
            raw_line(out, depth, head);
            write_body(out, depth + 1, body);
            raw_line(out, depth, tail);
        }
        None => raw_line(out, depth, line),
    }
}

/// What stands in brackets: in one line if it fits, else one item a line.
fn write_body(out: &mut String, depth: usize, body: &str) {
    let items = split(body, ',');
    if 4 * depth + body.chars().count() <= MOST && items.len() == 1 {
        return raw_line(out, depth, body);
    }
    if items.len() == 1 && split(body, '|').len() > 1 {
        for (index, item) in split(body, '|').into_iter().enumerate() {
            raw_line(out, depth, &if index == 0 { item.to_owned() } else { format!("| {item}") });
        }
        return;
    }
    for item in items {
        write_line(out, depth, &format!("{item},"));
    }
}

fn raw_line(out: &mut String, depth: usize, line: &str) {
    if !line.is_empty() {
        out.push_str(&"    ".repeat(depth));
        out.push_str(line);
    }
    out.push('\n');
}

/// The last pair of brackets that is in no other, with something in it.
fn last_brackets(line: &str) -> Option<(usize, usize)> {
    let (mut depth, mut open, mut found) = (0, 0, None);
    for (index, character) in code(line) {
        match character {
            '(' | '[' | '{' => {
                if depth == 0 {
                    open = index;
                }
                depth += 1;
            }
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 && index > open + 1 {
                    found = Some((open, index));
                }
            }
            _ => {}
        }
    }
    found
}

/// The parts of a text between separators that are in no brackets.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (index, character) in code(text) {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            other if other == separator && depth == 0 => {
                parts.push(text[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The characters outside of strings.
fn code(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut is_string, mut is_escaped) = (false, false);
    text.char_indices().filter(move |(_, character)| {
        let was_string = is_string;
        match character {
            '"' if !is_escaped => is_string = !is_string,
            _ => {}
        }
        is_escaped = is_string && *character == '\\' && !is_escaped;
        !was_string && !is_string
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str) -> String {
        let mut lines = Lines::default();
        lines.push(line);
        lines.text()
    }

    #[test]
    fn short_lines_stay() {
        assert_eq!(text("x: dict[str, int]"), "x: dict[str, int]\n");
    }

    #[test]
    fn long_brackets_get_an_item_a_line() {
        let (first, second) = ("a".repeat(50), "b".repeat(50));
        assert_eq!(text(&format!("f({first}, {second})")), format!("f(\n    {first},\n    {second},\n)\n"));
    }

    #[test]
    fn several_values_that_are_returned_get_brackets() {
        let (first, second) = ("a".repeat(50), "b".repeat(50));
        let expected = format!("return (\n    {first},\n    ({second}, 1),\n)\n");
        assert_eq!(text(&format!("return {first}, ({second}, 1)")), expected);
    }

    #[test]
    fn brackets_in_strings_are_none() {
        let string = format!("\"({}\"", "a".repeat(90));
        assert_eq!(text(&format!("x = {string}")), format!("x = {string}\n"));
    }
}
