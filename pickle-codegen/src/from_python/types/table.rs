//! What the annotations of a module share: the options for them, and the aliases that they name.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use pickle_core::schema::{Alias, ClassName, Type};
use ruff_text_size::TextRange;

use super::super::scope::ClassId;
use super::parameters::Bindings;
use crate::options::LiteralStyle;

/// The types of a module.
#[derive(Default)]
pub(in super::super) struct TypeTable {
    /// What literals become.
    pub(in super::super) literal: LiteralStyle,
    aliases: RefCell<HashMap<AliasKey, AliasState>>,
    /// The aliases that keep their names, in the order in which their reading ended.
    named: RefCell<Vec<NamedAlias>>,
    /// By class: what the parameters of its generic ancestors stand for in it.
    inherited: RefCell<HashMap<ClassId, Inherited>>,
}

/// By ancestor of a class: what its parameters stand for.
pub(super) type Inherited = Rc<HashMap<ClassId, Bindings>>;

/// An alias with what its parameters stand for; the place of its value tells it from others.
pub(super) type AliasKey = (TextRange, Bindings);

#[derive(Clone)]
pub(super) enum AliasState {
    /// It is being read, so whoever asks for it is a part of it.
    Reading { name: ClassName, is_recursive: bool },
    /// This is what it means where it is used.
    Read(Type),
}

/// An alias that keeps its name.
#[derive(Clone)]
pub(in super::super) struct NamedAlias {
    pub(in super::super) alias: Alias,
    /// Where its value is in the source.
    pub(in super::super) range: TextRange,
    /// Whether `None` is one of its values; it is not among those of `alias`.
    pub(in super::super) is_optional: bool,
}

impl TypeTable {
    /// The state of an alias; one that is being read turns out to be recursive.
    pub(super) fn look_up(&self, key: &AliasKey) -> Option<AliasState> {
        let mut aliases = self.aliases.borrow_mut();
        let state = aliases.get_mut(key)?;
        if let AliasState::Reading { is_recursive, .. } = state {
            *is_recursive = true;
        }
        Some(state.clone())
    }

    pub(super) fn begin(&self, key: AliasKey, name: ClassName) {
        self.aliases.borrow_mut().insert(key, AliasState::Reading { name, is_recursive: false });
    }

    /// Whether the alias that is being read turned out to be recursive.
    pub(super) fn is_recursive(&self, key: &AliasKey) -> bool {
        matches!(self.aliases.borrow().get(key), Some(AliasState::Reading { is_recursive: true, .. }))
    }

    pub(super) fn end(&self, key: AliasKey, ty: Type) {
        self.aliases.borrow_mut().insert(key, AliasState::Read(ty));
    }

    pub(super) fn keep(&self, alias: NamedAlias) {
        self.named.borrow_mut().push(alias);
    }

    /// The aliases that keep their names.
    pub(in super::super) fn named(&self) -> Vec<NamedAlias> {
        self.named.borrow().clone()
    }

    /// `ty`, or what it stands for if it is an alias.
    pub(super) fn meaning(&self, ty: &Type) -> Type {
        let Type::Alias(name) = ty else {
            return ty.clone();
        };
        let named = self.named.borrow();
        let alias = named.iter().find(|named| named.alias.name == *name);
        alias.map_or_else(|| ty.clone(), |named| named.alias.ty.clone())
    }

    /// `ty`, or the union that it stands for if it is an alias of one: a union has no unions among its alternatives.
    pub(super) fn opened(&self, ty: Type) -> Type {
        match self.meaning(&ty) {
            union @ Type::Union(_) => union,
            _ => ty,
        }
    }

    /// What `find` finds out about the generic ancestors of a class, asked once.
    pub(super) fn inherited(&self, class: ClassId, find: impl FnOnce() -> HashMap<ClassId, Bindings>) -> Inherited {
        if let Some(known) = self.inherited.borrow().get(&class) {
            return Rc::clone(known);
        }
        let found = Rc::new(find());
        self.inherited.borrow_mut().insert(class, Rc::clone(&found));
        found
    }
}
