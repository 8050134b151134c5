//! How messages are written, and whether at all: for people, with colours on a terminal, or for programs.

use std::env;
use std::io::{self, IsTerminal, Write};

use pickle_codegen::diagnostics::{Style, Summary};
use pickle_codegen::{Diagnostics, Severity};

use super::progress::Progress;
use super::{Failure, Outcome};

/// How messages are written.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Messages")]
pub(super) struct MessageArgs {
    /// How to write messages
    #[arg(long, value_enum, default_value_t = Format::Human, global = true)]
    format: Format,

    /// When to use colours; `auto` is on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", global = true)]
    color: Color,

    /// Write no messages but errors
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, as rustc does
    Human,
    /// One JSON object a line
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl MessageArgs {
    /// What the arguments mean where the program runs.
    pub(super) fn messages(&self) -> Messages {
        let style = match self.format {
            Format::Json => Style::Json,
            Format::Github => Style::Github,
            Format::Human if self.color.is_wanted() => Style::Coloured,
            Format::Human => Style::Plain,
        };
        let has_progress = self.format == Format::Human && !self.quiet && io::stderr().is_terminal();
        Messages { style, is_quiet: self.quiet, has_progress }
    }
}

impl Color {
    fn is_wanted(self) -> bool {
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}

/// The way to whoever reads the messages.
pub(super) struct Messages {
    style: Style,
    is_quiet: bool,
    has_progress: bool,
}

impl Messages {
    /// Says what there is to say about the Python, and how much that is.
    pub(super) fn report(&self, diagnostics: &Diagnostics) -> Summary {
        let is_said = |severity: Severity| !self.is_quiet || severity == Severity::Error;
        for finding in diagnostics.iter().filter(|finding| is_said(finding.severity)) {
            say(&diagnostics.render_finding(finding, self.style));
        }
        let summary = diagnostics.summary();
        if !self.is_quiet {
            say(&summary.render(self.style).unwrap_or_default());
        }
        summary
    }

    /// Says what there is to say about an input that is refused.
    pub(super) fn refuse(&self, diagnostics: &Diagnostics) -> Outcome {
        self.report(diagnostics);
        Outcome::Refused
    }

    /// Says why a run cannot go on.
    pub(super) fn fail(&self, failure: &Failure) -> Outcome {
        say(&self.style.error(&failure.to_string()));
        Outcome::Refused
    }

    /// How what is found is written down.
    pub(super) fn style(&self) -> Style {
        self.style
    }

    /// Shows how far a long run is, if somebody looks.
    pub(super) fn progress(&self) -> Progress<io::Stderr> {
        Progress::new(self.has_progress.then(io::stderr))
    }
}

fn say(text: &str) {
    // Without a standard error there is nobody to tell.
    let _ = io::stderr().write_all(text.as_bytes());
}
