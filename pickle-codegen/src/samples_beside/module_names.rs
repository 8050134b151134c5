//! The names of modules that samples tell, where those of the source are guesses.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pickle_core::schema::{Class, Schema};

use super::{by_qualname, may_be_one_class};
use crate::from_python::{Reading, Sources};

/// The sources with the names under which the samples have their classes. A module whose name is a guess gets another one if
/// all its classes that samples have are in one module there, and look alike.
pub(crate) fn with_module_names<'s>(sources: &'s Sources, reading: &Reading, samples: &Schema) -> Cow<'s, Sources> {
    let mut named = Cow::Borrowed(sources);
    for guess in sources.guessed_names() {
        if let Some(name) = module_in_samples(&guess, &reading.schema, samples).filter(|name| !sources.contains(name)) {
            named.to_mut().rename(&guess, name);
        }
    }
    named
}

/// The one module of the samples that has the classes of a module of the source.
fn module_in_samples<'s>(module: &str, source: &Schema, samples: &'s Schema) -> Option<&'s str> {
    let seen = by_qualname(samples.classes.iter());
    let classes = source.classes.iter().filter(|class| class.name.module == module);
    let found = |class: &Class| -> Vec<&'s str> {
        let alike = seen.get(class.name.qualname.as_str()).into_iter().flatten();
        alike.filter(|seen| may_be_one_class(class, seen)).map(|seen| seen.name.module.as_str()).collect()
    };
    let modules: BTreeSet<&str> = classes.flat_map(found).collect();
    let mut modules = modules.into_iter();
    modules.next().filter(|name| *name != module && modules.next().is_none())
}
