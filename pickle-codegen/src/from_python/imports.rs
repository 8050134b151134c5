//! The modules that a module may import: what its import statements name, in the module and in its `if` and `try`.

use ruff_python_ast::{ExceptHandler, Stmt, StmtImport, StmtImportFrom};

use super::sources::SourceModule;

/// The names of modules that the imports of a module may mean, in order. Those of `from a import b` are `a` and `a.b`,
/// of which one may be no module.
pub(super) fn imported_modules(module: &SourceModule) -> Vec<String> {
    let mut names = Vec::new();
    for statement in run_with(module.parsed.suite()) {
        match statement {
            Stmt::Import(import) => add_imported(import, &mut names),
            Stmt::ImportFrom(import) => add_imported_from(import, module, &mut names),
            _ => {}
        }
    }
    names
}

/// The statements that are run when a body is, those in its `if` and `try` too.
pub(super) fn run_with(body: &[Stmt]) -> Vec<&Stmt> {
    let mut statements = Vec::new();
    let mut pending: Vec<&Stmt> = body.iter().rev().collect();
    while let Some(statement) = pending.pop() {
        statements.push(statement);
        pending.extend(bodies(statement).into_iter().flatten().rev());
    }
    statements
}

/// The statements in a statement that are run when the module is.
pub(super) fn bodies(statement: &Stmt) -> Vec<&[Stmt]> {
    match statement {
        Stmt::If(conditional) => {
            let clauses = conditional.elif_else_clauses.iter().map(|clause| &clause.body[..]);
            [&conditional.body[..]].into_iter().chain(clauses).collect()
        }
        Stmt::Try(attempt) => {
            let handlers = attempt.handlers.iter().map(|ExceptHandler::ExceptHandler(handler)| &handler.body[..]);
            [&attempt.body[..]]
                .into_iter()
                .chain(handlers)
                .chain([&attempt.orelse[..], &attempt.finalbody[..]])
                .collect()
        }
        Stmt::With(with) => vec![&with.body[..]],
        _ => Vec::new(),
    }
}

/// `import a.b.c` imports `a` and `a.b` too.
fn add_imported(import: &StmtImport, names: &mut Vec<String>) {
    for alias in &import.names {
        let name = alias.name.as_str();
        let dots = name.match_indices('.').map(|(at, _)| at);
        names.extend(dots.chain([name.len()]).map(|end| name[..end].to_owned()));
    }
}

fn add_imported_from(import: &StmtImportFrom, module: &SourceModule, names: &mut Vec<String>) {
    let base = imported_base(import, module.name.as_str(), module.is_package);
    let Some(base) = base.filter(|base| !base.is_empty()) else { return };
    names.push(base.clone());
    let imported = import.names.iter().filter(|alias| &alias.name != "*");
    names.extend(imported.map(|alias| format!("{base}.{}", alias.name)));
}

/// The module that `from ... import` names: relative names begin at the package that the module `importer` is in.
///
/// Nothing if there are more dots than packages.
pub(super) fn imported_base(import: &StmtImportFrom, importer: &str, is_package: bool) -> Option<String> {
    let named = import.module.as_deref().unwrap_or_default();
    let Some(ups) = (import.level as usize).checked_sub(1) else { return Some(named.to_owned()) };
    let ups = if is_package { ups } else { ups + 1 };
    let mut package: Vec<&str> = importer.split('.').collect();
    package.truncate(package.len().checked_sub(ups)?);
    let parts = package.into_iter().chain(named.split('.').filter(|part| !part.is_empty()));
    Some(parts.collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use crate::Sources;

    fn check(file_name: &str, module: &str, source: &str, expected: &[&str]) {
        assert_eq!(Sources::of(file_name, module, source).imported_by_last(), expected);
    }

    #[test]
    fn absolute_names_are_taken_as_they_are() {
        check("a.py", "shop.a", "import x.y.z as q, w\n", &["x", "x.y", "x.y.z", "w"]);
        check("a.py", "shop.a", "from x.y import A, b\n", &["x.y", "x.y.A", "x.y.b"]);
    }

    #[test]
    fn relative_names_begin_at_the_package() {
        check("a.py", "shop.a", "from . import b\nfrom .c import D\n", &["shop", "shop.b", "shop.c", "shop.c.D"]);
        check("a/__init__.py", "shop.a", "from .c import D\n", &["shop.a.c", "shop.a.c.D"]);
        check("a.py", "shop.a", "from ... import b\n", &[]);
    }

    #[test]
    fn imports_under_conditions_count() {
        let source = "if TYPE_CHECKING:\n    import a\ntry:\n    import b\nexcept ImportError:\n    import c\n";
        check("m.py", "m", source, &["a", "b", "c"]);
    }
}
