//! Shapes to types.

use pickle_core::schema::{Sharing, Type};

use super::layouts::{FieldShape, Plan};
use super::observations::Observations;
use super::shapes::{Alternative, ClassId, Kind, Reason, ShapeId, Sighting};

/// How long a Rust tuple can be.
const LONGEST_TUPLE: usize = 12;

/// Turns shapes into types.
pub(super) struct Types<'o> {
    pub(super) observations: &'o Observations,
    /// For each class its record, if it has one.
    pub(super) plans: &'o [Option<Plan>],
}

/// Why a part of a type is `Any`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    pub(super) reason: Reason,
    pub(super) seen: Option<Sighting>,
    /// Whether other places hold values of the part too: each `Any` has a copy of its own.
    pub(super) is_shared: bool,
}

impl Types<'_> {
    /// The type of a field; `losses` gets why parts of it are `Any`.
    pub(super) fn of_field(&self, shape: &FieldShape, losses: &mut Vec<Loss>) -> Type {
        match shape {
            FieldShape::Of(shape) => self.of(*shape, losses),
            FieldShape::ListOf(item) => Type::List(Box::new(self.of(*item, losses))),
            FieldShape::VariadicTupleOf(item) => Type::VariadicTuple(Box::new(self.of(*item, losses))),
            FieldShape::DictOf(key, value) => {
                Type::Dict(Box::new(self.of(*key, losses)), Box::new(self.of(*value, losses)))
            }
            FieldShape::Fixed(ty) => ty.clone(),
        }
    }

    /// The type of the values at a place. A place that no value was seen at, such as the items of lists that are all
    /// empty, is `Any`.
    pub(super) fn of(&self, shape: ShapeId, losses: &mut Vec<Loss>) -> Type {
        let shape = self.observations.shapes.shape(shape);
        if let Some((reason, seen)) = shape.opaque {
            losses.push(Loss { reason, seen, is_shared: shape.has_shared() });
            return Type::Any;
        }
        let mut alternatives: Vec<(Kind, &Alternative)> =
            shape.alternatives.iter().map(|(kind, one)| (*kind, one)).collect();
        alternatives.sort_by_key(|(kind, _)| (rank(*kind), self.class_name(*kind)));
        let is_optional = shape.alternatives.contains_key(&Kind::None);
        let mut items: Vec<Type> = Vec::new();
        for (kind, alternative) in alternatives.into_iter().filter(|(kind, _)| *kind != Kind::None) {
            let item = match kind {
                Kind::Int if shape.has_large_int() => Type::LargeInt,
                kind => self.of_alternative(kind, alternative, losses),
            };
            if !items.contains(&item) {
                items.push(item);
            }
        }
        if items.contains(&Type::Str) && items.contains(&Type::Bytes) && shape.alternatives.contains_key(&Kind::OldData)
        {
            items.retain(|item| *item != Type::Str);
        }
        let ty = match items.len() {
            0 if is_optional => return Type::None,
            0 => return Type::Any,
            1 => items.remove(0),
            _ => Type::Union(items),
        };
        if is_optional { ty.or_none() } else { ty }
    }

    fn class_name(&self, kind: Kind) -> Option<&pickle_core::schema::ClassName> {
        match kind {
            Kind::Instance(class) => Some(&self.observations.class(class).name),
            _ => None,
        }
    }

    fn of_alternative(&self, kind: Kind, alternative: &Alternative, losses: &mut Vec<Loss>) -> Type {
        let ty = self.of_kind(kind, alternative, losses);
        if alternative.is_back_reference {
            Type::Weak(Box::new(ty), Sharing::OneThread)
        } else if alternative.is_shared && !self.is_plain_value(kind) {
            Type::Shared(Box::new(ty), Sharing::OneThread)
        } else {
            ty
        }
    }

    fn of_kind(&self, kind: Kind, alternative: &Alternative, losses: &mut Vec<Loss>) -> Type {
        let mut part = |index: usize| {
            let part = alternative.parts.get(index);
            Box::new(part.map_or(Type::Any, |part| self.of(*part, losses)))
        };
        match kind {
            Kind::None => Type::None,
            Kind::Bool => Type::Bool,
            Kind::Int => Type::Int,
            Kind::Float => Type::Float,
            Kind::Str | Kind::OldText => Type::Str,
            Kind::Bytes | Kind::OldData => Type::Bytes,
            Kind::ByteArray => Type::ByteArray,
            Kind::List => Type::List(part(0)),
            Kind::Dict => Type::Dict(part(0), part(1)),
            Kind::OrderedDict => Type::OrderedDict(part(0), part(1)),
            Kind::DefaultDict => Type::DefaultDict(part(0), part(1)),
            Kind::Counter => Type::Counter(part(0)),
            Kind::Deque => Type::Deque(part(0)),
            Kind::Set => Type::Set(part(0)),
            Kind::FrozenSet => Type::FrozenSet(part(0)),
            Kind::Tuple => self.of_tuple(alternative, losses),
            Kind::Standard(standard) => Type::Standard(standard.class()),
            Kind::Instance(class) => Type::Class(self.observations.class(class).name.clone()),
            Kind::Global => Type::Global,
        }
    }

    /// `()` would be `None` in Rust, so that the empty tuple is one of any length.
    fn of_tuple(&self, alternative: &Alternative, losses: &mut Vec<Loss>) -> Type {
        let mut items: Vec<Type> = alternative.parts.iter().map(|part| self.of(*part, losses)).collect();
        if !alternative.is_variadic && (1..=LONGEST_TUPLE).contains(&items.len()) {
            return Type::Tuple(items);
        }
        items.dedup();
        let is_uniform = items.len() == 1;
        Type::VariadicTuple(Box::new(if is_uniform { items.remove(0) } else { Type::Any }))
    }

    /// Whether an instance is a class called with one plain value, and each value has one object: a member of an
    /// enumeration, which is the same object wherever Python loads it.
    fn is_plain_value(&self, kind: Kind) -> bool {
        match kind {
            Kind::Instance(class) => self.observations.class(class).are_values_unique && self.plan(class).is_some(),
            _ => false,
        }
    }

    fn plan(&self, class: ClassId) -> Option<&Plan> {
        self.plans[class.index()].as_ref()
    }
}

/// The order of alternatives: classes by their names, which come after this.
fn rank(kind: Kind) -> Kind {
    match kind {
        Kind::Instance(_) => Kind::Instance(ClassId(0)),
        kind => kind,
    }
}
