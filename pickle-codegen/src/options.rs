//! What a caller may choose.

mod versions;

pub use self::versions::{AttrsVersion, PydanticVersion, Versions};

/// What [`generate`](crate::generate) has to know besides the sources. All of it has a default.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// The classes to generate, with what they need: `Customer` or `shop.models.Customer`. If it is empty, all classes of
    /// the wanted modules.
    pub classes: Vec<String>,
    /// Classes (`Customer`) and fields (`Order.customer`) whose values are shared: their fields are `Rc`s.
    pub shared: Vec<String>,
    /// Fields (`Node.parent`) that point at objects which another place owns: they are `Weak`s.
    pub weak: Vec<String>,
    /// Classes whose fields hold instances of their subclasses in the file as well; `all` is every class.
    pub families: Vec<String>,
    /// What `Literal[...]` becomes.
    pub literal: LiteralStyle,
    /// Whether files that are no Python are left out, with an error for each, while the others are generated.
    pub keep_going: bool,
    /// The versions of the libraries that write the pickles.
    pub versions: Versions,
}

/// What `Literal[...]` becomes in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum LiteralStyle {
    /// An enum with a variant for each value.
    #[default]
    Enum,
    /// The type of the values.
    AsBase,
}

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
    #[must_use]
    pub fn with_literal(mut self, style: LiteralStyle) -> Options {
        self.literal = style;
        self
    }

    /// Chooses whether a file that is no Python keeps the others from being generated; without it, it does.
    #[must_use]
    pub fn keep_going(mut self, keep_going: bool) -> Options {
        self.keep_going = keep_going;
        self
    }

    /// Says which attrs reads what Rust writes; without it, one from 22.2 on.
    #[must_use]
    pub fn attrs_version(mut self, version: AttrsVersion) -> Options {
        self.versions.attrs = version;
        self
    }

    /// Says which pydantic the module's `import pydantic` means; without it, 2.
    #[must_use]
    pub fn pydantic_version(mut self, version: PydanticVersion) -> Options {
        self.versions.pydantic = version;
        self
    }
}
