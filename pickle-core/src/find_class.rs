//! `Globals`: which classes and functions a pickle may name, checked while it is read.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use crate::class::{Class, Layout};
use crate::enum_class::{EnumClass, FlagClass};
use crate::{PickleClass, PickleEnum, PickleFlag, Unpickler};

/// Which globals (classes, functions and other things that a module names) a pickle may ask for: what
/// `Unpickler.find_class` decides in Python. It is given to [`Unpickler::find_class`].
///
/// Reading a pickle runs nothing, whatever it names, and a typed load builds only what its type names. A policy matters
/// where more than a type is loaded, a [`Graph`](crate::Graph) or an [`Any`](crate::Any), and where the pickle goes on to
/// a Python; it refuses a pickle before anything is built from it.
///
/// The manual's example, "Restricting Globals", of an unpickler that lets only a few safe classes of `builtins` pass:
///
/// ```
/// use pickle_core::{Any, Globals, Result, Unpickler};
///
/// const SAFE_BUILTINS: [&str; 5] = ["range", "complex", "set", "frozenset", "slice"];
///
/// fn restricted_loads(bytes: &[u8]) -> Result<Any> {
///     let safe = SAFE_BUILTINS.iter().fold(Globals::deny_all(), |globals, name| globals.allow("builtins", name));
///     Unpickler::new().find_class(safe).loads(bytes)
/// }
///
/// // Python: `pickle.dumps([1, 2, range(15)])`
/// restricted_loads(b"\x80\x04]\x94(K\x01K\x02\x8c\x08builtins\x94\x8c\x05range\x94\x93\x94K\x00K\x0fK\x01\x87\x94R\x94e.")?;
///
/// let error = restricted_loads(b"cos\nsystem\n(S'echo hello world'\ntR.").unwrap_err();
/// assert_eq!(error.to_string(), "the global os.system is forbidden by Unpickler::find_class (at byte 0)");
///
/// // Python: `eval('getattr(__import__("os"), "system")')`
/// let error = restricted_loads(b"cbuiltins\neval\n(S'getattr(..)'\ntR.").unwrap_err();
/// assert_eq!(error.to_string(), "the global builtins.eval is forbidden by Unpickler::find_class (at byte 0)");
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # What is asked for
///
/// * Every `GLOBAL`, `STACK_GLOBAL` and `INST`, and every code of the extension registry that has a name; a code without
///   one is refused.
/// * Names are those of Python 3: what [`Unpickler::fix_imports`] maps is mapped before it is looked at.
/// * A call of `getattr` asks for `builtins.getattr`, and then for what it reaches, as a dotted name: below protocol 4
///   `getattr(shop.Outer, 'Inner')` has to pass as `builtins.getattr`, `shop.Outer` and `shop.Outer.Inner`. What it reaches
///   from anything but a global is refused, since it could be anything, and so is every other use of `getattr`.
/// * The classes of `None`, `Ellipsis` and `NotImplemented` are calls of `type` at every protocol: what has to pass is
///   `builtins.type`, and the instance's name if it has one, `builtins.Ellipsis`.
/// * The helpers of old protocols count: below protocol 2 an object is made by `copyreg._reconstructor`, and `bytes`, `set`
///   and their like are calls of globals ([`Globals::allow_data`]).
#[derive(Clone)]
pub struct Globals(Policy);

type IsAllowed = dyn Fn(&str, &str) -> bool + Send + Sync;

#[derive(Clone)]
enum Policy {
    AllowAll,
    Allow(Arc<Allowed>),
    Ask(Arc<IsAllowed>),
}

#[derive(Debug, Clone, Default)]
struct Allowed {
    modules: HashSet<String>,
    /// Names by module.
    names: HashMap<String, HashSet<String>>,
}

impl Globals {
    /// No global at all, to which `allow` and its like add some.
    pub fn deny_all() -> Globals {
        Globals(Policy::Allow(Arc::default()))
    }

    /// Every global: what an `Unpickler` does by default.
    pub fn allow_all() -> Globals {
        Globals(Policy::AllowAll)
    }

