//! Classes from whatever has some: Python, schemas or sample pickles.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use pickle_codegen::{
    Described, Diagnostics, Options, Places, Sample, Search, Sources, infer_schema, read_schema, schema_json,
};
use pickle_core::schema::Schema;

use super::Failure;
use super::samples::read_samples;

/// What files say about classes.
pub(super) struct ClassesRead {
    pub(super) schema: Schema,
    /// What could not be read as it stands.
    pub(super) diagnostics: Diagnostics,
    /// Where they stand, if that is in Python.
    pub(super) places: Places,
    /// What they were read from, if that is Python.
    pub(super) sources: Option<Sources>,
}

impl ClassesRead {
    /// Reads the files, all of which are what the first one is. `module` is the name of a single Python file.
    pub(super) fn read(
        paths: &[PathBuf],
        module: Option<&str>,
        options: &Options,
    ) -> Result<Result<ClassesRead, Diagnostics>, Failure> {
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        match first.extension().and_then(OsStr::to_str) {
            _ if first.is_dir() => read_sources(paths, module, options),
            Some("py" | "pyi") => read_sources(paths, module, options),
            Some("json") => {
                let schema = read_schemas(paths)?;
                let (diagnostics, places) = (Diagnostics::default(), Places::default());
                Ok(Ok(ClassesRead { schema, diagnostics, places, sources: None }))
            }
            _ => {
                let files = read_samples(paths)?;
                let samples: Vec<Sample<'_>> = files.iter().map(|(name, bytes)| Sample { name, bytes }).collect();
                Ok(infer_schema(&samples, options).map(|described| ClassesRead::new(described, None)))
            }
        }
    }

    fn new(described: Described, sources: Option<Sources>) -> ClassesRead {
        let Described { schema, diagnostics, places, .. } = described;
        ClassesRead { schema, diagnostics, places, sources }
    }
}

fn read_sources(
    paths: &[PathBuf],
    module: Option<&str>,
    options: &Options,
) -> Result<Result<ClassesRead, Diagnostics>, Failure> {
    let search = paths.iter().fold(Search::new(), Search::path);
    let search = match (module, paths) {
        (Some(module), [path]) if !path.is_dir() => search.name(module),
        _ => search,
    };
    let sources = search.read().map_err(Failure::told)?;
    Ok(read_schema(&sources, options).map(|described| ClassesRead::new(described, Some(sources))))
}

fn read_schemas(paths: &[PathBuf]) -> Result<Schema, Failure> {
    let mut all = Schema::default();
    for path in paths {
        let text = fs::read_to_string(path).map_err(|cause| Failure::with_file("cannot read", path, cause))?;
        let schema = schema_json::from_json(&text)
            .map_err(|error| Failure::told(format!("{} is no schema: {error}", path.display())))?;
        all.classes.extend(schema.classes);
        all.aliases.extend(schema.aliases);
    }
    Ok(all)
}
