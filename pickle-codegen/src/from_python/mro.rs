//! The order in which Python looks up attributes: the C3 linearization of the classes of the input.

use super::classes::Classes;
use super::modules::Modules;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// The class `id` with the given bases and all their ancestors.
pub(super) fn linearize(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    bases: &[ClassId],
) -> Result<Vec<ClassId>, Diagnostic> {
    let mut sequences: Vec<Vec<ClassId>> =
        bases.iter().filter_map(|base| classes.facts(*base)).map(|facts| facts.ancestors.clone()).collect();
    sequences.push(bases.to_vec());
    let Some(ancestors) = merge(sequences) else {
        let message = format!("class `{}` is left out: its bases cannot be put in an order", modules.qualname(id));
        return Err(Diagnostic::new(Code::BaseClass, modules.name_range(id), message)
            .help("Python raises a TypeError here; list a class before the classes it derives from"));
    };
    Ok([id].into_iter().chain(ancestors).collect())
}

fn merge(mut sequences: Vec<Vec<ClassId>>) -> Option<Vec<ClassId>> {
    let mut merged = Vec::new();
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Some(merged);
        }
        let next = sequences
            .iter()
            .map(|sequence| sequence[0])
            .find(|head| !sequences.iter().any(|sequence| sequence[1..].contains(head)))?;
        merged.push(next);
        for sequence in &mut sequences {
            sequence.retain(|id| *id != next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClassId, merge};

    fn check(sequences: &[&[usize]], expected: Option<&[usize]>) {
        let ids = |sequence: &[usize]| sequence.iter().copied().map(ClassId).collect::<Vec<_>>();
        let sequences = sequences.iter().map(|sequence| ids(sequence)).collect();
        assert_eq!(merge(sequences), expected.map(ids));
    }

    #[test]
    fn a_diamond_ends_in_the_common_ancestor() {
        check(&[&[1, 0], &[2, 0], &[1, 2]], Some(&[1, 2, 0]));
    }

    #[test]
    fn contradicting_orders_have_no_linearization() {
        check(&[&[1, 2], &[2, 1]], None);
    }
}
