//! The types that become enums but are no classes: unions, literals, families, and aliases that contain themselves. Each
//! gets a name, as an alias of the schema, and is one enum however often it is used.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{Alias, Class, ClassKind, ClassName, Schema, SchemaIndex, Type};

use super::cycles::{Circles, Held};
use super::identifiers::{literal_case, type_case};
use super::places::{Position, map_types};

/// A name that is made of more alternatives, or longer, would not be read.
const MAX_ALTERNATIVES: usize = 4;
const MAX_LENGTH: usize = 30;

/// The schema in which every union, literal and family has a name, and no other alias that does not need one.
pub(super) fn name_choices(mut schema: Schema) -> Schema {
    inline_aliases(&mut schema);
    let mut namer = Namer { names: HashMap::new(), taken: HashSet::new(), new: Vec::new() };
    for alias in &schema.aliases {
        namer.names.entry(key(&alias.ty)).or_insert_with(|| alias.name.clone());
    }
    map_types(&mut schema, |place, ty| match place.position {
        Position::Alias if is_choice(&ty) => {
            let items = format!("{}.item", place.owner.qualname);
            ty.map_parts(|part| namer.name(part, &items))
        }
        Position::Alias => namer.name(ty, &place.owner.qualname),
        _ => namer.name(ty, &format!("{}.{}", place.owner.qualname, place.written_name())),
    });
    schema.aliases.extend(namer.new);
    schema
}

/// Whether the type becomes an enum of its own.
fn is_choice(ty: &Type) -> bool {
    matches!(ty, Type::Union(_) | Type::Literal(_) | Type::Family(_))
}

/// Puts what they stand for in the place of aliases that need no name: neither an enum nor a part of themselves.
fn inline_aliases(schema: &mut Schema) {
    let mut referred = Held::new();
    for alias in &schema.aliases {
        let mut names = Vec::new();
        collect_aliases(&alias.ty, &mut names);
        referred.insert(&alias.name, names);
    }
    let circles = Circles::find(&referred);
    let needs_name = |alias: &Alias| is_choice(&alias.ty) || circles.have(&alias.name);
    let (named, inlined): (Vec<Alias>, Vec<Alias>) = schema.aliases.iter().cloned().partition(needs_name);
    let inlined: HashMap<ClassName, Type> = inlined.into_iter().map(|alias| (alias.name, alias.ty)).collect();
    schema.aliases = named;
    if !inlined.is_empty() {
        map_types(schema, |_, ty| inline(ty, &inlined));
    }
}

fn inline(ty: Type, aliases: &HashMap<ClassName, Type>) -> Type {
    match ty {
        Type::Alias(name) => match aliases.get(&name) {
            Some(ty) => inline(ty.clone(), aliases),
            None => Type::Alias(name),
        },
        Type::Optional(item) => inline(*item, aliases).or_none(),
        Type::Union(items) => {
            let items: Vec<Type> = items.into_iter().map(|item| inline(item, aliases)).collect();
            if items.contains(&Type::Any) { Type::Any } else { Type::Union(items) }
        }
        _ => ty.map_parts(|part| inline(part, aliases)),
    }
}

fn collect_aliases<'s>(ty: &'s Type, names: &mut Vec<&'s ClassName>) {
    if let Type::Alias(name) = ty {
        names.push(name);
    }
    ty.parts().into_iter().for_each(|part| collect_aliases(part, names));
}

struct Namer {
    /// By what they hold: the aliases of unions, literals and families.
    names: HashMap<String, ClassName>,
    /// The names of the new ones.
    taken: HashSet<String>,
    new: Vec<Alias>,
}

