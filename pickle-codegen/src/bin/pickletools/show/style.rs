//! Colours, where there is a terminal to show them.

use std::fmt::Display;
use std::io::{self, IsTerminal};

/// How to colour: with the escapes of a terminal, or not at all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    is_coloured: bool,
}

impl Style {
    pub(crate) fn of_standard_output() -> Style {
        Style { is_coloured: io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() }
    }

    pub(crate) fn faint(self, text: &dyn Display) -> String {
        self.paint("2", text)
    }

    /// A class or function.
    pub(crate) fn name(self, text: &dyn Display) -> String {
        self.paint("36", text)
    }

    /// A sharing mark.
    pub(crate) fn mark(self, text: &dyn Display) -> String {
        self.paint("1;33", text)
    }

    fn paint(self, code: &str, text: &dyn Display) -> String {
        if self.is_coloured { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }
}
