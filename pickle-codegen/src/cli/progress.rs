//! How far a long run is: one line on the terminal, which is gone at the end.

use std::io::Write;
use std::time::{Duration, Instant};

use pickle_codegen::Visit;

/// Fewer files are read before anybody asks.
const FIRST_COUNT: usize = 500;

/// How long a count stays.
const INTERVAL: Duration = Duration::from_millis(100);

/// Moves to the beginning of the line and empties it.
const CLEAR: &str = "\r\x1b[2K";

/// The line of a run.
pub(super) struct Progress<W: Write> {
    out: Option<W>,
    files: usize,
    shown: Option<Instant>,
}

impl<W: Write> Progress<W> {
    /// The progress on a terminal, if there is one.
    pub(super) fn new(out: Option<W>) -> Progress<W> {
        Progress { out, files: 0, shown: None }
    }

    /// Counts a file that is read.
    pub(super) fn visit(&mut self, visit: Visit<'_>) {
        if !matches!(visit, Visit::File(_)) {
            return;
        }
        self.files += 1;
        let is_due = self.shown.is_none_or(|shown| shown.elapsed() >= INTERVAL);
        if is_due && self.files >= FIRST_COUNT {
            self.show(&format!("reading Python files: {}", self.files));
        }
    }

    /// All files are read.
    pub(super) fn generating(&mut self) {
        if self.files >= FIRST_COUNT {
            self.show(&format!("generating from {} Python files", self.files));
        }
    }

    fn show(&mut self, line: &str) {
        if let Some(out) = &mut self.out {
            // A terminal that is gone is no reason to stop.
            let _ = write!(out, "{CLEAR}{line}").and_then(|()| out.flush());
            self.shown = Some(Instant::now());
        }
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            self.show("");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use pickle_codegen::Visit;

    use super::Progress;

    fn shown(files: usize) -> String {
        let mut out = Vec::new();
        let mut progress = Progress::new(Some(&mut out));
        for _ in 0..files {
            progress.visit(Visit::Directory(Path::new("shop")));
            progress.visit(Visit::File(Path::new("shop/models.py")));
        }
        progress.generating();
        drop(progress);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn few_files_show_nothing() {
        assert_eq!(shown(499), "");
    }

    #[test]
    fn the_line_is_rewritten_and_gone_at_the_end() {
        let shown = shown(700);
        assert!(shown.starts_with("\r\x1b[2Kreading Python files: 500"), "{shown:?}");
        assert!(shown.ends_with("\r\x1b[2Kgenerating from 700 Python files\r\x1b[2K"), "{shown:?}");
        assert!(!shown.contains('\n'));
    }
}
