//! Annotations to types.

use pickle_core::schema::Type;
use ruff_python_ast::{Expr, ExprCall, ExprStringLiteral, ExprSubscript, Operator};
use ruff_text_size::Ranged;

use super::classes::Classes;
use super::constant::Constants;
use super::inference::type_of_constant;
use super::known_types::{Container, KnownType, known_type};
use super::module::Module;
use super::scope::{ClassId, Resolved};
use super::syntax::parse_quoted;
use crate::diagnostics::{Code, Diagnostic};

/// Deep enough for any annotation that somebody wrote, and shallow enough for any stack.
const MAX_DEPTH: usize = 100;

/// An alias may stand for a type of any size; this many parts are enough for a field.
const MAX_STEPS: usize = 2_000;

/// The longest tuple for which Rust implements its traits.
const MAX_TUPLE: usize = 12;

/// Reads the annotations in the body of one class.
pub(super) struct TypeReader<'m, 'a> {
    module: &'m Module<'a>,
    classes: &'m Classes,
    /// The class whose body it is.
    class: ClassId,
    /// The class that `Self` means: `class`, or one that inherits the annotation.
    owner: ClassId,
    depth: usize,
    /// How many annotations and aliases this reader has looked at.
    steps: usize,
    report: &'m mut Vec<Diagnostic>,
}

impl<'m, 'a> TypeReader<'m, 'a> {
    pub(super) fn new(
        module: &'m Module<'a>,
        classes: &'m Classes,
        class: ClassId,
        owner: ClassId,
        report: &'m mut Vec<Diagnostic>,
    ) -> TypeReader<'m, 'a> {
        TypeReader { module, classes, class, owner, depth: 0, steps: 0, report }
    }

    pub(super) fn module(&self) -> &'m Module<'a> {
        self.module
    }

    pub(super) fn constants(&self) -> Constants<'m, 'a> {
        Constants::new(self.module, self.classes, Some(self.class))
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// What a name or a dotted name means here.
    pub(super) fn resolve(&self, expression: &Expr) -> Resolved<'a> {
        self.module.scope.resolve(expression, Some(self.class))
    }

    /// The type that an annotation names; [`Type::Any`] and a diagnostic if there is none.
    pub(super) fn read(&mut self, annotation: &Expr) -> Type {
        if self.depth == MAX_DEPTH || self.steps == MAX_STEPS {
            return self.unmapped(annotation, "nested too deeply, or an alias of itself");
        }
        self.depth += 1;
        self.steps += 1;
        let ty = self.read_form(annotation);
        self.depth -= 1;
        ty
    }

    /// The type of instances of the class that an expression names, if it names one that has a Rust type.
    pub(super) fn read_class(&mut self, expression: &Expr) -> Option<Type> {
        match self.resolve(expression) {
            Resolved::Class(id) if self.classes.facts(id).is_some_and(|facts| facts.has_instances) => {
                Some(Type::Class(self.module.class_name(id)))
            }
            Resolved::Path(path) => match known_type(&path)? {
                KnownType::Simple(ty) if ty != Type::Any => Some(ty),
                KnownType::Container(container) => Some(bare_container(container)),
                _ => None,
            },
            _ => None,
        }
    }

    fn read_form(&mut self, annotation: &Expr) -> Type {
        match annotation {
            Expr::NoneLiteral(_) => Type::None,
            Expr::StringLiteral(literal) => self.read_quoted(annotation, literal),
            Expr::Name(_) | Expr::Attribute(_) => self.read_name(annotation),
            Expr::Subscript(subscript) => self.read_subscript(annotation, subscript),
            Expr::BinOp(operation) if operation.op == Operator::BitOr => {
                self.read_union(annotation, &alternatives(annotation))
            }
            Expr::Call(call) => self.read_call(annotation, call),
            _ => self.unmapped(annotation, "not a type"),
        }
    }

    /// A type that a call makes: `conint(gt=0)`, `conlist(int)`.
    fn read_call(&mut self, whole: &Expr, call: &ExprCall) -> Type {
        let known = match self.resolve(&call.func) {
            Resolved::Path(path) if path.starts_with("pydantic.") => known_type(&path),
            _ => None,
        };
        match (known, call.arguments.find_positional(0)) {
            (Some(KnownType::Container(container)), Some(item)) => {
                self.read_container(whole, container, std::slice::from_ref(item))
            }
            (Some(known @ (KnownType::Simple(_) | KnownType::Container(_))), _) => self.read_bare(whole, known),
            _ => self.unmapped(whole, "not a type"),
        }
    }

