//! `pickle-codegen man`: the manual page.

use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;

use super::output::print;
use super::{Cli, Failure, Outcome};

/// Where the pages go.
#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// Write the page, and one for each command, into DIRECTORY
    #[arg(long, value_name = "DIRECTORY")]
    out_dir: Option<PathBuf>,
}

/// Prints or writes the manual.
pub(super) fn run(arguments: &ManArgs) -> Result<Outcome, Failure> {
    match &arguments.out_dir {
        None => print_page()?,
        Some(directory) => write_pages(directory)?,
    }
    Ok(Outcome::Done)
}

fn print_page() -> Result<(), Failure> {
    let mut page = Vec::new();
    let rendered = Man::new(Cli::command()).render(&mut page);
    rendered.map_err(|cause| Failure::new("cannot write the manual page", cause))?;
    print(&page)
}

fn write_pages(directory: &Path) -> Result<(), Failure> {
    let written = fs::create_dir_all(directory).and_then(|()| clap_mangen::generate_to(Cli::command(), directory));
    written.map_err(|cause| Failure::with_file("cannot write manual pages into", directory, cause))
}
