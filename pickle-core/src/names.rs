//! The names that Python 2 and Python 3 have for the same modules, classes and functions: Python's `fix_imports`.

mod tables;

use tables::{MODULES_2_TO_3, MODULES_3_TO_2, ModuleRename, NAMES_2_TO_3, NAMES_3_TO_2, NameRename};

/// What Python 3 calls a name of Python 2, as the reader needs it below protocol 3.
pub(crate) fn to_python3<'a>(module: &'a str, name: &'a str) -> (&'a str, &'a str) {
    rename(module, name, NAMES_2_TO_3, MODULES_2_TO_3)
}

/// What Python 2 calls a name of Python 3, as the writer needs it below protocol 3.
///
/// It is not the inverse: Python 2 has one `OSError` for several exceptions of Python 3.
pub(crate) fn to_python2<'a>(module: &'a str, name: &'a str) -> (&'a str, &'a str) {
    rename(module, name, NAMES_3_TO_2, MODULES_3_TO_2)
}

fn rename<'a>(
    module: &'a str,
    name: &'a str,
    names: &'static [NameRename],
    modules: &'static [ModuleRename],
) -> (&'a str, &'a str) {
    if let Some((_, new)) = find(names, &(module, name)) {
        return *new;
    }
    match find(modules, &module) {
        Some((_, new)) => (*new, name),
        None => (module, name),
    }
}

fn find<'t, Old: Ord, New>(table: &'t [(Old, New)], old: &Old) -> Option<&'t (Old, New)> {
    table.binary_search_by(|(candidate, _)| candidate.cmp(old)).ok().and_then(|index| table.get(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by `tests/data/dump_compat_pickle.py`.
    const CPYTHON: &str = include_str!("../tests/data/compat-pickle.txt");

    fn modules(table: &[ModuleRename], label: &str) -> Vec<String> {
        table.iter().map(|(old, new)| format!("{label} {old} {new}")).collect()
    }

    fn names(table: &[NameRename], label: &str) -> Vec<String> {
        table.iter().map(|((module, name), (to, as_))| format!("{label} {module} {name} {to} {as_}")).collect()
    }

    #[test]
    fn the_tables_are_cpythons() {
        let ours = [
            modules(MODULES_2_TO_3, "module-2to3"),
            names(NAMES_2_TO_3, "name-2to3"),
            modules(MODULES_3_TO_2, "module-3to2"),
            names(NAMES_3_TO_2, "name-3to2"),
        ];
        assert_eq!(ours.concat(), CPYTHON.lines().collect::<Vec<_>>());
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(MODULES_2_TO_3.is_sorted() && MODULES_3_TO_2.is_sorted());
        assert!(NAMES_2_TO_3.is_sorted() && NAMES_3_TO_2.is_sorted());
    }

    #[test]
    fn a_name_goes_before_its_module() {
        assert_eq!(to_python3("__builtin__", "xrange"), ("builtins", "range"));
        assert_eq!(to_python3("__builtin__", "set"), ("builtins", "set"));
        assert_eq!(to_python2("builtins", "range"), ("__builtin__", "xrange"));
        assert_eq!(to_python2("builtins", "set"), ("__builtin__", "set"));
    }

    #[test]
    fn a_name_of_neither_stays() {
        assert_eq!(to_python3("models", "Order"), ("models", "Order"));
        assert_eq!(to_python2("models", "Order"), ("models", "Order"));
    }

    #[test]
    fn several_exceptions_become_one_in_python_2() {
        assert_eq!(to_python2("builtins", "FileNotFoundError"), ("exceptions", "OSError"));
        assert_eq!(to_python3("exceptions", "OSError"), ("builtins", "OSError"));
    }
}
