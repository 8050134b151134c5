//! Types as annotations, with the imports that they need.

use pickle_core::schema::{ClassKind, ClassName, StandardClass, Type};

use super::constants::literal;
use super::imports::Use;
use super::modules::ModuleWriter;

impl ModuleWriter<'_> {
    /// A type as an annotation.
    pub(super) fn annotation(&mut self, ty: &Type) -> String {
        self.annotation_for(ty, Use::Annotation)
    }

    /// A type where a library evaluates it, or only a type checker does.
    pub(super) fn annotation_for(&mut self, ty: &Type, usage: Use) -> String {
        match ty {
            Type::Any => self.typing("Any"),
            Type::None => "None".to_owned(),
            Type::Bool | Type::Int | Type::LargeInt | Type::Float | Type::Str | Type::Bytes | Type::ByteArray => {
                ty.to_string()
            }
            Type::Tuple(items) if items.is_empty() => "tuple[()]".to_owned(),
            Type::VariadicTuple(item) => format!("tuple[{}, ...]", self.annotation_for(item, usage)),
            Type::List(_) => self.subscripted("list", ty, usage),
            Type::Tuple(_) => self.subscripted("tuple", ty, usage),
            Type::Dict(..) => self.subscripted("dict", ty, usage),
            Type::Set(_) => self.subscripted("set", ty, usage),
            Type::FrozenSet(_) => self.subscripted("frozenset", ty, usage),
            Type::OrderedDict(..) => self.of_collections("OrderedDict", ty, usage),
            Type::DefaultDict(..) => self.of_collections("defaultdict", ty, usage),
            Type::Counter(_) => self.of_collections("Counter", ty, usage),
            Type::Deque(_) => self.of_collections("deque", ty, usage),
            Type::Optional(item) => match self.annotation_for(item, usage) {
                any if any == "Any" => any,
                item => format!("{item} | None"),
            },
            Type::Union(items) => {
                let items: Vec<String> = items.iter().map(|item| self.annotation_for(item, usage)).collect();
                items.join(" | ")
            }
            Type::Literal(values) => {
                let values: Vec<String> = values.iter().map(literal).collect();
                format!("{}[{}]", self.typing("Literal"), values.join(", "))
            }
            Type::Standard(class) => self.standard(*class),
            Type::Class(name) | Type::Family(name) => self.class_name(name, usage),
            Type::Alias(name) => self.reference(name, usage),
            Type::Generic(name, arguments) => {
                let class = self.class_name(name, usage);
                if class == "Any" { class } else { self.with_arguments(&class, arguments, usage) }
            }
            Type::Parameter(name) => self.type_variable(name),
            Type::Global => "type".to_owned(),
            Type::Shared(item, _) | Type::Weak(item, _) => self.annotation_for(item, usage),
            _ => self.typing("Any"),
        }
    }

    fn subscripted(&mut self, name: &str, ty: &Type, usage: Use) -> String {
        let parts: Vec<Type> = ty.parts().into_iter().cloned().collect();
        self.with_arguments(name, &parts, usage)
    }

    fn of_collections(&mut self, name: &str, ty: &Type, usage: Use) -> String {
        self.imports.module("collections");
        self.subscripted(&format!("collections.{name}"), ty, usage)
    }

    fn with_arguments(&mut self, name: &str, arguments: &[Type], usage: Use) -> String {
        let arguments: Vec<String> = arguments.iter().map(|argument| self.annotation_for(argument, usage)).collect();
        format!("{name}[{}]", arguments.join(", "))
    }

    /// A name of `typing`.
    pub(super) fn typing(&mut self, name: &str) -> String {
        self.imports.name("typing", name, Use::Runtime);
        name.to_owned()
    }

    /// A class of the standard library, by its module.
    pub(super) fn standard(&mut self, class: StandardClass) -> String {
        let name = Type::Standard(class).to_string();
        match module_of(&name, class) {
            "builtins" => name,
            module => {
                self.imports.module(module);
                format!("{module}.{name}")
            }
        }
    }

    /// A class of the schema; what is left out may be anything.
    fn class_name(&mut self, name: &ClassName, usage: Use) -> String {
        let is_defined = match self.schema.class(name).map(|class| &class.kind) {
            Some(ClassKind::External) => name.module != self.module && !name.module.is_empty(),
            Some(_) => !self.refused.iter().any(|(refused, _)| refused == name),
            None => false,
        };
        if is_defined { self.reference(name, usage) } else { self.typing("Any") }
    }

    /// A name of the schema, imported if it is another module's.
    pub(super) fn reference(&mut self, name: &ClassName, usage: Use) -> String {
        if name.module == self.module {
            return name.qualname.clone();
        }
        let top = name.qualname.split('.').next().unwrap_or(&name.qualname);
        if self.defines(top) || self.imports.has_name_of_another(&name.module, top) {
            self.imports.module(&name.module);
            return format!("{}.{}", name.module, name.qualname);
        }
        self.imports.name(&name.module, top, usage);
        name.qualname.clone()
    }
}

/// Where the standard library has the class that it calls so.
fn module_of(name: &str, class: StandardClass) -> &'static str {
    const MODULES: [&str; 12] = [
        "builtins",
        "datetime",
        "decimal",
        "uuid",
        "fractions",
        "pathlib",
        "ipaddress",
        "re",
        "array",
        "types",
        "zoneinfo",
        "functools",
    ];
    let is_there = |module: &&str| StandardClass::find(module, name) == Some(class);
    MODULES.into_iter().find(is_there).unwrap_or("builtins")
}