    /// The globals for which `is_allowed(module, name)` is true; it is asked once for each name in a pickle.
    ///
    /// ```
    /// use pickle_core::{Globals, Graph, Unpickler};
    ///
    /// let shop = Globals::from_fn(|module, name| module.starts_with("shop.") && !name.contains('.'));
    /// let unpickler = Unpickler::new().find_class(shop);
    /// assert!(unpickler.graph(b"cshop.models\nOrder\n.").is_ok());
    /// assert!(unpickler.graph(b"cos\nsystem\n.").is_err());
    /// ```
    pub fn from_fn(is_allowed: impl Fn(&str, &str) -> bool + Send + Sync + 'static) -> Globals {
        Globals(Policy::Ask(Arc::new(is_allowed)))
    }

    /// The same, and this one: a nested class by its dotted name.
    #[must_use]
    pub fn allow(self, module: &str, name: &str) -> Globals {
        let own = (module.to_owned(), name.to_owned());
        self.also(move |allowed| allowed.insert(&own.0, &own.1))
    }

    /// The same, and everything in this module, though nothing that a dotted name reaches in it: `os` in a module `shop`
    /// that imports it would be `shop.os.system`. Modules below it (`shop.models` below `shop`) are others.
    ///
    /// ```
    /// use pickle_core::{Globals, Unpickler, pystd::Date};
    ///
    /// let unpickler = Unpickler::new().find_class(Globals::deny_all().allow_module("datetime"));
    /// // Python: `datetime.date(2024, 2, 29)`
    /// let date: Date = unpickler.loads(b"\x80\x04\x8c\x08datetime\x8c\x04date\x93C\x04\x07\xe8\x02\x1d\x85R.")?;
    /// assert_eq!(date.to_string(), "2024-02-29");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn allow_module(self, module: &str) -> Globals {
        let module = module.to_owned();
        self.also(move |allowed| {
            allowed.modules.insert(module.clone());
        })
    }

    /// The same, and the class of a derived type: under its names and aliases, and with the helpers by which each protocol
    /// makes its instances (`copyreg._reconstructor` and `builtins.object` at protocols 0 and 1, `builtins.getattr` for a
    /// nested class below protocol 4, `functools.partial` for keyword arguments of `__new__`), and the function that sets
    /// their state if the type names one.
    ///
    /// The types of its fields are others.
    ///
    /// ```
    /// use pickle_core::{Globals, Pickle, Protocol, Pickler, Unpickler};
    ///
    /// #[derive(Debug, PartialEq, Pickle)]
    /// #[pickle(module = "shop", name = "Order.Line")]
    /// struct Line {
    ///     sku: String,
    /// }
    ///
    /// let line = Line { sku: "card-80".to_owned() };
    /// let unpickler = Unpickler::new().find_class(Globals::deny_all().allow_type::<Line>());
    /// for protocol in Protocol::ALL {
    ///     let bytes = Pickler::new().protocol(protocol).dumps(&line)?;
    ///     assert_eq!(unpickler.loads::<Line>(&bytes)?, line);
    /// }
    /// assert!(unpickler.graph(b"cshop\nOrder.Line.__init__\n.").is_err());
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn allow_type<T: PickleClass>(self) -> Globals {
        self.also(|allowed| allowed.insert_class(T::CLASS))
    }

    /// The same, and the Python `Enum` of a derived type: under its names and aliases, and its members, which some Pythons
    /// pickle by name (`getattr(Status, 'OPEN')`).
    ///
    /// ```
    /// use pickle_core::{Globals, Pickle, Unpickler};
    ///
    /// #[derive(Debug, PartialEq, Pickle)]
    /// #[pickle(module = "shop")]
    /// enum Status {
    ///     #[pickle(name = "OPEN", value = "open")]
    ///     Open,
    /// }
    ///
    /// let unpickler = Unpickler::new().find_class(Globals::deny_all().allow_enum::<Status>());
    /// assert_eq!(unpickler.loads::<Status>(b"cshop\nStatus\n(Vopen\ntR.")?, Status::Open);
    /// assert_eq!(unpickler.loads::<Status>(b"cbuiltins\ngetattr\n(cshop\nStatus\nVOPEN\ntR.")?, Status::Open);
    /// assert!(unpickler.graph(b"cbuiltins\ngetattr\n(cshop\nStatus\nV__init__\ntR.").is_err());
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn allow_enum<T: PickleEnum>(self) -> Globals {
        self.also(|allowed| allowed.insert_enum(T::CLASS))
    }

    /// The same, and the Python `Flag` of a derived type: under its names and aliases, and its members and the
    /// `_operator.or_` that unites them, with which some Pythons pickle flags.
    ///
    /// ```
    /// use pickle_core::{Globals, Pickle, Unpickler};
    ///
    /// #[derive(Debug, PartialEq, Pickle)]
    /// #[pickle(module = "files", flag(READ = 4, WRITE = 2))]
    /// struct Permission(u8);
    ///
    /// let unpickler = Unpickler::new().find_class(Globals::deny_all().allow_flag::<Permission>());
    /// let by_name = b"c_operator\nor_\n(cfiles\nPermission.READ\ncfiles\nPermission.WRITE\ntR.";
    /// assert_eq!(unpickler.loads::<Permission>(by_name)?, Permission::READ | Permission::WRITE);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn allow_flag<T: PickleFlag>(self) -> Globals {
        self.also(|allowed| allowed.insert_flag(T::CLASS))
    }

    /// The same, and the globals by which protocols without an opcode for them spell `bytes`, `bytearray`, `set`,
    /// `frozenset` and `complex`: `_codecs.encode` and the five classes.
    #[must_use]
    pub fn allow_data(self) -> Globals {
        const DATA: [&str; 5] = ["bytes", "bytearray", "set", "frozenset", "complex"];
        self.also(|allowed| {
            allowed.insert("_codecs", "encode");
            DATA.iter().for_each(|name| allowed.insert("builtins", name));
        })
    }

    fn also(self, add: impl Fn(&mut Allowed)) -> Globals {
        Globals(match self.0 {
            Policy::AllowAll => Policy::AllowAll,
            Policy::Allow(mut allowed) => {
                add(Arc::make_mut(&mut allowed));
                Policy::Allow(allowed)
            }
            Policy::Ask(is_allowed) => {
                let mut allowed = Allowed::default();
                add(&mut allowed);
                Policy::Ask(Arc::new(move |module, name| allowed.contains(module, name) || is_allowed(module, name)))
            }
        })
    }

    /// Whether a pickle may ask for this global.
    ///
    /// ```
    /// use pickle_core::Globals;
    ///
    /// let globals = Globals::deny_all().allow("shop", "Order").allow_module("datetime");
    /// assert!(globals.allows("shop", "Order"));
    /// assert!(!globals.allows("shop", "Order.__init__"));
    /// assert!(globals.allows("datetime", "date"));
    /// assert!(!globals.allows("datetime", "sys.modules"));
    /// ```
    pub fn allows(&self, module: &str, name: &str) -> bool {
        match &self.0 {
            Policy::AllowAll => true,
            Policy::Allow(allowed) => allowed.contains(module, name),
            Policy::Ask(is_allowed) => is_allowed(module, name),
        }
    }

    /// Whether there is anything to check.
    pub(crate) fn is_policy(&self) -> bool {
        !matches!(self.0, Policy::AllowAll)
    }
}

