//! The fenced blocks of a chapter.

/// A fenced block.
#[derive(Debug)]
pub(crate) struct Block<'c> {
    /// What stands behind the fence, such as `rust`.
    pub(crate) language: &'c str,
    /// The line of the fence, counted from 1.
    pub(crate) line: usize,
    /// The lines between the fences.
    pub(crate) text: String,
}

impl Block<'_> {
    /// The file that the first line names in a comment: `# shop.py`, `// src/main.rs`.
    pub(crate) fn file(&self) -> Option<&str> {
        let comment = self.text.lines().next()?;
        let name = comment.strip_prefix("# ").or_else(|| comment.strip_prefix("// "))?;
        let is_name = !name.contains(' ') && name.contains('.');
        is_name.then_some(name)
    }

    /// What the file holds: all but the line that names it.
    pub(crate) fn content(&self) -> &str {
        self.text.split_once('\n').map_or("", |(_, rest)| rest.trim_start_matches('\n'))
    }

    /// The commands of a console, each with the output that is shown below it.
    pub(crate) fn commands(&self) -> Vec<(String, String)> {
        let mut commands: Vec<(String, String)> = Vec::new();
        for line in self.text.lines() {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push((command.to_owned(), String::new())),
                (None, Some((_, output))) => *output += &format!("{line}\n"),
                (None, None) => panic!("a console begins with a command, not with {line:?}"),
            }
        }
        commands
    }
}

/// The blocks of a chapter, in order.
pub(crate) fn blocks(chapter: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut lines = chapter.lines().zip(1..);
    while let Some((fence, line)) = lines.next() {
        if let Some(language) = fence.strip_prefix("```") {
            let inside = lines.by_ref().map(|(line, _)| line).take_while(|line| *line != "```");
            found.push(Block { language, line, text: inside.map(|line| format!("{line}\n")).collect() });
        }
    }
    found
}

/// Whether a text is what is shown, where each `mark` stands for any text.
pub(crate) fn is_shown(text: &str, shown: &str, mark: &str) -> bool {
    let parts: Vec<&str> = shown.split(mark).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let mut rest = text;
    for part in &parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    text.starts_with(first) && text.ends_with(last)
}