    fn read_quoted(&mut self, annotation: &Expr, literal: &ExprStringLiteral) -> Type {
        match parse_quoted(literal, self.module.source) {
            Some(expression) => self.read(&expression),
            None => {
                let message = "this quoted annotation is not a Python expression; the value is `Any`";
                self.report(
                    Diagnostic::new(Code::QuotedAnnotation, annotation.range(), message)
                        .help("write it as one plain string, without escapes, or without quotes"),
                );
                Type::Any
            }
        }
    }

    fn read_name(&mut self, name: &Expr) -> Type {
        match self.resolve(name) {
            Resolved::Path(path) => match known_type(&path) {
                Some(known) => self.read_bare(name, known),
                None => self.unmapped(name, "not a class of this file"),
            },
            Resolved::Class(id) => self.read_own_class(name, id),
            Resolved::Value(value) => self.read_alias(name, value),
            Resolved::TypeParameter => self.unmapped(name, "a type parameter"),
            Resolved::Function => self.unmapped(name, "a function"),
            Resolved::Unknown => self.unmapped(name, "not defined in this file, once and for all"),
        }
    }

    /// A known type without `[...]`.
    fn read_bare(&mut self, name: &Expr, known: KnownType) -> Type {
        match known {
            KnownType::Simple(ty) => ty,
            KnownType::Container(container) => bare_container(container),
            KnownType::SelfClass => Type::Class(self.module.class_name(self.owner)),
            KnownType::Unmapped(what) => self.unmapped(name, what),
            KnownType::Optional | KnownType::Union | KnownType::Literal | KnownType::Wrapper => {
                self.unmapped(name, "not a type without `[...]`")
            }
        }
    }

    fn read_own_class(&mut self, name: &Expr, id: ClassId) -> Type {
        let reason = match self.classes.facts(id) {
            Some(facts) if facts.has_instances => {
                return Type::Class(self.module.class_name(id));
            }
            Some(_) => "has no instances of its own",
            None => "is left out",
        };
        let class = self.module.qualname(id);
        let message = format!("class `{class}` {reason}; the value is `Any`");
        self.report(
            Diagnostic::new(Code::ClassLeftOut, name.range(), message)
                .help("see what is said about the class; `Any` keeps its instances as they are"),
        );
        Type::Any
    }

    fn read_alias(&mut self, name: &Expr, value: &Expr) -> Type {
        let Expr::Call(call) = value else {
            return self.read(value);
        };
        let maker = match self.resolve(&call.func) {
            Resolved::Path(path) => path,
            _ => String::new(),
        };
        match (maker.as_str(), call.arguments.find_positional(1)) {
            ("typing.NewType" | "typing.TypeAliasType", Some(base)) => self.read(base),
            ("typing.TypeVar" | "typing.ParamSpec" | "typing.TypeVarTuple", _) => {
                self.unmapped(name, "a type variable")
            }
            _ => self.unmapped(name, "not a type"),
        }
    }

    fn read_subscript(&mut self, whole: &Expr, subscript: &ExprSubscript) -> Type {
        let arguments = match &*subscript.slice {
            Expr::Tuple(tuple) => &*tuple.elts,
            argument => std::slice::from_ref(argument),
        };
        let known = match self.resolve(&subscript.value) {
            Resolved::Path(path) => known_type(&path),
            // The arguments of a generic class or alias do not show in a pickle.
            Resolved::Class(_) | Resolved::Value(_) => return self.read(&subscript.value),
            _ => None,
        };
        match (known, arguments) {
            // The arguments of such a class do not show in a pickle: `re.Pattern[str]`.
            (Some(KnownType::Simple(ty @ Type::Standard(_))), _) => ty,
            (Some(KnownType::Container(container)), _) => self.read_container(whole, container, arguments),
            (Some(KnownType::Optional), [item]) => optional(self.read(item)),
            (Some(KnownType::Union), alternatives) => self.read_union(whole, &alternatives.iter().collect::<Vec<_>>()),
            (Some(KnownType::Literal), values) => self.read_literal(whole, values),
            (Some(KnownType::Wrapper), [item, ..]) => self.read(item),
            (Some(KnownType::Unmapped(what)), _) => self.unmapped(whole, what),
            _ => self.unmapped(whole, "not a class of this file"),
        }
    }

