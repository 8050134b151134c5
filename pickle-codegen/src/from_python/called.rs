//! The names by which Python finds classes besides their own: an old name that was kept, or a name in another module.

use std::collections::BTreeMap;

use pickle_core::schema::ClassName;

use super::scope::Scope;
use super::sources::Sources;

impl Sources {
    /// The classes that Python finds in the modules under these names, each with its own name; classes that are called
    /// as they are defined, and names that stand for no class of the modules, are left out.
    ///
    /// ```
    /// use pickle_codegen::Sources;
    /// use pickle_core::schema::ClassName;
    ///
    /// let sources = Sources::of("shop.py", "shop", "class Client: ...\nCustomer = Client\n");
    /// let (old, new) = (ClassName::new("shop", "Customer"), ClassName::new("shop", "Client"));
    ///
    /// assert_eq!(sources.called(&[old.clone(), new.clone()]).get(&old), Some(&new));
    /// ```
    pub fn called<'n>(&self, names: impl IntoIterator<Item = &'n ClassName>) -> BTreeMap<ClassName, ClassName> {
        let scope = Scope::read(self.modules());
        let found = names.into_iter().filter_map(|name| Some((name, scope.class_name(scope.class_called(name)?))));
        found.filter(|(name, own)| *name != own).map(|(name, own)| (name.clone(), own)).collect()
    }
}
