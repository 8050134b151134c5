//! Alternatives of unions that a pickle does not tell apart: they share a variant if one type can hold both, or else the
//! union is `Any`.

use pickle_core::schema::{Literal, Schema, StandardClass, Type};

use super::findings::Finding;
use super::kinds::{Kind, Kinds, kind_of_literal};
use super::places::{TypePlace, map_types};
use crate::diagnostics::Code;

/// The schema with unions whose alternatives a pickle tells apart.
pub(super) fn tell_apart(schema: &Schema, findings: &mut Vec<Finding>) -> Schema {
    let kinds = Kinds::new(schema);
    let mut separated = schema.clone();
    map_types(&mut separated, |place, ty| {
        let mut separator = Separator { kinds: &kinds, remarks: Vec::new() };
        let ty = separator.separate(ty);
        findings.extend(separator.remarks.into_iter().map(|remark| remark.finding(place)));
        ty
    });
    separated
}

/// What became of alternatives.
enum Remark {
    /// Two that are of this kind share a variant.
    Merged(Kind),
    /// Two are of this kind, and the union is `Any`.
    Unclear(Kind),
    /// One of them is a type parameter, which can be of every kind.
    Parameter(String),
}

impl Remark {
    fn finding(self, place: &TypePlace) -> Finding {
        let name = place.written_name();
        let (code, message, help) = match self {
            Remark::Merged(kind) => (
                Code::AlternativesMerged,
                format!("two alternatives of `{name}` are {kind} in a pickle; they share a variant"),
                "nothing is lost: the variant holds the items of both",
            ),
            Remark::Unclear(kind) => (
                Code::AlternativesUnclear,
                format!("two alternatives of `{name}` are {kind} in a pickle; the value is `Any`"),
                "a pickle tells types and classes apart, but not contents: make the two one class, or match on the `Any` \
                 in Rust",
            ),
            Remark::Parameter(parameter) => (
                Code::AlternativesUnclear,
                format!("an alternative of `{name}` depends on the type parameter `{parameter}`; the value is `Any`"),
                "a type parameter may stand for any of the other alternatives; use types that are known, or match on the \
                 `Any` in Rust",
            ),
        };
        Finding::about_type(place, code, message, help)
    }
}

struct Separator<'k> {
    kinds: &'k Kinds<'k>,
    remarks: Vec<Remark>,
}

