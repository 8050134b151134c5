//! A class as text: its decorator, its bases, what it declares and its methods.

use super::Form;
use super::lines::Lines;

/// A class before it is laid out in lines.
#[derive(Debug, Default)]
pub(super) struct ClassForm {
    pub(super) decorator: Option<String>,
    /// Base classes, and keywords such as `kw_only=True`.
    pub(super) bases: Vec<String>,
    /// Assignments such as `__slots__ = (..)`.
    pub(super) settings: Vec<String>,
    pub(super) fields: Vec<FieldForm>,
    pub(super) methods: Vec<Method>,
}

/// An attribute or a member: `name: annotation = value`.
#[derive(Debug)]
pub(super) struct FieldForm {
    pub(super) name: String,
    pub(super) annotation: Option<String>,
    pub(super) value: Option<String>,
    pub(super) doc: Option<String>,
}

#[derive(Debug)]
pub(super) struct Method {
    /// `__reduce__(self)`
    pub(super) head: String,
    pub(super) body: Vec<String>,
}

impl ClassForm {
    /// The lines of the class, with the nested ones in front of its fields.
    pub(super) fn lines(self, name: &str, doc: Option<&str>, nested: Lines, form: Form) -> Lines {
        let mut lines = Lines::default();
        lines.extend_decorator(self.decorator);
        let bases = if self.bases.is_empty() { String::new() } else { format!("({})", self.bases.join(", ")) };
        lines.push(format!("class {name}{bases}:"));
        let mut sections = Vec::new();
        sections.extend(doc.map(docstring));
        sections.extend(section(self.settings));
        if !nested.is_empty() {
            sections.push(nested);
        }
        let mut fields = Lines::default();
        self.fields.into_iter().for_each(|field| field.push(&mut fields, form));
        sections.push(fields);
        if form == Form::Module {
            sections.extend(self.methods.into_iter().map(Method::lines));
        }
        sections.retain(|section| !section.is_empty());
        lines.nest(body(sections));
        lines
    }
}

impl Lines {
    fn extend_decorator(&mut self, decorator: Option<String>) {
        if let Some(decorator) = decorator {
            self.push(format!("@{decorator}"));
        }
    }
}

/// The sections with a blank line between them.
fn body(sections: Vec<Lines>) -> Lines {
    let mut body = Lines::default();
    if sections.is_empty() {
        body.push("pass");
    }
    for (index, section) in sections.into_iter().enumerate() {
        if index > 0 {
            body.blank();
        }
        body.extend(section);
    }
    body
}

fn section(texts: Vec<String>) -> Option<Lines> {
    let mut lines = Lines::default();
    texts.into_iter().for_each(|text| lines.push(text));
    (!lines.is_empty()).then_some(lines)
}

/// A docstring, which ends its first line or stands alone.
pub(super) fn docstring(doc: &str) -> Lines {
    let doc = doc.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
    let mut lines = Lines::default();
    let text: Vec<&str> = doc.lines().collect();
    match &text[..] {
        [only] => lines.push(format!("\"\"\"{}\"\"\"", closed(only))),
        [first, rest @ ..] => {
            lines.push(format!("\"\"\"{first}"));
            rest.iter().for_each(|line| lines.push(line.trim_end()));
            lines.push("\"\"\"");
        }
        [] => {}
    }
    lines
}

/// A quote at the end would be taken for the end.
fn closed(line: &str) -> String {
    if line.ends_with('"') { format!("{line} ") } else { line.to_owned() }
}

impl FieldForm {
    fn push(self, lines: &mut Lines, form: Form) {
        let annotation = self.annotation.as_ref().map(|annotation| format!(": {annotation}")).unwrap_or_default();
        let value = match self.value {
            Some(_) if form == Form::Stubs && self.annotation.is_some() => " = ...".to_owned(),
            Some(value) => format!(" = {value}"),
            None => String::new(),
        };
        lines.push(format!("{}{annotation}{value}", self.name));
        if let Some(doc) = &self.doc {
            lines.extend(docstring(doc));
        }
    }
}

impl Method {
    fn lines(self) -> Lines {
        let mut body = Lines::default();
        self.body.into_iter().for_each(|line| body.push(line));
        let mut lines = Lines::default();
        lines.push(format!("def {}:", self.head));
        lines.nest(body);
        lines
    }
}
