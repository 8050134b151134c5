//! The order in which classes are looked at: what a module imports before it, and bases before what derives from them.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use ruff_python_ast::Expr;

use super::scope::{ClassForm, ClassId, ModuleId, Resolved, Scope};

/// All classes, each behind its bases wherever they are.
pub(super) fn reading_order(scope: &Scope<'_>) -> Vec<ClassId> {
    let modules = ordered(scope.module_ids(), |module| scope.imported_modules(module));
    let mut classes: Vec<ClassId> = scope.class_ids().collect();
    let rank: HashMap<ModuleId, usize> = modules.into_iter().enumerate().map(|(rank, module)| (module, rank)).collect();
    classes.sort_by_key(|id| (rank[&scope.class(*id).module], *id));
    ordered(classes, |class| bases(scope, class))
}

/// The classes that a class names as its bases.
fn bases(scope: &Scope<'_>, id: ClassId) -> Vec<ClassId> {
    let ClassForm::Statement(statement) = scope.class(id).form else { return Vec::new() };
    let named = statement.bases().iter().map(|base| match base {
        Expr::Subscript(subscript) => &subscript.value,
        base => base,
    });
    let resolved = named.map(|base| scope.resolve(base, None));
    let classes = resolved.filter_map(|resolved| match resolved {
        Resolved::Class(base) => Some(base),
        _ => None,
    });
    classes.collect()
}

/// `items` in their order, but each behind what it needs, where that does not go in circles.
fn ordered<T: Copy + Eq + Hash>(items: impl IntoIterator<Item = T>, needs: impl Fn(T) -> Vec<T>) -> Vec<T> {
    let mut order = Vec::new();
    let mut begun = HashSet::new();
    for item in items {
        let mut pending = Vec::new();
        if begun.insert(item) {
            pending.push((item, needs(item).into_iter()));
        }
        while let Some((item, needed)) = pending.last_mut() {
            match needed.find(|needed| begun.insert(*needed)) {
                Some(next) => pending.push((next, needs(next).into_iter())),
                None => {
                    order.push(*item);
                    pending.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn what_is_needed_comes_first() {
        let needs = |item: u32| match item {
            1 => vec![3],
            3 => vec![2, 1],
            _ => Vec::new(),
        };
        assert_eq!(ordered([1, 2, 3, 4], needs), [2, 3, 1, 4]);
    }
}
