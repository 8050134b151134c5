//! The description of a class, as a constant.

use std::mem;

use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ExprPath;

use crate::model::{Attribute, Class, ClassName, Field, Flattened, Global, Head, Layout, Place, Role, ValueBase};

/// `impl PickleClass`, with the description as its constant.
pub(crate) fn impl_pickle_class(class: &Class) -> TokenStream {
    let Head { ident, generics, root, .. } = &class.head;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let description = class_description(class);
    let keeps_rest = class.rest().map(|_| {
        quote!(
            const KEEPS_REST: bool = true;
        )
    });
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::PickleClass for #ident #type_generics #where_clause {
            const CLASS: &'static #root::Class = &#description;
            #keeps_rest
        }
    }
}

/// The pieces of which the fields of a class with flattened ones are made, and the rules for them.
pub(crate) fn pieces(class: &Class) -> Option<TokenStream> {
    let root = &class.head.root;
    let layout = layout(root, class.layout);
    let pieces = class.fields.iter().filter_map(|field| piece(root, field));
    let checks = class.flattened().map(|(_, Flattened { index, at })| {
        let index = position(*index);
        quote_spanned!(at.resolved_at(Span::mixed_site())=> const _: () = PICKLE_PIECES.check(#index, #layout);)
    });
    class.is_flattening().then(|| {
        quote_spanned! {Span::mixed_site()=>
            const PICKLE_PIECES: #root::flatten::Pieces = #root::flatten::Pieces(&[#(#pieces),*]);
            #(#checks)*
        }
    })
}

/// The value of `Class::fields`.
fn fields(class: &Class) -> TokenStream {
    let root = &class.head.root;
    if class.is_flattening() {
        let layout = layout(root, class.layout);
        return quote_spanned! {Span::mixed_site()=>
            &PICKLE_PIECES.join::<{ PICKLE_PIECES.count() }>(#layout)
        };
    }
    let fields = class.attributes().map(|(_, attribute)| field_description(root, attribute));
    quote!(&[#(#fields),*])
}

fn piece(root: &ExprPath, field: &Field) -> Option<TokenStream> {
    match &field.role {
        Role::Attribute(attribute) => {
            let field = field_description(root, attribute);
            Some(quote!(#root::flatten::Piece::Own(#field)))
        }
        Role::Flatten(_) => {
            let ty = with_static_lifetimes(field.ty.to_token_stream());
            Some(quote!(#root::flatten::Piece::flattened::<#ty>()))
        }
        Role::Rest | Role::Skip => None,
    }
}

/// The description of a class is the same for all lifetimes, and a constant cannot have those of the struct.
fn with_static_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut is_lifetime = false;
    let replace = |token| {
        let was_quote = mem::replace(&mut is_lifetime, matches!(&token, TokenTree::Punct(it) if it.as_char() == '\''));
        match token {
            TokenTree::Ident(name) if was_quote => TokenTree::Ident(Ident::new("static", name.span())),
            TokenTree::Group(group) => {
                let mut replaced = Group::new(group.delimiter(), with_static_lifetimes(group.stream()));
                replaced.set_span(group.span());
                TokenTree::Group(replaced)
            }
            other => other,
        }
    };
    tokens.into_iter().map(replace).collect()
}

fn field_description(root: &ExprPath, attribute: &Attribute) -> TokenStream {
    let (name, aliases, place) = (&attribute.name, &attribute.aliases, place(root, attribute.place));
    quote!(#root::Field { name: #name, aliases: &[#(#aliases),*], place: #place })
}

fn class_description(class: &Class) -> TokenStream {
    let Head { root, .. } = &class.head;
    let ClassName { global: Global { module, name }, aliases } = &class.name;
    let aliases = aliases.iter().map(pair);
    let subclasses = class.subclasses.iter().map(pair);
    let layout = layout(root, class.layout);
    let accepts = class.accepts.iter().map(|accepted| self::layout(root, *accepted));
    let fields = fields(class);
    let arguments = class.arguments.iter().map(|&index| start(class, index));
    let keywords = class.keywords.iter().map(|&index| start(class, index));
    let callable = optional_pair(class.callable.as_ref());
    let state_setter = optional_pair(class.state_setter.as_ref());
    quote! {
        #root::Class {
            module: #module,
            name: #name,
            aliases: &[#(#aliases),*],
            layout: #layout,
            accepts: &[#(#accepts),*],
            fields: #fields,
            arguments: &[#(#arguments),*],
            keywords: &[#(#keywords),*],
            callable: #callable,
            state_setter: #state_setter,
            subclasses: &[#(#subclasses),*],
        }
    }
}

/// A module and a name in it, as a tuple.
pub(crate) fn pair(global: &Global) -> TokenStream {
    let Global { module, name } = global;
    quote!((#module, #name))
}

fn optional_pair(global: Option<&Global>) -> TokenStream {
    match global.map(pair) {
        Some(pair) => quote!(::core::option::Option::Some(#pair)),
        None => quote!(::core::option::Option::None),
    }
}

/// The position in `Class::fields` of an attribute, or of a flattened field's first one.
pub(crate) fn start(class: &Class, index: usize) -> TokenStream {
    let literal = position(index);
    match class.is_flattening() {
        true => quote_spanned!(Span::mixed_site()=> PICKLE_PIECES.start(#literal)),
        false => literal.to_token_stream(),
    }
}

/// An index, as a literal.
pub(crate) fn position(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

fn layout(root: &ExprPath, layout: Layout) -> TokenStream {
    match layout {
        Layout::Dict => quote!(#root::Layout::Dict),
        Layout::Slots => quote!(#root::Layout::Slots),
        Layout::DictSlots => quote!(#root::Layout::DictSlots),
        Layout::List => quote!(#root::Layout::List),
        Layout::Tuple => quote!(#root::Layout::Tuple),
        Layout::Attrs => quote!(#root::Layout::Attrs),
        Layout::Args => quote!(#root::Layout::Args),
        Layout::Call => quote!(#root::Layout::Call),
        Layout::Mapping => quote!(#root::Layout::Mapping),
        Layout::Pydantic1 => quote!(#root::Layout::Pydantic1),
        Layout::Pydantic2 => quote!(#root::Layout::Pydantic2),
        Layout::Pydantic2Root => quote!(#root::Layout::Pydantic2Root),
        Layout::MsgspecKwOnly => quote!(#root::Layout::MsgspecKwOnly),
        Layout::Global => quote!(#root::Layout::Global),
        Layout::Custom => quote!(#root::Layout::Custom),
    }
}

fn place(root: &ExprPath, place: Place) -> TokenStream {
    match place {
        Place::State => quote!(#root::Place::State),
        Place::Slot => quote!(#root::Place::Slot),
        Place::Argument => quote!(#root::Place::Argument),
        Place::Arguments => quote!(#root::Place::Arguments),
        Place::Value(base) => {
            let base = value_base(root, base);
            quote!(#root::Place::Value(#base))
        }
        Place::Items => quote!(#root::Place::Items),
        Place::Entries => quote!(#root::Place::Entries),
        Place::Private => quote!(#root::Place::Private),
        Place::FieldsSet => quote!(#root::Place::FieldsSet),
        Place::Extra => quote!(#root::Place::Extra),
    }
}

fn value_base(root: &ExprPath, base: ValueBase) -> TokenStream {
    match base {
        ValueBase::Int => quote!(#root::ValueBase::Int),
        ValueBase::Float => quote!(#root::ValueBase::Float),
        ValueBase::Complex => quote!(#root::ValueBase::Complex),
        ValueBase::Str => quote!(#root::ValueBase::Str),
        ValueBase::Bytes => quote!(#root::ValueBase::Bytes),
        ValueBase::Tuple => quote!(#root::ValueBase::Tuple),
    }
}