impl Separator<'_> {
    fn separate(&mut self, ty: Type) -> Type {
        match ty.map_parts(|part| self.separate(part)) {
            Type::Union(items) => self.separate_union(items),
            Type::Optional(item) => item.or_none(),
            family @ Type::Family(_) => self.separate_family(family),
            ty => ty,
        }
    }

    /// A family of typed dicts is none: nothing in a pickle says which class a dict stands for.
    fn separate_family(&mut self, family: Type) -> Type {
        if self.kinds.of(&family).contains(&Kind::Dict) {
            self.remarks.push(Remark::Unclear(Kind::Dict));
            return Type::Any;
        }
        family
    }

    fn separate_union(&mut self, items: Vec<Type>) -> Type {
        if items.contains(&Type::Any) {
            return Type::Any;
        }
        if let Some(parameter) = items.iter().find_map(parameter_in) {
            self.remarks.push(Remark::Parameter(parameter.to_owned()));
            return Type::Any;
        }
        let mut separate: Vec<Type> = Vec::new();
        for item in self.with_one_literal(items) {
            let Some((index, kind)) = self.find_overlap(&separate, &item) else {
                separate.push(item);
                continue;
            };
            let Some(merged) = self.merge(separate.remove(index), item) else {
                self.remarks.push(Remark::Unclear(kind));
                return Type::Any;
            };
            self.remarks.push(Remark::Merged(kind));
            separate.insert(index, merged);
        }
        match separate.pop() {
            Some(only) if separate.is_empty() => only,
            last => {
                separate.extend(last);
                Type::Union(separate)
            }
        }
    }

    /// The alternatives with all literals in one, without those that another alternative holds.
    fn with_one_literal(&self, items: Vec<Type>) -> Vec<Type> {
        let mut others = Vec::new();
        let mut literals: Vec<Literal> = Vec::new();
        let mut first: Option<(usize, Type, usize)> = None;
        for item in items {
            let values = match &item {
                Type::Literal(values) => Some(values),
                Type::Alias(name) => match self.kinds.alias(name) {
                    Some(Type::Literal(values)) => Some(values),
                    _ => None,
                },
                _ => None,
            };
            let Some(values) = values else {
                others.push(item);
                continue;
            };
            let new: Vec<Literal> = values.iter().filter(|value| !literals.contains(value)).cloned().collect();
            // A single alias keeps its name, as long as nothing has to be added or taken away.
            first = match first {
                None => Some((others.len(), item.clone(), values.len())),
                Some((index, ..)) => Some((index, Type::Any, 0)),
            };
            literals.extend(new);
        }
        literals.retain(|literal| !others.iter().any(|other| is_base(other, literal)));
        if let Some((index, whole, count)) = first
            && !literals.is_empty()
        {
            let literal = if count == literals.len() { whole } else { Type::Literal(literals) };
            others.insert(index, literal);
        }
        others
    }

    /// The first of `items` that has a kind in common with `item`.
    fn find_overlap(&self, items: &[Type], item: &Type) -> Option<(usize, Kind)> {
        let kinds = self.kinds.of(item);
        items.iter().enumerate().find_map(|(index, other)| {
            let common =
                self.kinds.of(other).into_iter().find(|kind| kinds.iter().any(|other| kind.overlaps(other)))?;
            Some((index, common))
        })
    }

    /// The one of two types that holds the values of the other as well: a family and one of its classes, for example.
    fn wider(&self, left: &Type, right: &Type) -> Option<Type> {
        let is_open = |ty: &Type| matches!(ty, Type::Family(_) | Type::Standard(StandardClass::TzInfo));
        let (left_kinds, right_kinds) = (self.kinds.of(left), self.kinds.of(right));
        if is_open(left) && right_kinds.iter().all(|kind| left_kinds.contains(kind)) {
            Some(left.clone())
        } else if is_open(right) && left_kinds.iter().all(|kind| right_kinds.contains(kind)) {
            Some(right.clone())
        } else {
            None
        }
    }

    /// A type that holds the values of both.
    fn merge(&mut self, left: Type, right: Type) -> Option<Type> {
        if let Some(wider) = self.wider(&left, &right) {
            return Some(wider);
        }
        let mut join = |left: Type, right: Type| Box::new(self.join(vec![left, right]));
        let merged = match (left, right) {
            (Type::List(left), Type::List(right)) => Type::List(join(*left, *right)),
            (Type::Set(left), Type::Set(right)) => Type::Set(join(*left, *right)),
            (Type::FrozenSet(left), Type::FrozenSet(right)) => Type::FrozenSet(join(*left, *right)),
            (Type::Deque(left), Type::Deque(right)) => Type::Deque(join(*left, *right)),
            (Type::Counter(left), Type::Counter(right)) => Type::Counter(join(*left, *right)),
            (Type::Dict(key, value), Type::Dict(other_key, other_value)) => {
                Type::Dict(join(*key, *other_key), join(*value, *other_value))
            }
            (Type::OrderedDict(key, value), Type::OrderedDict(other_key, other_value)) => {
                Type::OrderedDict(join(*key, *other_key), join(*value, *other_value))
            }
            (Type::DefaultDict(key, value), Type::DefaultDict(other_key, other_value)) => {
                Type::DefaultDict(join(*key, *other_key), join(*value, *other_value))
            }
            (Type::Tuple(left), Type::Tuple(right)) if left.len() == right.len() => {
                Type::Tuple(left.into_iter().zip(right).map(|(left, right)| *join(left, right)).collect())
            }
            (left @ (Type::Tuple(_) | Type::VariadicTuple(_)), right @ (Type::Tuple(_) | Type::VariadicTuple(_))) => {
                let items = left.parts().into_iter().chain(right.parts()).cloned().collect();
                Type::VariadicTuple(Box::new(self.join(items)))
            }
            (Type::Generic(class, left), Type::Generic(other, right)) if class == other => {
                Type::Generic(class, left.into_iter().zip(right).map(|(left, right)| *join(left, right)).collect())
            }
            _ => return None,
        };
        Some(merged)
    }

    /// The union of types.
    fn join(&mut self, types: Vec<Type>) -> Type {
        let mut has_none = false;
        let mut items: Vec<Type> = Vec::new();
        for ty in types {
            let (item, is_optional) = match ty {
                Type::Optional(item) => (Some(*item), true),
                Type::None => (None, true),
                ty => (Some(ty), false),
            };
            has_none |= is_optional;
            let new = item.into_iter().flat_map(|item| match item {
                Type::Union(items) => items,
                item => vec![item],
            });
            for item in new {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
        }
        let item = match items.len() {
            0 => return if has_none { Type::None } else { Type::Any },
            1 => items.remove(0),
            _ => self.separate_union(items),
        };
        if has_none { item.or_none() } else { item }
    }
}

