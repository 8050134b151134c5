//! A struct and its attributes as they are written, before any rule.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{DataStruct, DeriveInput, Fields, Index, Member, Path};

use super::python_name;
use crate::attributes::{FieldAttributes, StructAttributes, read};
use crate::errors::Errors;
use crate::model::Layout;
use crate::values::GlobalName;

pub(super) struct WrittenStruct<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) attributes: StructAttributes,
    pub(super) fields: Vec<WrittenField<'a>>,
    pub(super) is_tuple: bool,
}

pub(super) struct WrittenField<'a> {
    pub(super) field: &'a syn::Field,
    pub(super) member: Member,
    pub(super) attributes: FieldAttributes,
}

impl<'a> WrittenStruct<'a> {
    /// Reads all attributes; nothing if the syntax of one is broken, because what is behind it is not known.
    pub(super) fn read(input: &'a DeriveInput, data: &'a DataStruct, errors: &mut Errors) -> Option<Self> {
        let attributes = read(&input.attrs, errors);
        let fields: Vec<_> = data
            .fields
            .iter()
            .enumerate()
            .map(|(position, field)| WrittenField::read(position, field, errors))
            .collect();
        let is_tuple = matches!(data.fields, Fields::Unnamed(_));
        Some(WrittenStruct {
            input,
            attributes: attributes?,
            fields: fields.into_iter().collect::<Option<_>>()?,
            is_tuple,
        })
    }

    /// The layout that the struct asks for; nothing if its name is mistaken.
    pub(super) fn layout(&self) -> Option<Layout> {
        let attributes = &self.attributes;
        if self.has_custom_state() {
            return Some(Layout::Custom);
        }
        if self.has_reduced_call() {
            return Some(Layout::Call);
        }
        match attributes.layout.value() {
            Some(named) => Some(named.layout),
            None if attributes.layout.is_mistaken() => None,
            None => Some(Layout::Dict),
        }
    }

    pub(super) fn has_custom_state(&self) -> bool {
        self.attributes.getstate.is_given() || self.attributes.setstate.is_given()
    }

    /// Whether a `__reduce__` returns a call.
    pub(super) fn has_reduced_call(&self) -> bool {
        self.attributes.reduce.is_given() && self.reduced_to_new().is_none()
    }

    /// The `reduce` that says that a `__reduce__` returns `copyreg.__newobj__`, which is `__new__` and no call.
    pub(super) fn reduced_to_new(&self) -> Option<&Path> {
        let is_new = |callable: &GlobalName| (&*callable.module, &*callable.name) == ("copyreg", "__newobj__");
        self.attributes.reduce.at().filter(|_| self.attributes.reduce.value().is_some_and(is_new))
    }

    /// The field that is marked to keep unknown attributes.
    pub(super) fn rest(&self) -> Option<&WrittenField<'a>> {
        self.fields.iter().find(|field| field.is_rest())
    }

    /// The fields that hold attributes of the class, or what the object itself holds.
    pub(super) fn attribute_fields(&self) -> impl Iterator<Item = &WrittenField<'a>> {
        self.fields.iter().filter(|field| field.holds_attribute())
    }
}

impl<'a> WrittenField<'a> {
    fn read(position: usize, field: &'a syn::Field, errors: &mut Errors) -> Option<Self> {
        let member = match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => Member::Unnamed(Index::from(position)),
        };
        Some(WrittenField { field, member, attributes: read(&field.attrs, errors)? })
    }

    pub(super) fn is_skipped(&self) -> bool {
        self.attributes.skip.is_given()
    }

    pub(super) fn is_rest(&self) -> bool {
        self.attributes.rest.is_given() && !self.is_skipped()
    }

    /// Whether the field is what the object itself holds, and no attribute of it.
    pub(super) fn is_contents(&self) -> bool {
        self.attributes.items.is_given() || self.attributes.entries.is_given()
    }

    pub(super) fn is_flattened(&self) -> bool {
        self.attributes.flatten.is_given()
    }

    /// Whether the field is one attribute, which has a name in Python.
    pub(super) fn has_name(&self) -> bool {
        let FieldAttributes { args, value, fields_set, extra, .. } = &self.attributes;
        let has_no_name = args.is_given() || value.is_given() || fields_set.is_given() || extra.is_given();
        self.holds_attribute() && !has_no_name && !self.is_contents() && !self.is_flattened()
    }

    pub(super) fn holds_attribute(&self) -> bool {
        !self.is_skipped() && !self.is_rest()
    }

    /// The name in Rust, without `r#`; `_0` for the first field of a tuple struct.
    pub(super) fn rust_name(&self) -> String {
        match &self.member {
            Member::Named(ident) => python_name(ident),
            Member::Unnamed(index) => format!("_{}", index.index),
        }
    }

    /// The name in the pickle.
    pub(super) fn wire_name(&self) -> String {
        self.attributes.rename.value().map_or_else(|| self.rust_name(), syn::LitStr::value)
    }

    /// Where the field stands: at its name, or at its type if it has none.
    pub(super) fn span(&self) -> Span {
        match &self.member {
            Member::Named(ident) => ident.span(),
            Member::Unnamed(_) => self.field.ty.span(),
        }
    }
}
