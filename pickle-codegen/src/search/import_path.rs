//! `ImportPath`: the directories from which Python imports, as its `sys.path`.

use std::path::{Path, PathBuf};

use crate::module_name::{ModuleName, directory_around, is_identifier, is_package};

/// Directories, the first of which that has a module counts.
pub(super) struct ImportPath {
    roots: Vec<PathBuf>,
    /// How many of them somebody named; the others are guessed from paths.
    named: usize,
}

impl ImportPath {
    /// The directories that somebody named, and those around the files and directories to read.
    pub(super) fn new(named: &[PathBuf], read: &[PathBuf]) -> ImportPath {
        let mut roots: Vec<PathBuf> = named.to_vec();
        for root in read.iter().map(|path| root_of(path)) {
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        ImportPath { roots, named: named.len() }
    }

    pub(super) fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// The file of a module: `shop.models` is `shop/models.py` or `shop/models/__init__.py`.
    pub(super) fn find(&self, module: &str) -> Option<PathBuf> {
        let candidates = self.paths_of(module).flat_map(|path| [path.join("__init__.py"), path.with_extension("py")]);
        candidates.into_iter().find(|path| path.is_file())
    }

    /// The directory of a package without an `__init__.py` (PEP 420).
    pub(super) fn find_directory(&self, package: &str) -> Option<PathBuf> {
        self.paths_of(package).find(|path| path.is_dir())
    }

    /// Where a module would be, without the `.py` that it could have.
    pub(super) fn paths_of(&self, module: &str) -> impl Iterator<Item = PathBuf> {
        let parts: Vec<&str> = module.split('.').collect();
        let is_name = parts.iter().all(|part| is_identifier(part));
        let roots = self.roots.iter().filter(move |_| is_name);
        roots.map(move |root| parts.iter().fold(root.clone(), |path, part| path.join(part)))
    }

    /// The name under which Python imports a file that somebody named: from a root that was named too, or else as the
    /// packages around it say.
    pub(super) fn name_of_file(&self, file: &Path) -> ModuleName {
        let name = self.roots[..self.named].iter().find_map(|root| name_below(root, file));
        name.unwrap_or_else(|| ModuleName::of_file(file))
    }

    /// The name under which Python imports a file in a directory that somebody named.
    pub(super) fn name_of_found(&self, file: &Path) -> ModuleName {
        let name = self.roots.iter().find_map(|root| name_below(root, file));
        name.unwrap_or_else(|| ModuleName::of_file(file))
    }
}

/// The name under which Python imports a file from a root, if it is below it.
fn name_below(root: &Path, file: &Path) -> Option<ModuleName> {
    let path = below(root, file)?.with_extension("");
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    let mut parts = parts?;
    if parts.len() > 1 && parts.last() == Some(&"__init__") {
        parts.pop();
    }
    let is_name = !parts.is_empty() && parts.iter().all(|part| is_identifier(part));
    is_name.then(|| ModuleName::from(parts.join(".")))
}

/// The path of a file from a root, which need not begin as the file's does: `..` and `models.py`.
fn below(root: &Path, file: &Path) -> Option<PathBuf> {
    if let Ok(path) = file.strip_prefix(root) {
        return Some(path.to_owned());
    }
    let (root, file) = (root.canonicalize().ok()?, file.canonicalize().ok()?);
    file.strip_prefix(root).map(Path::to_owned).ok()
}

/// The directory around the outermost package that a file or directory is in; a directory that is no package is meant to
/// be one from which Python imports.
fn root_of(path: &Path) -> PathBuf {
    let mut directory = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) }.to_owned();
    while is_package(&directory) {
        let Some(around) = directory_around(&directory) else { break };
        directory = around;
    }
    directory
}
