//! Facts about types that follow from those about the types they refer to: each is looked at again only when one of those
//! has changed.

use std::collections::{HashMap, VecDeque};

use pickle_core::schema::{ClassName, Type};

/// Calls `update` with the number of each type until no call changes anything; it says whether it has changed something
/// about the type. `references` has the types with what each refers to.
pub(super) fn settle<'s>(references: &[(&'s ClassName, Vec<&'s ClassName>)], mut update: impl FnMut(usize) -> bool) {
    let referring = referring(references);
    let mut pending: VecDeque<usize> = (0..references.len()).collect();
    let mut is_pending = vec![true; references.len()];
    while let Some(number) = pending.pop_front() {
        is_pending[number] = false;
        if update(number) {
            for &other in &referring[number] {
                if !is_pending[other] {
                    is_pending[other] = true;
                    pending.push_back(other);
                }
            }
        }
    }
}

/// For each type the numbers of those that refer to it.
fn referring(references: &[(&ClassName, Vec<&ClassName>)]) -> Vec<Vec<usize>> {
    let numbers: HashMap<&ClassName, usize> =
        references.iter().enumerate().map(|(number, (name, _))| (*name, number)).collect();
    let mut referring = vec![Vec::new(); references.len()];
    for (number, (_, names)) in references.iter().enumerate() {
        names
            .iter()
            .filter_map(|name| numbers.get(name))
            .for_each(|referred: &usize| referring[*referred].push(number));
    }
    referring
}

/// Collects the classes and choices that a type names.
pub(super) fn collect_names<'s>(ty: &'s Type, names: &mut Vec<&'s ClassName>) {
    if let Type::Class(name) | Type::Alias(name) | Type::Generic(name, _) = ty {
        names.push(name);
    }
    ty.parts().into_iter().for_each(|part| collect_names(part, names));
}

#[cfg(test)]
mod tests {
    use pickle_core::schema::ClassName;

    use super::settle;

    #[test]
    fn what_travels_along_a_chain_takes_a_look_for_each_step() {
        let names: Vec<ClassName> = (0..20_000).map(|number| ClassName::new("", number.to_string())).collect();
        let references: Vec<_> =
            (0..names.len()).map(|number| (&names[number], Vec::from_iter(names.get(number + 1)))).collect();
        let mut is_known = vec![false; names.len()];
        let mut looks = 0;
        settle(&references, |number| {
            looks += 1;
            let follows = is_known.get(number + 1).is_none_or(|next| *next);
            follows && !std::mem::replace(&mut is_known[number], true)
        });
        assert!(is_known.into_iter().all(|known| known));
        assert!(looks <= 2 * names.len(), "{looks}");
    }
}
