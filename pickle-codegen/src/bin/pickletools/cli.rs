//! What the command line accepts.

use std::path::PathBuf;

use pickle_core::Protocol;

/// Looks at Python's pickles, makes them smaller, and changes their protocol. Nothing in them runs.
///
/// A FILE may hold several pickles one after another; `-` is standard input.
#[derive(Debug, clap::Parser)]
#[command(name = "pickletools", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Print the opcodes, as `python -m pickletools` does
    Dis(DisArguments),
    /// Drop what is stored in the memo and never read
    Optimize(OptimizeArguments),
    /// Print the values as a tree: `&1` marks a value that is referred to again, `*1` refers to it
    Show(ShowArguments),
    /// Write the same values at another protocol
    Transcode(TranscodeArguments),
    /// List every global that pickles name; exit with 1 if one is not allowed
    Scan(ScanArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct DisArguments {
    /// The files to read
    #[arg(default_value = "-")]
    pub(crate) files: Vec<PathBuf>,

    /// Say behind each line what the opcode does
    #[arg(short, long)]
    pub(crate) annotate: bool,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Keep the memo from one pickle to the next, for pickles that one Pickler wrote
    #[arg(short, long)]
    pub(crate) memo: bool,

    /// How many blanks to indent by below a MARK
    #[arg(short = 'l', long = "indentlevel", default_value_t = 4, value_name = "BLANKS")]
    pub(crate) indent_level: u8,

    /// What to print before each file, if there are several
    #[arg(short, long, default_value = "==> {name} <==")]
    pub(crate) preamble: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct OptimizeArguments {
    /// The file to read
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArguments {
    /// The files to read
    #[arg(default_value = "-")]
    pub(crate) files: Vec<PathBuf>,

    /// How many levels to show
    #[arg(long, default_value_t = 50, value_name = "LEVELS")]
    pub(crate) max_depth: usize,

    /// How many items of a container to show, and how many characters of a text
    #[arg(long, default_value_t = 100, value_name = "ITEMS")]
    pub(crate) max_length: usize,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TranscodeArguments {
    /// The file to read
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,

    /// The protocol to write, 0 to 5
    #[arg(short, long, value_parser = protocol)]
    pub(crate) protocol: Protocol,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ScanArguments {
    /// The files to read
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// A global that may be named, or `MODULE.*` for all of a module; may be repeated. Without any, no global may be named
    #[arg(long, value_name = "MODULE.NAME")]
    pub(crate) allow: Vec<String>,

    /// How to print: a line for each name, or one JSON object on a line for each file
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

fn protocol(text: &str) -> Result<Protocol, String> {
    let number = text.parse::<u8>().map_err(|error| error.to_string())?;
    Protocol::try_from(number).map_err(|error| error.to_string())
}
