//! The command line: what it accepts, and what it does with the generated Rust.

use std::fmt::{self, Display};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::{fs, process};

use pickle_codegen::{AttrsVersion, Diagnostics, LiteralStyle, ModuleName, Options, PydanticVersion, generate};
use similar::TextDiff;

/// Prints the Rust types for the classes of a Python file. The Python does not run.
#[derive(Debug, clap::Parser)]
#[command(name = "pickle-codegen", version)]
pub(crate) struct Cli {
    /// The Python file; `-` reads standard input
    input: PathBuf,

    /// Write to FILE instead of standard output, if its content differs
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The name under which Python imports the module [default: from the path]
    #[arg(long, value_name = "NAME")]
    module: Option<String>,

    /// A class (`Customer`) or a field (`Order.customer`) whose values are shared; may be repeated
    #[arg(long, value_name = "NAME")]
    shared: Vec<String>,

    /// A field (`Node.parent`) that points at an object which another place owns; may be repeated
    #[arg(long, value_name = "NAME")]
    weak: Vec<String>,

    /// The attrs that reads what Rust writes: `<22.2` or `>=22.2` [default: >=22.2]
    #[arg(long, value_name = "VERSION")]
    attrs_version: Option<AttrsVersion>,

    /// The pydantic that `import pydantic` means: 1, 2, or 2.0 for 2.0 to 2.3 [default: 2]
    #[arg(long, value_name = "VERSION")]
    pydantic_version: Option<PydanticVersion>,

    /// A class whose fields hold instances of its subclasses in the file as well, or `all`; may be repeated
    #[arg(long, value_name = "NAME")]
    family: Vec<String>,

    /// What `Literal[...]` becomes
    #[arg(long, value_enum, default_value_t = Literal::Enum)]
    literal: Literal,

    /// Compare with the output file and write nothing; exit with 1 and a diff if it differs
    #[arg(long, requires = "output")]
    check: bool,
}

/// What `Literal[...]` becomes.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Literal {
    /// An enum of its values
    Enum,
    /// The type of its values
    AsBase,
}

impl From<Literal> for LiteralStyle {
    fn from(literal: Literal) -> LiteralStyle {
        match literal {
            Literal::Enum => LiteralStyle::Enum,
            Literal::AsBase => LiteralStyle::AsBase,
        }
    }
}

/// How a run without a failure ends.
pub(crate) enum Outcome {
    Done,
    /// `--check` found a difference.
    CheckFailed,
    /// The input is not Python.
    Refused,
}

/// A failure, with what was being done.
pub(crate) struct Failure {
    doing: String,
    cause: Option<io::Error>,
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(f, "{}: {cause}", self.doing),
            None => f.write_str(&self.doing),
        }
    }
}

/// Does what the command line says.
pub(crate) fn run(cli: &Cli) -> Result<Outcome, Failure> {
    let options = options(cli)?;
    let source = read_source(&cli.input)?;
    let generated = match generate(&source, &options) {
        Ok(generated) => generated,
        Err(errors) => {
            report(&errors);
            return Ok(Outcome::Refused);
        }
    };
    report(&generated.diagnostics);
    match &cli.output {
        None => print(&generated.rust).map(|()| Outcome::Done),
        Some(output) if cli.check => check(output, &generated.rust),
        Some(output) => write_if_changed(output, &generated.rust).map(|()| Outcome::Done),
    }
}

fn options(cli: &Cli) -> Result<Options, Failure> {
    let module = match &cli.module {
        Some(name) => ModuleName::from(name.as_str()),
        None if is_standard_input(&cli.input) => {
            let doing = "standard input has no module name; say `--module NAME`".to_owned();
            return Err(Failure { doing, cause: None });
        }
        None => ModuleName::of_file(&cli.input),
    };
    let file_name = if is_standard_input(&cli.input) { "<stdin>".into() } else { cli.input.to_string_lossy() };
    Ok(Options::new(file_name, module)
        .with_shared(cli.shared.iter().cloned())
        .with_weak(cli.weak.iter().cloned())
        .with_families(cli.family.iter().cloned())
        .with_literal(cli.literal.into())
        .attrs_version(cli.attrs_version.unwrap_or_default())
        .pydantic_version(cli.pydantic_version.unwrap_or_default()))
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

fn read_source(input: &Path) -> Result<String, Failure> {
    let source = if is_standard_input(input) {
        let mut source = String::new();
        io::stdin().read_to_string(&mut source).map(|_| source)
    } else {
        fs::read_to_string(input)
    };
    source.map_err(|cause| failure("cannot read", input, cause))
}

fn report(diagnostics: &Diagnostics) {
    let coloured = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    // Without a standard error there is nobody to tell.
    let _ = io::stderr().write_all(diagnostics.render(coloured).as_bytes());
}

fn print(text: &str) -> Result<(), Failure> {
    let written = io::stdout().write_all(text.as_bytes());
    written.map_err(|cause| Failure { doing: "cannot write to standard output".to_owned(), cause: Some(cause) })
}

fn check(output: &Path, expected: &str) -> Result<Outcome, Failure> {
    let found = match fs::read_to_string(output) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(failure("cannot read", output, cause)),
    };
    if found == expected {
        return Ok(Outcome::Done);
    }
    let diff = TextDiff::from_lines(&found, expected);
    let name = output.display().to_string();
    print(&diff.unified_diff().header(&name, &format!("{name} (generated)")).to_string())?;
    Ok(Outcome::CheckFailed)
}

/// Replaces the file in one step, so that nobody ever sees half of it.
fn write_if_changed(output: &Path, text: &str) -> Result<(), Failure> {
    if fs::read(output).is_ok_and(|found| found == text.as_bytes()) {
        return Ok(());
    }
    let target = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", process::id()));
    let temporary = target.with_file_name(name);
    fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, &target)).map_err(|cause| {
        // The write failed; that it left something behind would be no better news.
        let _ = fs::remove_file(&temporary);
        failure("cannot write", output, cause)
    })
}

fn failure(doing: &str, path: &Path, cause: io::Error) -> Failure {
    Failure { doing: format!("{doing} {}", path.display()), cause: Some(cause) }
}
