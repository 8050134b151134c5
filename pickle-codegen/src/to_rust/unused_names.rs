//! The names in the options that mean nothing of what is generated.

use pickle_core::schema::{ClassKind, ClassName, Field, Schema};

use super::Context;
use crate::diagnostics::{Code, Diagnostic};
use crate::options::{Options, means_class, means_field};

/// A note for each name and each pattern that means nothing in the schema, in which every choice has a name.
pub(super) fn unused_names(schema: &Schema, options: &Options) -> Vec<Diagnostic> {
    let external = |name: &str| {
        let mut classes = schema.classes.iter().filter(|class| class.kind == ClassKind::External);
        classes.any(|class| means_class(name, &class.name))
    };
    let type_name = |name: &str| {
        let classes = schema.classes.iter().map(|class| &class.name);
        classes.chain(schema.aliases.iter().map(|alias| &alias.name)).any(|known| means_class(name, known))
    };
    let field = |name: &str| any_field(schema, |class, field| means_field(name, class, &field.written_name));
    let of = |key: &str, names: Vec<&String>, is_used: &dyn Fn(&str) -> bool| -> Vec<Diagnostic> {
        names.into_iter().filter(|name| !is_used(name)).map(|name| unused(key, name)).collect()
    };
    let mut notes = of("types", options.types.keys().collect(), &external);
    notes.extend(of("fields", options.fields.keys().collect(), &field));
    notes.extend(of("names", options.names.keys().collect(), &type_name));
    notes
}

/// A note for each rule that matched nothing.
pub(super) fn unused_rules(context: &Context<'_>) -> Vec<Diagnostic> {
    let options = context.target.options;
    let types = options.attributes.iter().map(|rule| ("attributes", rule.as_ref().pattern().to_owned()));
    let fields = options.field_attributes.iter().map(|rule| ("field-attributes", rule.pattern().to_owned()));
    let rules = types.chain(fields);
    let used = context.used_rules.borrow();
    rules.filter(|rule| !used.contains(rule)).map(|(key, pattern)| unused(key, &pattern)).collect()
}

fn any_field(schema: &Schema, is_meant: impl Fn(&ClassName, &Field) -> bool) -> bool {
    schema.classes.iter().any(|class| match &class.kind {
        ClassKind::Record(record) => record.fields.iter().any(|field| is_meant(&class.name, field)),
        _ => false,
    })
}

fn unused(key: &str, name: &str) -> Diagnostic {
    Diagnostic::without_span(Code::ConfiguredNameUnused, format!("`{name}` in `{key}` means nothing in the input"))
        .help("name a class as `Order` or `shop.models.Order`, a field as `Order.total`")
}
