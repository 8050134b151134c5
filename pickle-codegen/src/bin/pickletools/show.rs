//! `pickletools show`: the values of pickles as a tree.

mod parts;
mod style;
mod summary;
mod tree;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use crate::cli::ShowArguments;
use crate::failure::Failure;
use crate::input::{Input, Pickle};
use crate::output;

use style::Style;
use tree::Tree;

pub(crate) fn run(arguments: &ShowArguments) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(io::stdout());
    let style = Style::of_standard_output();
    let shown = arguments.files.iter().try_for_each(|path| {
        let input = Input::read(path)?;
        input.for_each_graph(|pickle| {
            let heading = style.faint(&heading(&input.name, pickle));
            writeln!(out, "{heading}")
                .and_then(|()| Tree::new(&pickle.graph, arguments, style).write_to(&mut out))
                .map_err(output::cannot_print)
        })
    });
    out.flush().map_err(output::cannot_print)?;
    shown.map(|()| ExitCode::SUCCESS)
}

fn heading(name: &str, pickle: &Pickle<'_>) -> String {
    let graph = &pickle.graph;
    format!("# {name}, byte {}: protocol {}, {} bytes", pickle.start, graph.protocol(), graph.pickle_len())
}
