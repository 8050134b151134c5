//! The builder methods of `Options`: one for each of its fields.

use super::{
    AttributeRule, AttrsVersion, IntType, LiteralStyle, MapType, Options, PydanticVersion, RustName, RustType,
    TypeRule, UnknownPolicy, UnsupportedPolicy, Visibility,
};

impl Options {
    /// Chooses classes; what they need is generated as well.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Customer: ...
    /// class Order:
    ///     customer: Customer
    /// class Report: ...
    /// ");
    /// let options = Options::default().with_classes(["Order".to_owned()]);
    /// let rust = generate(&sources, &options).unwrap().rust;
    ///
    /// assert!(rust.contains("pub struct Customer") && !rust.contains("Report"));
    /// ```
    #[must_use]
    pub fn with_classes(mut self, names: impl IntoIterator<Item = String>) -> Options {
        self.classes.extend(names);
        self
    }

    /// Marks classes or fields as shared.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Customer: ...
    /// class Order:
    ///     customer: Customer
    /// ");
    /// let options = Options::default().with_shared(["Customer".to_owned()]);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("pub customer: ::std::rc::Rc<Customer>,"));
    /// ```
    #[must_use]
    pub fn with_shared(mut self, names: impl IntoIterator<Item = String>) -> Options {
        self.shared.extend(names);
        self
    }

    /// Marks fields as weak: they point at objects that another place owns.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("tree.py", "tree", "
    /// class Node:
    ///     parent: 'Node'
    ///     children: list['Node']
    /// ");
    /// let options = Options::default().with_shared(["Node".to_owned()]);
    /// let rust = generate(&sources, &options.with_weak(["Node.parent".to_owned()])).unwrap().rust;
    ///
    /// assert!(rust.contains("pub parent: ::std::rc::Weak<Node>,"));
    /// assert!(rust.contains("pub children: ::std::vec::Vec<::std::rc::Rc<Node>>,"));
    /// ```
    #[must_use]
    pub fn with_weak(mut self, names: impl IntoIterator<Item = String>) -> Options {
        self.weak.extend(names);
        self
    }

    /// Marks classes as families: their fields hold instances of subclasses too.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shapes.py", "shapes", "
    /// class Shape: ...
    /// class Circle(Shape): ...
    /// class Drawing:
    ///     shapes: list[Shape]
    /// ");
    /// let options = Options::default().with_families(["Shape".to_owned()]);
    /// let rust = generate(&sources, &options).unwrap().rust;
    ///
    /// assert!(rust.contains("pub shapes: ::std::vec::Vec<ShapeOrSubclass>,"));
    /// ```
    #[must_use]
    pub fn with_families(mut self, names: impl IntoIterator<Item = String>) -> Options {
        self.families.extend(names);
        self
    }

    /// Chooses what `Literal[...]` becomes.
    ///
    /// ```
    /// use pickle_codegen::{LiteralStyle, Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// from typing import Literal
    /// class Order:
    ///     status: Literal['open', 'closed']
    /// ");
    /// let options = Options::default().with_literal(LiteralStyle::AsBase);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("pub status: ::std::string::String,"));
    /// ```
    #[must_use]
    pub fn with_literal(mut self, style: LiteralStyle) -> Options {
        self.literal = style;
        self
    }

    /// Chooses what `int` becomes.
    ///
    /// ```
    /// use pickle_codegen::{IntType, Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order:
    ///     total: int
    /// ");
    /// let options = Options::default().with_int(IntType::Int);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("pub total: ::pickle_core::Int,"));
    /// ```
    #[must_use]
    pub fn with_int(mut self, int: IntType) -> Options {
        self.int = int;
        self
    }

    /// Chooses what `dict` becomes.
    ///
    /// ```
    /// use pickle_codegen::{MapType, Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order:
    ///     prices: dict[str, int]
    /// ");
    /// let options = Options::default().with_map(MapType::BTreeMap);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("::std::collections::BTreeMap<"));
    /// ```
    #[must_use]
    pub fn with_map(mut self, map: MapType) -> Options {
        self.map = map;
        self
    }