impl Allowed {
    fn contains(&self, module: &str, name: &str) -> bool {
        let is_named = self.names.get(module).is_some_and(|names| names.contains(name));
        is_named || (!name.contains('.') && self.modules.contains(module))
    }

    fn insert(&mut self, module: &str, name: &str) {
        self.names.entry(module.to_owned()).or_default().insert(name.to_owned());
    }

    fn insert_class(&mut self, class: &Class) {
        // Its name is in no pickle.
        if class.layout == Layout::Mapping {
            return;
        }
        let names = [(class.module, class.name)].into_iter().chain(class.aliases.iter().copied());
        for (module, name) in names.chain(class.callable) {
            self.insert_nested(module, name);
            if !class.keywords.is_empty() {
                self.insert_nested(module, &format!("{name}.__new__"));
                self.insert("functools", "partial");
            }
        }
        if let Some((module, name)) = class.state_setter {
            self.insert_nested(module, name);
        }
        self.insert_makers(class);
    }

    /// The helpers that make the instances.
    fn insert_makers(&mut self, class: &Class) {
        if class.layouts().any(Layout::is_made_by_new) {
            self.insert("copyreg", "_reconstructor");
            self.insert("copyreg", "__newobj__");
            self.insert("builtins", "object");
            if let Some(base) = class.builtin_base() {
                self.insert("builtins", base);
            }
        }
        if class.accepts(Layout::Args) {
            self.insert("builtins", "tuple");
        }
        if class.accepts(Layout::MsgspecKwOnly) {
            self.insert("msgspec._utils", "rebuild");
        }
    }

