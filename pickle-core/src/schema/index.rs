//! `SchemaIndex`: a schema whose classes are found by name without a search.

use std::collections::HashMap;

use super::{Alias, Class, ClassName, Schema};

/// The classes and aliases of a schema by their names, for those who ask for many of them.
///
/// ```
/// use pickle_core::schema::{Class, ClassKind, ClassName, Layout, Record, Schema};
///
/// let class = |name| Class::new(ClassName::new("shapes", name), ClassKind::Record(Record::new(Layout::Dict)));
/// let (shape, mut circle) = (class("Shape"), class("Circle"));
/// circle.bases.push(shape.name.clone());
/// let schema = Schema::new(vec![shape.clone(), circle.clone()]);
///
/// let index = schema.index();
/// assert_eq!(index.class(&circle.name), Some(&circle));
/// assert_eq!(index.subclasses(&shape.name), [&circle]);
/// assert_eq!(index.family(&shape.name).count(), 2);
/// ```
#[derive(Debug, Clone)]
pub struct SchemaIndex<'s> {
    classes: HashMap<&'s ClassName, &'s Class>,
    aliases: HashMap<&'s ClassName, &'s Alias>,
    subclasses: HashMap<&'s ClassName, Vec<&'s Class>>,
}

impl Schema {
    /// An index of the schema as it is now.
    pub fn index(&self) -> SchemaIndex<'_> {
        let mut subclasses: HashMap<_, Vec<_>> = HashMap::new();
        for class in &self.classes {
            class.bases.iter().for_each(|base| subclasses.entry(base).or_default().push(class));
        }
        SchemaIndex {
            classes: self.classes.iter().map(|class| (&class.name, class)).collect(),
            aliases: self.aliases.iter().map(|alias| (&alias.name, alias)).collect(),
            subclasses,
        }
    }
}

impl<'s> SchemaIndex<'s> {
    /// The class of that name.
    pub fn class(&self, name: &ClassName) -> Option<&'s Class> {
        self.classes.get(name).copied()
    }

    /// The alias of that name.
    pub fn alias(&self, name: &ClassName) -> Option<&'s Alias> {
        self.aliases.get(name).copied()
    }

    /// The classes that derive from the class `base`, in the order of the schema.
    pub fn subclasses(&self, base: &ClassName) -> &[&'s Class] {
        self.subclasses.get(base).map_or(&[], Vec::as_slice)
    }

    /// The class `base` and its subclasses, without those that are abstract: the classes of the instances of
    /// [`Type::Family`](super::Type::Family).
    pub fn family(&self, base: &ClassName) -> impl Iterator<Item = &'s Class> {
        let classes = self.class(base).into_iter().chain(self.subclasses(base).iter().copied());
        classes.filter(|class| !class.is_abstract)
    }
}
