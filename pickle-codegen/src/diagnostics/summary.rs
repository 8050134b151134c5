//! How many findings there are.

use std::fmt;

use super::{Severity, Style, render};

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Summary {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
}

impl Summary {
    pub(super) fn of(severities: impl Iterator<Item = Severity>) -> Summary {
        let mut summary = Summary::default();
        for severity in severities {
            *match severity {
                Severity::Error => &mut summary.errors,
                Severity::Warning => &mut summary.warnings,
                Severity::Note => &mut summary.notes,
            } += 1;
        }
        summary
    }

    /// The last line of a report for people, as `warning: 3 warnings, 2 notes`; none if there were no findings, or if the
    /// report is for a program.
    ///
    /// ```
    /// use pickle_codegen::diagnostics::Style;
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("models.py", "models", "class Order:\n    total: Money\n");
    /// let summary = generate(&sources, &Options::default()).unwrap().diagnostics.summary();
    ///
    /// assert_eq!(summary.render(Style::Plain).unwrap(), "warning: 1 warning\n");
    /// ```
    pub fn render(&self, style: Style) -> Option<String> {
        match style {
            Style::Plain | Style::Coloured => {
                Some(render::title(self.worst()?, &self.to_string(), style == Style::Coloured) + "\n")
            }
            Style::Json | Style::Github => None,
        }
    }

    fn worst(&self) -> Option<Severity> {
        self.counts().into_iter().find(|(count, _)| *count > 0).map(|(_, severity)| severity)
    }

    fn counts(&self) -> [(usize, Severity); 3] {
        [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.notes, Severity::Note)]
    }
}

impl fmt::Display for Summary {
    /// Such as `3 warnings, 1 note`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.counts().into_iter().filter(|(count, _)| *count > 0);
        let texts: Vec<String> = counts
            .map(|(count, severity)| format!("{count} {severity}{}", if count == 1 { "" } else { "s" }))
            .collect();
        f.write_str(&texts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;
    use crate::diagnostics::Style;

    #[test]
    fn the_worst_severity_stands_in_front() {
        let summary = Summary { errors: 1, warnings: 0, notes: 2 };
        assert_eq!(summary.render(Style::Plain).unwrap(), "error: 1 error, 2 notes\n");
        assert_eq!(summary.render(Style::Json), None);
        assert_eq!(Summary::default().render(Style::Plain), None);
    }
}