    fn insert_enum(&mut self, class: &EnumClass) {
        let names =
            class.members.iter().flat_map(|member| [member.name].into_iter().chain(member.aliases.iter().copied()));
        self.insert_members((class.module, class.name), class.aliases, names);
    }

    fn insert_flag(&mut self, class: &FlagClass) {
        let names = class.members.iter().map(|member| member.name);
        self.insert_members((class.module, class.name), class.aliases, names);
        self.insert("_operator", "or_");
    }

    fn insert_members(
        &mut self,
        own: (&'static str, &'static str),
        aliases: &[(&'static str, &'static str)],
        members: impl Iterator<Item = &'static str> + Clone,
    ) {
        for (module, name) in [own].into_iter().chain(aliases.iter().copied()) {
            self.insert_nested(module, name);
            for member in members.clone() {
                self.insert_nested(module, &format!("{name}.{member}"));
            }
        }
    }

    /// The name, and what protocols below 4 ask for on the way to it.
    fn insert_nested(&mut self, module: &str, name: &str) {
        self.insert(module, name);
        for (end, _) in name.match_indices('.') {
            self.insert(module, &name[..end]);
            self.insert("builtins", "getattr");
        }
    }
}

impl Default for Globals {
    fn default() -> Globals {
        Globals::allow_all()
    }
}

impl fmt::Debug for Globals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Policy::AllowAll => f.write_str("Globals(all)"),
            Policy::Allow(allowed) => f.debug_tuple("Globals").field(allowed).finish(),
            Policy::Ask(_) => f.write_str("Globals(by a function)"),
        }
    }
}

/// `Unpickler::find_class` takes a function `|module, name| -> bool` too.
impl<F: Fn(&str, &str) -> bool + Send + Sync + 'static> From<F> for Globals {
    fn from(is_allowed: F) -> Globals {
        Globals::from_fn(is_allowed)
    }
}

impl Unpickler<'_> {
    /// Which globals a pickle may ask for; the default is all of them. Python's `Unpickler.find_class`.
    ///
    /// `globals` is a [`Globals`] or a function `|module, name| -> bool`. It is asked while the pickle is read, before
    /// anything is built from it. A forbidden global is an error of kind
    /// [`GlobalForbidden`](crate::ErrorKind::GlobalForbidden), at the byte that asks for it.
    ///
    /// ```
    /// use pickle_core::{ErrorKind, Unpickler};
    ///
    /// let unpickler = Unpickler::new().find_class(|module: &str, _: &str| module == "shop");
    /// let error = unpickler.graph(b"\x80\x04\x8c\x02os\x8c\x06system\x93.").unwrap_err();
    /// assert!(matches!(error.kind(), ErrorKind::GlobalForbidden { .. }));
    /// assert_eq!(error.offset(), Some(14));
    /// ```
    #[must_use]
    pub fn find_class(mut self, globals: impl Into<Globals>) -> Self {
        self.globals = globals.into();
        self
    }
}
