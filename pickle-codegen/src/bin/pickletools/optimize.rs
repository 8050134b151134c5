//! `pickletools optimize`: the same pickles without unused memo entries.

use std::process::ExitCode;

use pickle_core::pickletools::{genops, optimize};

use crate::cli::OptimizeArguments;
use crate::failure::Failure;
use crate::input::Input;
use crate::output;

pub(crate) fn run(arguments: &OptimizeArguments) -> Result<ExitCode, Failure> {
    let input = Input::read(&arguments.file)?;
    let mut optimized = Vec::new();
    input.for_each_pickle(|bytes, start| {
        optimized.extend(optimize(bytes).map_err(|cause| Failure::in_pickle(&input.name, start, cause))?);
        let mut ops = genops(bytes);
        ops.by_ref().for_each(drop);
        Ok(usize::try_from(ops.end()).unwrap_or(bytes.len()))
    })?;
    output::write(arguments.output.as_deref(), &optimized)?;
    Ok(ExitCode::SUCCESS)
}
