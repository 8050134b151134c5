//! `pickletools dis`: the opcodes as text.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use pickle_core::pickletools::{DisMemo, DisOptions, dis_with_memo};

use crate::cli::DisArguments;
use crate::failure::Failure;
use crate::input::Input;
use crate::output;

/// The column of annotations in Python's command line.
const ANNOTATION_COLUMN: usize = 30;

/// What was printed before an error stays: it leads to the place.
pub(crate) fn run(arguments: &DisArguments) -> Result<ExitCode, Failure> {
    let mut out: BufWriter<Box<dyn Write>> = BufWriter::new(match &arguments.output {
        None => Box::new(io::stdout()),
        Some(path) => Box::new(File::create(path).map_err(|cause| Failure::with_file("cannot write", path, cause))?),
    });
    let printed = print(arguments, &mut out);
    out.flush().map_err(output::cannot_print)?;
    printed.map(|()| ExitCode::SUCCESS)
}

fn print(arguments: &DisArguments, out: &mut impl Write) -> Result<(), Failure> {
    let annotate = if arguments.annotate { ANNOTATION_COLUMN } else { 0 };
    let options = DisOptions::new().indent_level(arguments.indent_level.into()).annotate(annotate);
    let mut memo = DisMemo::new();
    for path in &arguments.files {
        let input = Input::read(path)?;
        if arguments.files.len() > 1 {
            let preamble = arguments.preamble.replace("{name}", &input.name);
            writeln!(out, "{preamble}").map_err(output::cannot_print)?;
        }
        input.for_each_pickle(|bytes, start| {
            if !arguments.memo {
                memo = DisMemo::new();
            }
            let options = options.clone().first_position(start);
            // The errors count from the beginning of the file as well.
            dis_with_memo(bytes, &mut *out, &options, &mut memo)
                .map_err(|cause| Failure::in_pickle(&input.name, 0, cause))
        })?;
    }
    Ok(())
}
