//! The options that say what becomes of what is read.

use pickle_codegen::{AttrsVersion, LiteralStyle, Options, PydanticVersion};

/// What becomes of what is read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Types")]
pub(super) struct ChoiceArgs {
    /// A class to generate, with what it needs: `Order` or `shop.models.Order` [default: all]; may be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    classes: Vec<String>,

    /// A class (`Customer`) or a field (`Order.customer`) whose values are shared; may be repeated
    #[arg(long, value_name = "NAME")]
    shared: Vec<String>,

    /// A field (`Node.parent`) that points at an object which another place owns; may be repeated
    #[arg(long, value_name = "NAME")]
    weak: Vec<String>,

    /// The attrs that reads what Rust writes: `<22.2` or `>=22.2` [default: >=22.2]
    #[arg(long, value_name = "VERSION")]
    attrs_version: Option<AttrsVersion>,

    /// The pydantic that `import pydantic` means: 1, 2, or 2.0 for 2.0 to 2.3 [default: 2]
    #[arg(long, value_name = "VERSION")]
    pydantic_version: Option<PydanticVersion>,

    /// A class whose fields hold instances of its subclasses in the input as well, or `all`; may be repeated
    #[arg(long, value_name = "NAME")]
    family: Vec<String>,

    /// What `Literal[...]` becomes
    #[arg(long, value_enum, default_value_t = Literal::Enum)]
    literal: Literal,

    /// Leave out files that are no Python, with an error for each, and go on with the others
    #[arg(long)]
    keep_going: bool,
}

/// What `Literal[...]` becomes.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Literal {
    /// An enum of its values
    Enum,
    /// The type of its values
    AsBase,
}

impl From<Literal> for LiteralStyle {
    fn from(literal: Literal) -> LiteralStyle {
        match literal {
            Literal::Enum => LiteralStyle::Enum,
            Literal::AsBase => LiteralStyle::AsBase,
        }
    }
}

impl ChoiceArgs {
    pub(super) fn options(&self) -> Options {
        Options::default()
            .with_classes(self.classes.iter().cloned())
            .with_shared(self.shared.iter().cloned())
            .with_weak(self.weak.iter().cloned())
            .with_families(self.family.iter().cloned())
            .with_literal(self.literal.into())
            .keep_going(self.keep_going)
            .attrs_version(self.attrs_version.unwrap_or_default())
            .pydantic_version(self.pydantic_version.unwrap_or_default())
    }
}
