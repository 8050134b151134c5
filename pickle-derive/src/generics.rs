//! The generics of the impls: the type's own, the bounds of a trait on its type parameters, and the lifetime of loading.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{
    GenericParam, Generics, Lifetime, LifetimeParam, Type, TypeParamBound, WhereClause, WherePredicate, parse_quote,
};

use crate::model::Head;

/// The generics of the dumping impls: each type parameter can be dumped.
pub(crate) fn for_dump(head: &Head) -> Generics {
    let root = &head.root;
    for_dump_with(head, &quote!(#root::Pickle))
}

/// As `for_dump`, with another bound.
pub(crate) fn for_dump_with(head: &Head, bound: &TokenStream) -> Generics {
    match &head.bounds {
        Some(bounds) => with_predicates(&head.generics, bounds.pickle.clone()),
        None => with_bounds(&head.generics, bound),
    }
}

/// The generics of the loading impl and the lifetime that it adds: each type parameter can be loaded, and what the
/// struct borrows is borrowed from the pickle.
pub(crate) fn for_load(head: &Head) -> (Generics, Lifetime) {
    let lifetime = loading_lifetime(head);
    let mut generics = bounded_for_load(head, &lifetime);
    let mut parameter = LifetimeParam::new(lifetime.clone());
    parameter.bounds = head.generics.lifetimes().map(|own| own.lifetime.clone()).collect();
    generics.params.insert(0, GenericParam::Lifetime(parameter));
    (generics, lifetime)
}

/// The predicates of `for_load` as those of a function with the lifetime.
pub(crate) fn where_clause_for_load(head: &Head) -> (WhereClause, Lifetime) {
    let lifetime = loading_lifetime(head);
    let mut clause = bounded_for_load(head, &lifetime).make_where_clause().clone();
    clause.predicates.extend(head.generics.lifetimes().map(|own| -> WherePredicate {
        let own = &own.lifetime;
        parse_quote!(#lifetime: #own)
    }));
    (clause, lifetime)
}

/// The generics of a union's impls: each type parameter can be an alternative, besides what the impl itself asks of it.
pub(crate) fn for_alternatives(head: &Head, own: &Generics) -> Generics {
    let root = &head.root;
    match &head.bounds {
        Some(bounds) => with_predicates(own, bounds.alternative.clone()),
        None => with_bounds(own, &quote!(#root::Alternative)),
    }
}

/// The generics of the impl of a type that is the alternative which another type is, if that is one.
pub(crate) fn for_alternative_as(head: &Head, other: &Type) -> Generics {
    let root = &head.root;
    let lifetime = Lifetime::new("'any", Span::mixed_site());
    // The compiler refuses a plain predicate without parameters that does not hold.
    with_predicates(&head.generics, vec![parse_quote!(for<#lifetime> #other: #root::Alternative)])
}

fn bounded_for_load(head: &Head, lifetime: &Lifetime) -> Generics {
    let root = &head.root;
    match &head.bounds {
        Some(bounds) => with_predicates(&head.generics, bounds.unpickle.clone()),
        None => with_bounds(&head.generics, &quote!(#root::Unpickle<#lifetime>)),
    }
}

/// Whether values of the type borrow nothing: it has no lifetimes, and its type parameters are `'static` by their bounds.
/// Only then can a program ask for the type of a value.
pub(crate) fn is_static(generics: &Generics) -> bool {
    generics.lifetimes().next().is_none()
        && generics.type_params().all(|parameter| {
            parameter.bounds.iter().any(is_static_bound) || has_static_predicate(generics, &parameter.ident)
        })
}

fn has_static_predicate(generics: &Generics, parameter: &Ident) -> bool {
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    predicates.into_iter().any(|predicate| match predicate {
        WherePredicate::Type(predicate) => {
            matches!(&predicate.bounded_ty, Type::Path(ty) if ty.path.is_ident(parameter))
                && predicate.bounds.iter().any(is_static_bound)
        }
        _ => false,
    })
}

fn is_static_bound(bound: &TypeParamBound) -> bool {
    matches!(bound, TypeParamBound::Lifetime(lifetime) if lifetime.ident == "static")
}

fn with_bounds(generics: &Generics, bound: &TokenStream) -> Generics {
    let predicates = generics.type_params().map(|parameter| -> WherePredicate {
        let ident = &parameter.ident;
        parse_quote!(#ident: #bound)
    });
    with_predicates(generics, predicates.collect())
}

fn with_predicates(generics: &Generics, predicates: Vec<WherePredicate>) -> Generics {
    let mut bounded = generics.clone();
    if !predicates.is_empty() {
        bounded.make_where_clause().predicates.extend(predicates);
    }
    bounded
}

/// `'de`, or a name that the struct does not use for a lifetime of its own. Bounds that the author wrote can name it.
fn loading_lifetime(head: &Head) -> Lifetime {
    let mut name = "'de".to_owned();
    while head.generics.lifetimes().any(|own| own.lifetime.to_string() == name) {
        name.push('_');
    }
    let span = if head.bounds.is_some() { Span::call_site() } else { Span::mixed_site() };
    Lifetime::new(&name, span)
}