    fn read_container(&mut self, whole: &Expr, container: Container, arguments: &[Expr]) -> Type {
        match (container, arguments) {
            (Container::Tuple, [item, Expr::EllipsisLiteral(_)]) => Type::VariadicTuple(Box::new(self.read(item))),
            (Container::Tuple, [Expr::Tuple(empty)]) if empty.elts.is_empty() => bare_container(Container::Tuple),
            (Container::Tuple, []) => bare_container(Container::Tuple),
            (Container::Tuple, items) if items.len() <= MAX_TUPLE => {
                Type::Tuple(items.iter().map(|item| self.read(item)).collect())
            }
            (Container::Tuple, _) => self.unmapped(whole, "longer than Rust's tuples, which have up to 12 items"),
            (Container::List, [item]) => Type::List(Box::new(self.read(item))),
            (Container::Set, [item]) => Type::Set(Box::new(self.read(item))),
            (Container::FrozenSet, [item]) => Type::FrozenSet(Box::new(self.read(item))),
            (Container::Dict, [key, value]) => Type::Dict(Box::new(self.read(key)), Box::new(self.read(value))),
            (Container::OrderedDict, [key, value]) => {
                Type::OrderedDict(Box::new(self.read(key)), Box::new(self.read(value)))
            }
            (Container::DefaultDict, [key, value]) => {
                Type::DefaultDict(Box::new(self.read(key)), Box::new(self.read(value)))
            }
            (Container::Counter, [element]) => Type::Counter(Box::new(self.read(element))),
            (Container::Deque, [item]) => Type::Deque(Box::new(self.read(item))),
            _ => self.unmapped(whole, "given the wrong number of arguments"),
        }
    }

    fn read_union(&mut self, whole: &Expr, alternatives: &[&Expr]) -> Type {
        let mut types = Vec::new();
        let mut has_none = false;
        for alternative in alternatives {
            let ty = match self.read(alternative) {
                Type::None => {
                    has_none = true;
                    continue;
                }
                Type::Optional(item) => {
                    has_none = true;
                    *item
                }
                ty => ty,
            };
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        match (types.pop(), types.is_empty()) {
            (None, _) => Type::None,
            (Some(only), true) if has_none => optional(only),
            (Some(only), true) => only,
            (Some(last), false) if last == Type::Any || types.contains(&Type::Any) => Type::Any,
            (Some(_), false) => self.unmapped(whole, "a union of several types"),
        }
    }

    /// `Literal["a", "b"]` is the type of its values.
    fn read_literal(&mut self, whole: &Expr, values: &[Expr]) -> Type {
        let constants = self.constants();
        let types: Option<Vec<Type>> =
            values.iter().map(|value| Some(type_of_constant(&constants.evaluate(value)?))).collect();
        let Some(mut types) = types else {
            return self.unmapped(whole, "not made of literals");
        };
        let count = types.len();
        types.retain(|ty| *ty != Type::None);
        let has_none = types.len() < count;
        types.dedup();
        match (types.pop(), types.is_empty()) {
            (Some(only), true) if has_none => optional(only),
            (Some(only), true) => only,
            (None, _) => Type::None,
            (Some(_), false) => self.unmapped(whole, "made of literals of several types"),
        }
    }

    fn unmapped(&mut self, annotation: &Expr, what: &str) -> Type {
        let text = shorten(self.module.text(annotation));
        let message = format!("the annotation `{text}` has no Rust type; the value is `Any`");
        let help = match what {
            "a union of several types" => "narrow it, or match on the `Any` in Rust",
            "a type parameter" | "a type variable" => "annotate with the class that the instances really hold",
            "a class of pydantic" => "match on the `Any` in Rust",
            "not a class of this file" => "define the class in this file, or match on the `Any` in Rust",
            _ => "annotate with a class of this file or a type from the table in the README",
        };
        self.report(Diagnostic::new(Code::AnnotationUnmapped, annotation.range(), message).label(what).help(help));
        Type::Any
    }
}

/// `Option` of a type that may already have `None` among its values.
pub(super) fn optional(item: Type) -> Type {
    match item {
        Type::Any | Type::None | Type::Optional(_) => item,
        item => Type::Optional(Box::new(item)),
    }
}

/// A container of which nothing is known but its class.
pub(super) fn bare_container(container: Container) -> Type {
    let any = || Box::new(Type::Any);
    match container {
        Container::List => Type::List(any()),
        Container::Tuple => Type::VariadicTuple(any()),
        Container::Dict => Type::Dict(any(), any()),
        Container::OrderedDict => Type::OrderedDict(any(), any()),
        Container::DefaultDict => Type::DefaultDict(any(), any()),
        Container::Counter => Type::Counter(any()),
        Container::Deque => Type::Deque(any()),
        Container::Set => Type::Set(any()),
        Container::FrozenSet => Type::FrozenSet(any()),
    }
}

/// The operands of `a | b | c`.
fn alternatives(union: &Expr) -> Vec<&Expr> {
    let mut operands = Vec::new();
    let mut rest = union;
    while let Expr::BinOp(operation) = rest
        && operation.op == Operator::BitOr
    {
        operands.push(&*operation.right);
        rest = &operation.left;
    }
    operands.push(rest);
    operands.reverse();
    operands
}

/// Source text for a message, which should stay readable.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= LONGEST {
        one_line
    } else {
        one_line.chars().take(LONGEST).chain("...".chars()).collect()
    }
}