    /// Gives a class a Rust type of one's own: nothing is generated for it, and fields hold that type.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// from decimal import Decimal
    /// class Money: ...
    /// class Order:
    ///     total: Money
    ///     rate: Decimal
    /// ");
    /// let options = Options::default()
    ///     .with_type("shop.Money", "crate::Money".parse().unwrap())
    ///     .with_type("decimal.Decimal", "::rust_decimal::Decimal".parse().unwrap());
    ///
    /// let rust = generate(&sources, &options).unwrap().rust;
    ///
    /// assert!(rust.contains("pub total: crate::Money,") && !rust.contains("struct Money"));
    /// assert!(rust.contains("pub rate: ::rust_decimal::Decimal,"));
    /// ```
    #[must_use]
    pub fn with_type(mut self, class: impl Into<String>, rust: RustType) -> Options {
        self.types.insert(class.into(), rust);
        self
    }

    /// Gives a field a Rust type of one's own.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order:
    ///     total: int = 0
    /// ");
    /// let options = Options::default().with_field("Order.total", "u32".parse().unwrap());
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("pub total: u32,"));
    /// ```
    #[must_use]
    pub fn with_field(mut self, field: impl Into<String>, rust: RustType) -> Options {
        self.fields.insert(field.into(), rust);
        self
    }

    /// Gives a class or an alias a Rust name; in pickles it is called as before.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order: ...
    /// ");
    /// let options = Options::default().with_name("Order", "PyOrder".parse().unwrap());
    ///
    /// let expected = "#[pickle(module = \"shop\", name = \"Order\")]\npub struct PyOrder {";
    /// assert!(generate(&sources, &options).unwrap().rust.contains(expected));
    /// ```
    #[must_use]
    pub fn with_name(mut self, class: impl Into<String>, name: RustName) -> Options {
        self.names.insert(class.into(), name);
        self
    }

    /// Chooses what the names of all types begin with, but for those that [`with_name`](Options::with_name) gives.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order: ...
    /// ");
    /// let options = Options::default().with_prefix("Py".parse().unwrap());
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("pub struct PyOrder {"));
    /// ```
    #[must_use]
    pub fn with_prefix(mut self, prefix: RustName) -> Options {
        self.prefix = Some(prefix);
        self
    }

    /// Chooses what the names of all types end with, but for those that [`with_name`](Options::with_name) gives.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order: ...
    /// ");
    /// let options = Options::default().with_suffix("Data".parse().unwrap());
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("pub struct OrderData {"));
    /// ```
    #[must_use]
    pub fn with_suffix(mut self, suffix: RustName) -> Options {
        self.suffix = Some(suffix);
        self
    }

    /// Chooses who sees the types and their fields.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, Visibility, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order:
    ///     id: int
    /// ");
    /// let options = Options::default().with_visibility(Visibility::Crate);
    ///
    /// let rust = generate(&sources, &options).unwrap().rust;
    ///
    /// assert!(rust.contains("pub(crate) struct Order {") && rust.contains("pub(crate) id: i64,"));
    /// ```
    #[must_use]
    pub fn with_visibility(mut self, visibility: Visibility) -> Options {
        self.visibility = visibility;
        self
    }

    /// Chooses whether the types are `#[non_exhaustive]`, so that later fields and variants break nobody.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order: ...
    /// ");
    /// let options = Options::default().non_exhaustive(true);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("#[non_exhaustive]\npub struct Order {"));
    /// ```
    #[must_use]
    pub fn non_exhaustive(mut self, non_exhaustive: bool) -> Options {
        self.non_exhaustive = non_exhaustive;
        self
    }

    /// Adds derives and attributes to the types that a rule matches.
    ///
    /// ```
    /// use pickle_codegen::{AttributeRule, Options, Sources, TypeRule, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order: ...
    /// ");
    /// let rule = TypeRule::from(AttributeRule::new("shop.*").unwrap()).derive("serde::Serialize").unwrap();
    /// let options = Options::default().with_attributes(rule);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("serde::Serialize"));
    /// ```
    #[must_use]
    pub fn with_attributes(mut self, rule: impl Into<TypeRule>) -> Options {
        self.attributes.push(rule.into());
        self
    }

    /// Adds attributes to the fields, and to the members of enumerations, that a rule matches.
    ///
    /// ```
    /// use pickle_codegen::{AttributeRule, Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order:
    ///     id: int
    /// ");
    /// let options = Options::default().with_field_attributes(
    ///     AttributeRule::new("*.id").unwrap().attribute("#[doc(hidden)]").unwrap(),
    /// );
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("#[doc(hidden)]\n    pub id: i64,"));
    /// ```
    #[must_use]
    pub fn with_field_attributes(mut self, rule: AttributeRule) -> Options {
        self.field_attributes.push(rule);
        self
    }

    /// Chooses what becomes of attributes that no field is for.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, UnknownPolicy, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order: ...
    /// ");
    /// let options = Options::default().with_unknown(UnknownPolicy::Ignore);
    ///
    /// let rust = generate(&sources, &options).unwrap().rust;
    ///
    /// assert!(rust.contains("unknown = \"ignore\"") && !rust.contains("::pickle_core::Attributes"));
    /// ```
    #[must_use]
    pub fn with_unknown(mut self, policy: UnknownPolicy) -> Options {
        self.unknown = policy;
        self
    }

    /// Chooses what becomes of classes and types that have no equal in Rust.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, UnsupportedPolicy, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// class Order:
    ///     total: Money
    /// ");
    /// let options = Options::default().with_unsupported(UnsupportedPolicy::Error);
    ///
    /// assert!(generate(&sources, &options).unwrap_err().has_errors());
    /// ```
    #[must_use]
    pub fn with_unsupported(mut self, policy: UnsupportedPolicy) -> Options {
        self.unsupported = policy;
        self
    }

    /// Chooses whether a file that is no Python keeps the others from being generated; without it, it does.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let mut sources = Sources::of("shop.py", "shop", "class Order: ...");
    /// sources.add("broken.py", "broken", "class Broken(");
    ///
    /// assert!(generate(&sources, &Options::default()).is_err());
    /// let generated = generate(&sources, &Options::default().keep_going(true)).unwrap();
    /// assert!(generated.diagnostics.has_errors() && generated.rust.contains("pub struct Order"));
    /// ```
    #[must_use]
    pub fn keep_going(mut self, keep_going: bool) -> Options {
        self.keep_going = keep_going;
        self
    }

    /// Says which attrs reads what Rust writes; without it, one from 22.2 on.
    ///
    /// ```
    /// use pickle_codegen::{AttrsVersion, Options, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// import attrs
    /// @attrs.define
    /// class Order:
    ///     id: int
    /// ");
    /// let options = Options::default().attrs_version(AttrsVersion::Before22_2);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("layout = \"tuple\""));
    /// ```
    #[must_use]
    pub fn attrs_version(mut self, version: AttrsVersion) -> Options {
        self.versions.attrs = version;
        self
    }

    /// Says which pydantic the module's `import pydantic` means; without it, 2.
    ///
    /// ```
    /// use pickle_codegen::{Options, PydanticVersion, Sources, generate};
    ///
    /// let sources = Sources::of("shop.py", "shop", "
    /// import pydantic
    /// class Order(pydantic.BaseModel):
    ///     id: int
    /// ");
    /// let options = Options::default().pydantic_version(PydanticVersion::One);
    ///
    /// assert!(generate(&sources, &options).unwrap().rust.contains("layout = \"pydantic1\""));
    /// ```
    #[must_use]
    pub fn pydantic_version(mut self, version: PydanticVersion) -> Options {
        self.versions.pydantic = version;
        self
    }
}