/// Whether values of the type include the literal and more.
fn is_base(ty: &Type, literal: &Literal) -> bool {
    let kind = match ty {
        Type::Str => Kind::Str,
        Type::Int | Type::LargeInt => Kind::Int,
        Type::Bool => Kind::Bool,
        Type::Bytes => Kind::Bytes,
        _ => return false,
    };
    kind == kind_of_literal(literal)
}

fn parameter_in(ty: &Type) -> Option<&str> {
    match ty {
        Type::Parameter(name) => Some(name),
        _ => ty.parts().into_iter().find_map(parameter_in),
    }
}

#[cfg(test)]
mod tests {
    use pickle_core::schema::{
        Class, ClassKind, ClassName, Field, Layout, Literal, Record, Schema, StandardClass, Type,
    };

    use super::tell_apart;
    use crate::to_rust::places::map_types;

    fn name(class: &str) -> ClassName {
        ClassName::new("app", class)
    }

    /// The schema of a base, of a class that derives from it, and of two typed dicts.
    fn schema() -> Schema {
        let record = |class, layout| Class::new(name(class), ClassKind::Record(Record::new(layout)));
        let mut derived = record("Derived", Layout::Dict);
        derived.bases.push(name("Base"));
        let base = record("Base", Layout::Dict);
        Schema::new(vec![base, derived, record("Point", Layout::Mapping), record("Line", Layout::Mapping)])
    }

    #[track_caller]
    fn check(items: &[Type], expected: &str, remarks: usize) {
        let mut schema = schema();
        let mut holder = Record::new(Layout::Dict);
        holder.fields.push(Field::new("field", Type::Union(items.to_vec())));
        schema.classes.push(Class::new(name("Holder"), ClassKind::Record(holder)));
        let mut findings = Vec::new();
        let mut separated = tell_apart(&schema, &mut findings);
        map_types(&mut separated, |_, ty| {
            assert_eq!(ty.to_string(), expected);
            ty
        });
        assert_eq!(findings.len(), remarks);
    }

    fn class(class: &str) -> Type {
        Type::Class(name(class))
    }

    fn list(item: Type) -> Type {
        Type::List(Box::new(item))
    }

    fn literal(text: &str) -> Type {
        Type::Literal(vec![Literal::Str(text.to_owned())])
    }

    #[test]
    fn kinds_and_classes_are_told_apart() {
        check(&[Type::Int, Type::Bool, Type::Float], "int | bool | float", 0);
        check(&[Type::Bytes, Type::ByteArray], "bytes | bytearray", 0);
        check(&[class("Base"), class("Derived")], "Base | Derived", 0);
        check(&[class("Point"), list(Type::Int)], "Point | list[int]", 0);
        let zones = [StandardClass::TimeZone, StandardClass::ZoneInfo].map(Type::Standard);
        check(&zones, "timezone | ZoneInfo", 0);
    }

    #[test]
    fn containers_of_one_kind_share_a_variant() {
        check(&[list(Type::Int), list(Type::Str)], "list[int | str]", 1);
        check(&[list(list(Type::Int)), list(list(Type::Str)), Type::Int], "list[list[int | str]] | int", 2);
        check(&[list(Type::None), list(Type::Str)], "list[str | None]", 1);
        check(&[list(Type::Any), list(Type::Str)], "list[Any]", 1);
        let long = Type::Tuple(vec![Type::Int, Type::Str]);
        let short = Type::Tuple(vec![Type::Float]);
        check(&[long, short], "tuple[int | str | float, ...]", 1);
    }

    #[test]
    fn a_wider_type_holds_the_narrower() {
        check(&[class("Derived"), Type::Family(name("Base"))], "Base", 1);
        check(&[StandardClass::TzInfo, StandardClass::ZoneInfo].map(Type::Standard), "tzinfo", 1);
    }

    #[test]
    fn literals_are_one_unless_their_type_is_there() {
        check(&[literal("a"), Type::Int, literal("b")], "Literal[\"a\", \"b\"] | int", 0);
        check(&[literal("a"), Type::Str], "str", 0);
        check(&[literal("a"), Type::Literal(vec![Literal::Int(1)]), Type::Str], "Literal[1] | str", 0);
    }

    #[test]
    fn what_looks_the_same_is_any() {
        let dict = Type::Dict(Box::new(Type::Str), Box::new(Type::Int));
        check(&[class("Point"), class("Line")], "Any", 1);
        check(&[class("Point"), dict], "Any", 1);
        check(&[list(class("Point")), list(class("Line"))], "list[Any]", 2);
    }
}
