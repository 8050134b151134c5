//! Python types to Rust types, with absolute paths.

use pickle_core::schema::{ClassName, Sharing, StandardClass, Type};
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;

/// The Rust type of a field of the class `owner`, or of what a variant of the choice `owner` holds.
pub(super) fn field_type(context: &Context<'_>, owner: &ClassName, ty: &Type) -> TokenStream {
    TypeWriter { context, owner }.write(ty, true)
}

/// The Rust type of an argument for a type parameter of the class `owner`.
pub(super) fn type_argument(context: &Context<'_>, owner: &ClassName, ty: &Type) -> TokenStream {
    TypeWriter { context, owner }.write(ty, false)
}

/// Whether Clippy's `type_complexity` would object to the Rust type: it adds up the depths of all types in it.
pub(super) fn is_complex(ty: &Type) -> bool {
    /// Clippy's own limit is 250; a `Box` around a class is not seen here.
    const MOST: usize = 200;
    fn complexity(ty: &Type, depth: usize) -> usize {
        let parts = ty.parts().into_iter().map(|part| complexity(part, depth + 1));
        10 * depth + parts.sum::<usize>()
    }
    complexity(ty, 1) > MOST
}

struct TypeWriter<'c> {
    context: &'c Context<'c>,
    owner: &'c ClassName,
}

impl TypeWriter<'_> {
    /// Writes a type; `in_place` says whether its values are stored inside of the struct.
    fn write(&self, ty: &Type, in_place: bool) -> TokenStream {
        match ty {
            Type::None => quote!(()),
            Type::Bool => quote!(bool),
            Type::Int => self.context.target.int(),
            Type::LargeInt => quote!(::pickle_core::Int),
            Type::Float => quote!(f64),
            Type::Str => quote!(::std::string::String),
            Type::Bytes => quote!(::pickle_core::Bytes),
            Type::ByteArray => quote!(::pickle_core::ByteArray),
            Type::List(item) => self.write_generic(quote!(::std::vec::Vec), &[item]),
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.write(item, in_place));
                quote!((#(#items,)*))
            }
            Type::VariadicTuple(item) => self.write_generic(quote!(::pickle_core::Tuple), &[item]),
            Type::Dict(key, value) => self.write_generic(self.context.target.map(key), &[key, value]),
            Type::OrderedDict(key, value) => {
                self.write_generic(quote!(::pickle_core::pystd::OrderedDict), &[key, value])
            }
            Type::DefaultDict(key, value) => {
                self.write_generic(quote!(::pickle_core::pystd::DefaultDict), &[key, value])
            }
            Type::Counter(element) => self.write_generic(quote!(::pickle_core::pystd::Counter), &[element]),
            Type::Deque(item) => self.write_generic(quote!(::pickle_core::pystd::Deque), &[item]),
            Type::Set(item) => self.write_generic(quote!(::pickle_core::IndexSet), &[item]),
            Type::FrozenSet(item) => self.write_generic(quote!(::pickle_core::FrozenSet), &[item]),
            // A `Weak` without a target is `None`.
            Type::Optional(item) if matches!(**item, Type::Weak(..)) => self.write(item, in_place),
            Type::Optional(item) => {
                let item = self.write(item, in_place);
                quote!(::core::option::Option<#item>)
            }
            Type::Standard(class) => standard_type(*class),
            Type::Class(name) | Type::Alias(name) => self.write_named(ty, self.context.path(name), in_place),
            Type::Generic(class, arguments) => {
                let name = self.context.path(class);
                let arguments = arguments.iter().map(|argument| self.write(argument, false));
                self.write_named(ty, quote!(#name<#(#arguments),*>), in_place)
            }
            Type::Parameter(name) => {
                let name = self.context.names.of_parameter(self.owner, name);
                quote!(#name)
            }
            Type::Global => quote!(::pickle_core::Global<'static>),
            Type::Shared(item, sharing) => self.write_generic(pointer(*sharing), &[item]),
            Type::Weak(item, sharing) => self.write_generic(weak_pointer(*sharing), &[item]),
            _ => quote!(::pickle_core::Any),
        }
    }

    fn write_generic(&self, container: TokenStream, items: &[&Type]) -> TokenStream {
        let items = items.iter().map(|item| self.write(item, false));
        quote!(#container<#(#items),*>)
    }

    /// A type of the generated file, in a box where it would hold itself.
    fn write_named(&self, ty: &Type, name: TokenStream, in_place: bool) -> TokenStream {
        if in_place && self.context.cycles.needs_box(self.owner, ty) { quote!(::std::boxed::Box<#name>) } else { name }
    }
}

/// The pointer of those who own a shared value.
pub(super) fn pointer(sharing: Sharing) -> TokenStream {
    match sharing {
        Sharing::Threads => quote!(::std::sync::Arc),
        _ => quote!(::std::rc::Rc),
    }
}

/// The pointer of those who only know it.
fn weak_pointer(sharing: Sharing) -> TokenStream {
    match sharing {
        Sharing::Threads => quote!(::std::sync::Weak),
        _ => quote!(::std::rc::Weak),
    }
}

fn standard_type(class: StandardClass) -> TokenStream {
    match class {
        StandardClass::Complex => quote!(::pickle_core::pystd::Complex),
        StandardClass::DateTime => quote!(::pickle_core::pystd::DateTime),
        StandardClass::Date => quote!(::pickle_core::pystd::Date),
        StandardClass::Time => quote!(::pickle_core::pystd::Time),
        StandardClass::TimeDelta => quote!(::pickle_core::pystd::TimeDelta),
        StandardClass::TimeZone => quote!(::pickle_core::pystd::TimeZone),
        StandardClass::TzInfo => quote!(::pickle_core::pystd::TzInfo),
        StandardClass::Decimal => quote!(::pickle_core::pystd::Decimal),
        StandardClass::Uuid => quote!(::pickle_core::pystd::Uuid),
        StandardClass::Fraction => quote!(::pickle_core::pystd::Fraction),
        StandardClass::Range => quote!(::pickle_core::pystd::Range),
        StandardClass::Slice => quote!(::pickle_core::pystd::Slice),
        StandardClass::Path => quote!(::pickle_core::pystd::Path),
        StandardClass::Ipv4Address => quote!(::pickle_core::pystd::Ipv4Address),
        StandardClass::Ipv6Address => quote!(::pickle_core::pystd::Ipv6Address),
        StandardClass::Ipv4Network => quote!(::pickle_core::pystd::Ipv4Network),
        StandardClass::Ipv6Network => quote!(::pickle_core::pystd::Ipv6Network),
        StandardClass::Ipv4Interface => quote!(::pickle_core::pystd::Ipv4Interface),
        StandardClass::Ipv6Interface => quote!(::pickle_core::pystd::Ipv6Interface),
        StandardClass::Pattern => quote!(::pickle_core::pystd::Pattern),
        StandardClass::Array => quote!(::pickle_core::pystd::Array),
        StandardClass::SimpleNamespace => quote!(::pickle_core::pystd::SimpleNamespace),
        StandardClass::ZoneInfo => quote!(::pickle_core::pystd::ZoneInfo),
        StandardClass::Partial => quote!(::pickle_core::pystd::Partial),
        StandardClass::Exception => quote!(::pickle_core::pystd::Exception),
        _ => quote!(::pickle_core::Any),
    }
}