impl Namer {
    /// `ty` with names for what needs one; `place` is a name from the place where the type stands.
    fn name(&mut self, ty: Type, place: &str) -> Type {
        let wanted = match &ty {
            Type::Union(items) => union_name(items, place),
            Type::Literal(_) => place.to_owned(),
            Type::Family(_) => words(&ty),
            _ => return ty.map_parts(|part| self.name(part, place)),
        };
        let key = key(&ty);
        if let Some(name) = self.names.get(&key) {
            return Type::Alias(name.clone());
        }
        let ty = match ty {
            Type::Union(items) => {
                let place = format!("{place}.choice");
                Type::Union(items.into_iter().map(|item| self.name(item, &place)).collect())
            }
            ty => ty,
        };
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let free = [wanted.clone()].into_iter().chain(numbered).find(|name| !self.taken.contains(name));
        let name = free.unwrap_or(wanted);
        self.taken.insert(name.clone());
        let name = ClassName::new("", name);
        self.names.insert(key, name.clone());
        self.new.push(Alias::new(name.clone(), ty));
        Type::Alias(name)
    }
}

/// The same for types that hold the same, whatever the order of their alternatives.
fn key(ty: &Type) -> String {
    let mut parts: Vec<String> = match ty {
        Type::Union(items) => items.iter().map(|item| format!("{item:?}")).collect(),
        Type::Literal(values) => values.iter().map(|value| format!("{value:?}")).collect(),
        _ => return format!("{ty:?}"),
    };
    parts.sort();
    parts.join("|")
}

fn union_name(items: &[Type], place: &str) -> String {
    let name = joined(items, "Or");
    if items.len() > MAX_ALTERNATIVES || name.len() > MAX_LENGTH { place.to_owned() } else { name }
}

/// A type in the name of an enum: `ListOfInt`.
fn words(ty: &Type) -> String {
    let of = |container: &str, item: &Type| match item {
        Type::Any => container.to_owned(),
        item => format!("{container}Of{}", words(item)),
    };
    match ty {
        Type::Tuple(items) => format!("TupleOf{}", joined(items, "And")),
        Type::Dict(key, value) | Type::OrderedDict(key, value) | Type::DefaultDict(key, value) => {
            let container = variant_words(ty);
            match &**key {
                Type::Str | Type::Any => of(&container, value),
                key => format!("{container}Of{}To{}", words(key), words(value)),
            }
        }
        Type::List(item)
        | Type::VariadicTuple(item)
        | Type::Set(item)
        | Type::FrozenSet(item)
        | Type::Counter(item)
        | Type::Deque(item) => of(&variant_words(ty), item),
        Type::Optional(item) => format!("Optional{}", words(item)),
        Type::Generic(class, items) => format!("{}Of{}", type_case(&class.qualname), joined(items, "And")),
        Type::Union(items) => joined(items, "Or"),
        Type::Literal(values) => values.iter().map(literal_case).collect::<Vec<_>>().join("Or"),
        Type::Family(base) => format!("{}OrSubclass", type_case(&base.qualname)),
        Type::Shared(item, _) | Type::Weak(item, _) => words(item),
        ty => variant_words(ty),
    }
}

fn joined(items: &[Type], separator: &str) -> String {
    items.iter().map(words).collect::<Vec<_>>().join(separator)
}

/// A type in the name of a variant, where what it holds does not matter.
pub(super) fn variant_words(ty: &Type) -> String {
    let text = match ty {
        Type::ByteArray => "ByteArray",
        Type::VariadicTuple(_) => "Tuple",
        Type::OrderedDict(..) => "OrderedDict",
        Type::DefaultDict(..) => "DefaultDict",
        Type::FrozenSet(_) => "FrozenSet",
        Type::Global => "Class",
        Type::Alias(name) if name.module.is_empty() && name.qualname.contains('.') => "Literal",
        Type::Class(class) | Type::Generic(class, _) | Type::Family(class) | Type::Alias(class) => {
            return type_case(&class.qualname);
        }
        Type::Shared(item, _) | Type::Weak(item, _) => return variant_words(item),
        Type::Standard(class) => return format!("{class:?}"),
        ty => {
            let name = ty.to_string();
            return type_case(name.split('[').next().unwrap_or(&name));
        }
    };
    text.to_owned()
}

