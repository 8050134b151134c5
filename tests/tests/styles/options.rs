//! How the generator is asked for a style.

use pickle_codegen::Options;

/// The option of the command line in the style's line `# codegen: --option value`.
pub(crate) fn with_header(source: &str) -> Options {
    let options = Options::default();
    let line = source.lines().find_map(|line| line.strip_prefix("# codegen: "));
    match line.and_then(|line| line.split_once(' ')) {
        None => options,
        Some(("--attrs-version", version)) => options.attrs_version(version.parse().expect("a version of attrs")),
        Some(("--pydantic-version", version)) => {
            options.pydantic_version(version.parse().expect("a version of pydantic"))
        }
        Some(("--family", base)) => options.with_families([base.to_owned()]),
        Some((option, value)) => panic!("pickle-codegen has no {option} {value}"),
    }
}
