//! Every checked-in pickle, read without types and dumped at every protocol, is an equal object with the same sharing for
//! the Python that made it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use pickle_core::{Graph, Pickler, Protocol, Unpickler};
use pickle_tests::interpreter::{Interpreter, interpreters_and_environments, on_every};
use pickle_tests::path;
use pickle_tests::stored::{stored_pickles, styles_with_pickles};

/// A pickle that is checked in.
struct Checked {
    /// The module of the classes in it.
    module: String,
    name: String,
    /// The Python that made it: its version, or its version and the environment that it is.
    maker: String,
    /// The lowest protocol that can hold it.
    lowest: Protocol,
    bytes: Vec<u8>,
}

#[test]
fn every_checked_in_pickle_is_the_same_at_every_protocol() {
    let interpreters = interpreters_and_environments();
    if interpreters.is_empty() {
        eprintln!("skipped in part: no Python is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    let mut failures = Vec::new();
    for pickle in checked_in_pickles() {
        match transcoded(&pickle) {
            Ok(text) => {
                if let Some(interpreter) = nearest(&interpreters, &pickle.maker) {
                    lines.entry(interpreter.label()).or_default().push_str(&text);
                }
            }
            Err(error) => failures.push(format!("{} {}: {error}", pickle.module, pickle.name)),
        }
    }
    let directory = tempfile::tempdir().expect("a temporary directory");
    for result in on_every(&interpreters, |one| check_in_python(one, &lines, directory.path())) {
        failures.extend(result.err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn checked_in_pickles() -> Vec<Checked> {
    let mut all = pickles_of_styles();
    all.extend(pickles_of_standard_classes());
    all.extend(graphs());
    all.extend(pickles_in_files());
    assert!(all.len() > 1_500, "only {} pickles are found", all.len());
    all
}

fn pickles_of_styles() -> Vec<Checked> {
    let of_style = |module: String| {
        stored_pickles(&module).into_iter().map(move |pickle| {
            let maker = pickle.name.rsplit_once("-p").map(|(maker, _)| maker).unwrap_or_default().to_owned();
            Checked { module: module.clone(), name: pickle.name, maker, lowest: Protocol::V0, bytes: pickle.bytes }
        })
    };
    styles_with_pickles().into_iter().flat_map(of_style).collect()
}

fn pickles_of_standard_classes() -> Vec<Checked> {
    let mut all = Vec::new();
    for version in ["2.7", "3.6", "3.9", "3.11.2", "3.13"] {
        let file = core_tests(&format!("pystd/pickles/python-{version}.txt"));
        for line in file.lines() {
            let cells: Vec<&str> = line.split('|').collect();
            let &[name, protocol, hexadecimal] = cells.as_slice() else { panic!("{line}") };
            all.push(Checked {
                module: "values".to_owned(),
                name: format!("{name}-p{protocol}"),
                maker: version.to_owned(),
                lowest: Protocol::V0,
                bytes: from_hex(hexadecimal),
            });
        }
    }
    all
}

/// The pickles in files of their own, but for those that take a package to load.
fn pickles_in_files() -> Vec<Checked> {
    const NEED_A_PACKAGE: [&str; 2] = ["b19_cloudpickle", "b25_arrays"];
    let mut all = Vec::new();
    for (directory, module) in [("../examples", "models"), ("readme", "shop"), ("peer_failures", "m")] {
        for entry in fs::read_dir(path(directory)).expect("the directory is readable") {
            let file = entry.expect("the directory is readable").path();
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if file.extension().is_none_or(|extension| extension != "pickle") || NEED_A_PACKAGE.contains(&&*name) {
                continue;
            }
            let bytes = fs::read(&file).expect("the file is readable");
            let (module, maker) = (module.to_owned(), "3.12".to_owned());
            all.push(Checked { module, name, maker, lowest: Protocol::V0, bytes });
        }
    }
    assert!(all.len() > 20, "only {} files are found", all.len());
    all
}

/// The pickles of `graphs.txt` that this judge can compare: not those with views of buffers, nor those that only Python 2
/// writes.
fn graphs() -> Vec<Checked> {
    let file = core_tests("data/graphs.txt");
    let cells = file.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let ours = cells.filter(|cells| cells[0] != "buffers" && cells[1] != "-");
    ours.map(|cells| Checked {
        module: "writing_models".to_owned(),
        name: format!("{}-p{}", cells[0], cells[1]),
        maker: "3.12".to_owned(),
        lowest: cells[2].parse::<u8>().ok().and_then(|number| Protocol::try_from(number).ok()).unwrap_or_default(),
        bytes: from_hex(cells[3]),
    })
    .collect()
}

fn core_tests(file: &str) -> String {
    let file = path("../pickle-core/tests").join(file);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The lines of `transcode.py`: the pickle at each protocol that can hold it.
fn transcoded(pickle: &Checked) -> Result<String, String> {
    let graph: Graph<'_> = Unpickler::new().graph(&pickle.bytes).map_err(|error| error.to_string())?;
    let mut lines = String::new();
    for protocol in Protocol::ALL {
        match Pickler::new().protocol(protocol).dumps(&graph) {
            Ok(_) if protocol < pickle.lowest => return Err(format!("is not refused at protocol {protocol}")),
            Ok(dump) => {
                let Checked { module, name, maker, bytes, .. } = pickle;
                let (before, after) = (to_hex(bytes), to_hex(&dump));
                let _ = writeln!(lines, "{module}\t{name}\t{maker}\t{protocol}\t{before}\t{after}");
            }
            Err(_) if protocol < pickle.lowest => {}
            Err(error) => return Err(format!("at protocol {protocol}: {error}")),
        }
    }
    Ok(lines)
}

/// The Python of this version, else one of the same minor version, else the next newer one of the same major version. Only
/// the same environment has the libraries.
fn nearest<'i>(interpreters: &'i [Interpreter], maker: &str) -> Option<&'i Interpreter> {
    let (version, environment) = maker.split_once('-').map_or((maker, None), |(version, name)| (version, Some(name)));
    let numbers = |version: &str| version.split('.').filter_map(|number| number.parse().ok()).collect::<Vec<u32>>();
    let wanted = numbers(version);
    let in_environment = interpreters.iter().filter(|one| one.environment.as_deref() == environment);
    let same_major = in_environment.filter(|one| numbers(&one.version).first() == wanted.first());
    let distance = |one: &Interpreter| {
        let found = numbers(&one.version);
        let minor = |numbers: &[u32]| numbers.get(1).copied().unwrap_or_default();
        (minor(&found) < minor(&wanted), minor(&found).abs_diff(minor(&wanted)), found != wanted)
    };
    same_major.min_by_key(|one| distance(one))
}

fn check_in_python(
    interpreter: &Interpreter,
    lines: &BTreeMap<String, String>,
    directory: &Path,
) -> Result<(), String> {
    let Some(lines) = lines.get(&interpreter.label()) else { return Ok(()) };
    let file = directory.join(interpreter.label());
    fs::write(&file, lines).map_err(|error| error.to_string())?;
    interpreter.run("transcode.py", &[&file]).map_err(|error| format!("Python {}:\n{error}", interpreter.label()))
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn from_hex(hex: &str) -> Vec<u8> {
    let byte = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).unwrap_or_default(), 16);
    hex.as_bytes().chunks(2).map(byte).collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{hex}: {error}"))
}