/// The choices that a class uses and that are not among `written`, with those that they use, in the order of their use.
pub(super) fn choices_of<'s>(
    index: &SchemaIndex<'s>,
    class: &'s Class,
    written: &mut HashSet<&'s ClassName>,
) -> Vec<&'s Alias> {
    let fields = match &class.kind {
        ClassKind::Record(record) => &record.fields[..],
        _ => &[],
    };
    let mut names = Vec::new();
    fields.iter().for_each(|field| collect_aliases(&field.ty, &mut names));
    class.parameters.iter().for_each(|parameter| collect_aliases(&parameter.default, &mut names));
    let mut pending: Vec<&ClassName> = names.into_iter().rev().collect();
    let mut choices = Vec::new();
    while let Some(name) = pending.pop() {
        let Some(alias) = index.alias(name).filter(|alias| written.insert(&alias.name)) else {
            continue;
        };
        choices.push(alias);
        let mut parts = Vec::new();
        collect_aliases(&alias.ty, &mut parts);
        pending.extend(parts.into_iter().rev());
    }
    choices
}

/// The alternatives of a choice: what the variants of its enum hold.
pub(super) fn alternatives(index: &SchemaIndex<'_>, alias: &Alias) -> Vec<Type> {
    match &alias.ty {
        Type::Union(items) => items.clone(),
        Type::Literal(_) => Vec::new(),
        Type::Family(base) => index.family(base).map(instance).collect(),
        ty => vec![ty.clone()],
    }
}

/// The type of the instances of a class; a parameter is what it is where nothing is given.
fn instance(class: &Class) -> Type {
    if class.parameters.is_empty() {
        return Type::Class(class.name.clone());
    }
    let arguments = class.parameters.iter().map(|parameter| parameter.default.clone()).collect();
    Type::Generic(class.name.clone(), arguments)
}

/// The types that are stored in each class and each choice.
pub(super) fn contents(schema: &Schema) -> Vec<(&ClassName, Vec<Type>)> {
    let classes = schema.classes.iter().map(|class| match &class.kind {
        ClassKind::Record(record) => (&class.name, record.fields.iter().map(|field| field.ty.clone()).collect()),
        _ => (&class.name, Vec::new()),
    });
    let index = schema.index();
    let choices = schema.aliases.iter().map(|alias| (&alias.name, alternatives(&index, alias)));
    classes.chain(choices).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use pickle_core::schema::{Alias, ClassName, Schema, Type};

    use super::inline_aliases;

    /// Aliases of which each is a list of the next one.
    fn lists(count: usize, next: impl Fn(usize) -> Type) -> Schema {
        let list = |index| Alias::new(name(index), Type::List(Box::new(next(index))));
        let mut schema = Schema::default();
        schema.aliases.extend((0..count).map(list));
        schema
    }

    fn name(index: usize) -> ClassName {
        ClassName::new("lists", format!("A{index}"))
    }

    #[test]
    fn aliases_that_contain_themselves_keep_their_names_and_others_do_not() {
        let mut schema = lists(3, |index| if index == 2 { Type::Int } else { Type::Alias(name(0)) });
        inline_aliases(&mut schema);
        let named: Vec<_> = schema.aliases.iter().map(|alias| &alias.name).collect();
        assert_eq!(named, [&name(0)]);
        assert_eq!(schema.aliases[0].ty, Type::List(Box::new(Type::Alias(name(0)))));
    }

    #[test]
    fn a_long_ring_of_aliases_takes_no_longer_than_its_length() {
        let mut schema = lists(20_000, |index| Type::Alias(name((index + 1) % 20_000)));
        let start = Instant::now();
        inline_aliases(&mut schema);
        assert_eq!(schema.aliases.len(), 20_000);
        // To walk along the ring from each alias takes minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }
}
