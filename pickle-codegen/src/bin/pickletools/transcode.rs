//! `pickletools transcode`: the same values at another protocol.

use std::process::ExitCode;

use pickle_core::Pickler;

use crate::cli::TranscodeArguments;
use crate::failure::Failure;
use crate::input::Input;
use crate::output;

/// Writes nothing unless every pickle can be written.
pub(crate) fn run(arguments: &TranscodeArguments) -> Result<ExitCode, Failure> {
    let input = Input::read(&arguments.file)?;
    let pickler = Pickler::new().protocol(arguments.protocol);
    let mut transcoded = Vec::new();
    input.for_each_graph(|pickle| {
        let dumped = pickler.dumps(&pickle.graph);
        transcoded.extend(dumped.map_err(|cause| Failure::in_pickle(&input.name, pickle.start, cause))?);
        Ok(())
    })?;
    output::write(arguments.output.as_deref(), &transcoded)?;
    Ok(ExitCode::SUCCESS)
}
