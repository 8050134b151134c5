//! `ExtensionRegistry`: short numbers for globals, as `copyreg` of Python hands them out (PEP 307).

use std::collections::HashMap;
use std::sync::Arc;

use crate::error::shorten;
use crate::{Error, Result};

/// Numbers that stand for globals in pickles of protocol 2 and higher (`EXT1`, `EXT2`, `EXT4`).
///
/// Both sides have to agree on the numbers: Python with `copyreg.add_extension`, Rust with
/// [`copyreg::add_extension`](crate::copyreg::add_extension) for the whole process or with a registry for one
/// [`Pickler`](crate::Pickler::extensions) or [`Unpickler`](crate::Unpickler::extensions).
///
/// ```
/// use pickle_core::{ExtensionRegistry, Pickle, Pickler, Unpickler};
///
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop.models")]
/// struct Customer {
///     id: i64,
/// }
///
/// let mut registry = ExtensionRegistry::new();
/// registry.add("shop.models", "Customer", 240)?;
///
/// let bytes = Pickler::new().extensions(registry.clone()).dumps(&Customer { id: 7 })?;
/// assert!(!bytes.windows(4).any(|four| four == b"shop"));
/// assert_eq!(Unpickler::new().extensions(registry).loads::<Customer>(&bytes)?, Customer { id: 7 });
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// Source: PEP 307, "The extension registry", and `copyreg` of the library manual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtensionRegistry {
    /// Codes by module and name.
    codes: HashMap<Arc<str>, HashMap<Arc<str>, i32>>,
    names: HashMap<i32, (Arc<str>, Arc<str>)>,
}

impl ExtensionRegistry {
    /// A registry without numbers.
    pub fn new() -> ExtensionRegistry {
        ExtensionRegistry::default()
    }

    /// Gives a global its number. The global is named as Python 3 names it, a nested class by its dotted name; CPython
    /// reads the number of a dotted name from protocol 4 on, and so it is written from there on.
    ///
    /// Saying the same twice does no harm.
    ///
    /// # Errors
    ///
    /// When the number is not in 1 to 0x7fffffff, when it stands for another global, or when the global has another
    /// number.
    pub fn add(&mut self, module: &str, name: &str, code: i32) -> Result<()> {
        if code < 1 {
            return Err(Error::custom(format!("expected an extension code from 1 to 0x7fffffff, found {code}")));
        }
        match (self.code(module, name), self.global(code)) {
            (Some(known), Some(_)) if known == code => return Ok(()),
            (Some(known), _) => return Err(has_another_code(module, name, known)),
            (None, Some(global)) => return Err(is_in_use(code, global)),
            (None, None) => {}
        }
        let (module, name) = (Arc::from(module), Arc::from(name));
        self.codes.entry(Arc::clone(&module)).or_default().insert(Arc::clone(&name), code);
        self.names.insert(code, (module, name));
        Ok(())
    }

    /// Takes the number from a global.
    ///
    /// # Errors
    ///
    /// When the global does not have this number.
    pub fn remove(&mut self, module: &str, name: &str, code: i32) -> Result<()> {
        if self.code(module, name) != Some(code) {
            let global = shorten(&format!("{module}.{name}"));
            return Err(Error::custom(format!("{global} is not registered with the extension code {code}")));
        }
        self.names.remove(&code);
        if let Some(codes) = self.codes.get_mut(module) {
            codes.remove(name);
        }
        self.codes.retain(|_, codes| !codes.is_empty());
        Ok(())
    }

    /// Takes the numbers from all globals.
    pub fn clear(&mut self) {
        *self = ExtensionRegistry::default();
    }

    /// The number of a global.
    pub fn code(&self, module: &str, name: &str) -> Option<i32> {
        self.codes.get(module)?.get(name).copied()
    }

    /// The global of a number: module and qualified name.
    pub fn global(&self, code: i32) -> Option<(&str, &str)> {
        self.names.get(&code).map(|(module, name)| (&**module, &**name))
    }

    /// Whether no global has a number.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How many globals have a number.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}

#[cold]
fn has_another_code(module: &str, name: &str, code: i32) -> Error {
    let global = shorten(&format!("{module}.{name}"));
    Error::custom(format!("{global} is already registered with the extension code {code}; remove that first"))
}

#[cold]
fn is_in_use(code: i32, (module, name): (&str, &str)) -> Error {
    let global = shorten(&format!("{module}.{name}"));
    Error::custom(format!("the extension code {code} is already in use for {global}; choose another one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> ExtensionRegistry {
        let mut registry = ExtensionRegistry::new();
        registry.add("shop", "Order", 5).expect("nothing is registered yet");
        registry
    }

    fn message(result: Result<()>) -> String {
        result.expect_err("an error").to_string()
    }

    #[test]
    fn registering_the_same_twice_is_benign() {
        assert!(registry().add("shop", "Order", 5).is_ok());
    }

    #[test]
    fn a_global_has_one_code_and_a_code_one_global() {
        let error = message(registry().add("shop", "Order", 6));
        assert_eq!(error, "shop.Order is already registered with the extension code 5; remove that first");
        let error = message(registry().add("shop", "Item", 5));
        assert_eq!(error, "the extension code 5 is already in use for shop.Order; choose another one");
    }

    #[test]
    fn codes_are_positive() {
        for code in [0, -1, i32::MIN] {
            let error = message(registry().add("shop", "Item", code));
            assert_eq!(error, format!("expected an extension code from 1 to 0x7fffffff, found {code}"));
        }
        assert!(registry().add("shop", "Item", i32::MAX).is_ok());
    }

    #[test]
    fn removing_needs_the_code_of_the_global() {
        let mut registry = registry();
        let error = message(registry.remove("shop", "Order", 6));
        assert_eq!(error, "shop.Order is not registered with the extension code 6");
        assert!(registry.remove("shop", "Order", 5).is_ok());
        assert!(registry.remove("shop", "Order", 5).is_err());
        assert_eq!(registry, ExtensionRegistry::new());
        assert!(registry.add("shop", "Item", 5).is_ok());
    }
}
