//! The `#[pickle(...)]` attributes of types, as the derive understands them.

use pickle_core::schema::{Class, ClassName, Layout, Record, Type};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;

use super::Context;
use crate::options::UnknownPolicy;

/// The attribute on a struct.
pub(super) fn struct_attribute(context: &Context<'_>, class: &Class, record: &Record) -> TokenStream {
    let mut entries = Vec::new();
    match &record.layout {
        Layout::Global(ClassName { module, qualname }) => entries.push(quote!(module = #module, name = #qualname)),
        // No object, no global.
        Layout::Mapping => {}
        _ => entries.push(class_global(context, &class.name)),
    }
    let fields = |names: &[String]| -> Vec<Ident> {
        names.iter().map(|name| context.names.of_member(&class.name, name)).collect()
    };
    if let Some(layout) = layout_name(&record.layout) {
        entries.push(quote!(layout = #layout));
    }
    let accepted: Vec<&str> = record.accepts.iter().map(|layout| layout_name(layout).unwrap_or("dict")).collect();
    if !accepted.is_empty() {
        entries.push(quote!(accept(#(#accepted),*)));
    }
    let subclasses = known_subclasses(context, class, record);
    if !subclasses.is_empty() {
        entries.push(quote!(subclasses(#(#subclasses),*)));
    }
    if record.is_open && context.target.options.unknown == UnknownPolicy::Ignore {
        entries.push(quote!(unknown = "ignore"));
    }
    if record.is_reduced_to_new {
        entries.push(quote!(reduce = "copyreg.__newobj__"));
    }
    if !record.new_arguments.positional.is_empty() {
        let arguments = fields(&record.new_arguments.positional);
        entries.push(quote!(newargs(#(#arguments),*)));
    }
    if !record.new_arguments.keywords.is_empty() {
        let arguments = fields(&record.new_arguments.keywords);
        entries.push(quote!(newargs_ex(#(#arguments),*)));
    }
    if let Layout::Reduce(reduce) = &record.layout {
        let callable = global_path(&reduce.callable);
        let arguments = fields(&reduce.arguments);
        let state = fields(&reduce.state);
        entries.push(quote!(reduce = #callable));
        entries.push(quote!(args(#(#arguments),*)));
        if !state.is_empty() {
            entries.push(quote!(state(#(#state),*)));
        }
        if let Some(setter) = reduce.state_setter.as_ref().map(global_path) {
            entries.push(quote!(state_setter = #setter));
        }
    }
    pickle_attribute(&entries)
}

/// The subclasses whose instances may stand where the class is expected, so that an error can say what to do. There is
/// no such place if the class is a family, or if a pickle does not say which class an object has.
fn known_subclasses(context: &Context<'_>, class: &Class, record: &Record) -> Vec<String> {
    let family = Type::Family(class.name.clone());
    if record.layout == Layout::Mapping || context.schema.aliases.iter().any(|alias| alias.ty == family) {
        return Vec::new();
    }
    context.target.index.subclasses(&class.name).iter().map(|subclass| global_path(&subclass.name)).collect()
}

/// `#[pickle(...)]` with these entries.
pub(super) fn pickle_attribute(entries: &[TokenStream]) -> TokenStream {
    let entries = entries.iter().cloned().map(keep_commas);
    quote!(#[pickle(#(#entries),*)])
}

/// Keeps the comma of `(1,)`, which the formatter takes out of attributes if nothing follows it.
fn keep_commas(tokens: TokenStream) -> TokenStream {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let keep = |token| {
        let TokenTree::Group(group) = token else {
            return token;
        };
        let mut inner = keep_commas(group.stream());
        let is_tuple_of_one = group.delimiter() == Delimiter::Parenthesis
            && inner.clone().into_iter().filter(is_comma).count() == 1
            && inner.clone().into_iter().last().as_ref().is_some_and(is_comma);
        if is_tuple_of_one {
            inner.extend([TokenTree::Group(Group::new(Delimiter::None, TokenStream::new()))]);
        }
        TokenTree::Group(Group::new(group.delimiter(), inner))
    };
    tokens.into_iter().map(keep).collect()
}

/// `module = ".."`, and `name = ".."` where it is not the Rust name.
pub(super) fn class_global(context: &Context<'_>, class: &ClassName) -> TokenStream {
    let ClassName { module, qualname } = class;
    if context.names.of_type(class) == qualname {
        quote!(module = #module)
    } else {
        quote!(module = #module, name = #qualname)
    }
}

/// What the derive calls a layout; `Layout::Dict` needs no name.
pub(crate) fn layout_name(layout: &Layout) -> Option<&'static str> {
    match layout {
        Layout::Slots => Some("slots"),
        Layout::DictSlots => Some("dict_slots"),
        Layout::List => Some("list"),
        Layout::Args => Some("args"),
        Layout::Call => Some("call"),
        Layout::Tuple => Some("tuple"),
        Layout::Attrs => Some("attrs"),
        Layout::Mapping => Some("mapping"),
        Layout::Pydantic1 => Some("pydantic1"),
        Layout::Pydantic2 => Some("pydantic2"),
        Layout::Pydantic2Root => Some("pydantic2_root"),
        Layout::MsgspecKwOnly => Some("msgspec_kw_only"),
        Layout::Global(_) => Some("global"),
        _ => None,
    }
}

/// A global as one string; a colon separates a dotted name from its module.
fn global_path(global: &ClassName) -> String {
    let separator = if global.qualname.contains('.') { ':' } else { '.' };
    format!("{}{separator}{}", global.module, global.qualname)
}
