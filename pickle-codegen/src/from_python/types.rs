//! Annotations to types.

mod aliases;
mod containers;
mod literals;
mod parameters;
mod table;
mod unions;

use pickle_core::schema::Type;
use ruff_python_ast::{Expr, ExprCall, ExprStringLiteral, ExprSubscript, Operator};
use ruff_text_size::Ranged;

use super::abstract_classes::is_abstract;
use super::classes::{Classes, Style};
use super::constant::Constants;
use super::known_types::{KnownType, known_type};
use super::modules::Modules;
use super::scope::{ClassId, Resolved};
use super::syntax::parse_quoted;
use crate::diagnostics::{Code, Diagnostic};

pub(super) use self::containers::bare_container;
pub(super) use self::parameters::{has_parameters, read_parameters};
pub(super) use self::table::TypeTable;

use self::parameters::{Bindings, arguments_in, class_variables};
use self::unions::operands;

/// Deep enough for any annotation that somebody wrote, and shallow enough for any stack.
const MAX_DEPTH: usize = 100;

/// An alias may stand for a type of any size; this many parts are enough for a field.
const MAX_STEPS: usize = 2_000;

/// Why a generic model of pydantic with arguments is not its struct.
const MODEL_WITH_ARGUMENTS: &str = "pydantic makes a class of its own of a generic model with arguments";

/// Reads the annotations in the body of one class.
pub(super) struct TypeReader<'m, 'a> {
    modules: &'m Modules<'a>,
    classes: &'m Classes,
    /// The class whose body it is.
    class: ClassId,
    /// The class that `Self` means: `class`, or one that inherits the annotation.
    owner: ClassId,
    /// The class in whose body names are looked up; none for the aliases of the module.
    scope: Option<ClassId>,
    /// What type variables stand for, once somebody has asked.
    bindings: Option<Bindings>,
    depth: usize,
    /// How many annotations and aliases this reader has looked at.
    steps: usize,
    report: &'m mut Vec<Diagnostic>,
}

impl<'m, 'a> TypeReader<'m, 'a> {
    pub(super) fn new(
        modules: &'m Modules<'a>,
        classes: &'m Classes,
        class: ClassId,
        owner: ClassId,
        report: &'m mut Vec<Diagnostic>,
    ) -> TypeReader<'m, 'a> {
        TypeReader { modules, classes, class, owner, scope: Some(class), bindings: None, depth: 0, steps: 0, report }
    }

    pub(super) fn module(&self) -> &'m Modules<'a> {
        self.modules
    }

    pub(super) fn constants(&self) -> Constants<'m, 'a> {
        Constants::new(self.modules, self.classes, self.scope)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// What a name or a dotted name means here.
    pub(super) fn resolve(&self, expression: &Expr) -> Resolved<'a> {
        self.modules.scope.resolve(expression, self.scope)
    }

    /// The type that an annotation names; [`Type::Any`] and a diagnostic if there is none.
    pub(super) fn read(&mut self, annotation: &Expr) -> Type {
        if self.depth >= MAX_DEPTH || self.steps >= MAX_STEPS {
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
        if let Some(mapped) = self.mapped(expression) {
            return Some(mapped);
        }
        match self.resolve(expression) {
            Resolved::Class(id) if self.classes.facts(id).is_some_and(|facts| facts.has_instances) => {
                Some(Type::Class(self.modules.class_name(id)))
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
        if let Some(mapped) = self.mapped(annotation) {
            return mapped;
        }
        match annotation {
            Expr::NoneLiteral(_) => Type::None,
            Expr::StringLiteral(literal) => self.read_quoted(annotation, literal),
            Expr::Name(_) | Expr::Attribute(_) => self.read_name(annotation),
            Expr::Subscript(subscript) => self.read_subscript(annotation, subscript),
            Expr::BinOp(operation) if operation.op == Operator::BitOr => self.read_union(operands(annotation)),
            Expr::Call(call) => self.read_call(annotation, call),
            _ => self.unmapped(annotation, "not a type"),
        }
    }

    /// The class that an annotation names, if the options have a Rust type for it; its arguments do not matter.
    fn mapped(&self, annotation: &Expr) -> Option<Type> {
        let name = match annotation {
            _ if self.modules.mapped.is_empty() => return None,
            Expr::Name(_) | Expr::Attribute(_) => annotation,
            Expr::Subscript(subscript) => &subscript.value,
            _ => return None,
        };
        match self.resolve(name) {
            Resolved::Path(path) => self.modules.mapped.path(&path).map(Type::Class),
            Resolved::Class(id) if self.modules.mapped.has_class(id) => Some(Type::Class(self.modules.class_name(id))),
            _ => None,
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
        match parse_quoted(literal, self.modules.source()) {
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
        if let Expr::Name(variable) = name
            && let Some(ty) = self.variable(&variable.id)
        {
            return self.read_again(name, ty);
        }
        match self.resolve(name) {
            Resolved::Path(path) => match known_type(&path) {
                Some(known) => self.read_bare(name, known),
                None => self.unmapped(name, "not a class of the input"),
            },
            Resolved::Class(id) => self.read_own_class(name, id, None),
            Resolved::Value(value) => self.read_alias(name, value, &[]),
            Resolved::TypeAlias(alias) => self.read_type_statement(name, alias, &[]),
            Resolved::TypeParameter => self.unmapped(name, "a parameter that stands for no type"),
            Resolved::Function(_) => self.unmapped(name, "a function"),
            Resolved::Unknown => self.unmapped(name, "not defined in its module, once and for all"),
        }
    }

    /// A known type without `[...]`.
    fn read_bare(&mut self, name: &Expr, known: KnownType) -> Type {
        match known {
            KnownType::Simple(ty) => ty,
            KnownType::Container(container) => bare_container(container),
            KnownType::SelfClass => self.read_self(),
            KnownType::Unmapped(what) => self.unmapped(name, what),
            KnownType::Optional | KnownType::Union | KnownType::Literal | KnownType::Wrapper => {
                self.unmapped(name, "not a type without `[...]`")
            }
        }
    }

    fn read_self(&self) -> Type {
        let class = self.modules.class_name(self.owner);
        match self.own_parameters() {
            parameters if parameters.is_empty() => Type::Class(class),
            parameters => Type::Generic(class, parameters),
        }
    }

    /// A class of the input, with the arguments that a subscript gives it.
    fn read_own_class(&mut self, name: &Expr, id: ClassId, arguments: Option<&[Expr]>) -> Type {
        let variables = class_variables(self.modules, id);
        if let Some(reason) = self.lacks_type(id, !variables.is_empty()) {
            return self.left_out(name, id, reason);
        }
        let class = self.modules.class_name(id);
        match arguments.map(|arguments| self.bind(&variables, arguments)) {
            Some(bindings) if self.is_model(id) && bindings.iter().any(gives_argument) => {
                self.unmapped(name, MODEL_WITH_ARGUMENTS)
            }
            Some(bindings) if !bindings.is_empty() => {
                Type::Generic(class, bindings.into_iter().map(|(_, ty)| ty).collect())
            }
            _ => Type::Class(class),
        }
    }

    fn is_model(&self, id: ClassId) -> bool {
        self.classes.facts(id).is_some_and(|facts| matches!(facts.style, Style::Pydantic(_)))
    }

    /// Why no Rust type stands for the instances of a class, if none does.
    fn lacks_type(&self, id: ClassId, is_generic: bool) -> Option<&'static str> {
        let Some(facts) = self.classes.facts(id) else {
            return Some("is left out");
        };
        let is_abstract = !facts.has_instances || is_abstract(self.modules, self.classes, id);
        match (is_abstract, self.classes.has_subclasses(id)) {
            (false, _) => None,
            (true, true) if !is_generic => None,
            (true, true) => Some("is abstract and generic"),
            (true, false) if facts.has_instances => Some("is abstract and has no subclass in the input"),
            (true, false) => Some("has no instances of its own"),
        }
    }

    fn left_out(&mut self, name: &Expr, id: ClassId, reason: &str) -> Type {
        let class = self.modules.qualname(id);
        let message = format!("class `{class}` {reason}; the value is `Any`");
        let help = match self.classes.reason(id) {
            Some(reason) => format!("{reason}; `Any` keeps its instances as they are"),
            None => {
                "annotate with classes that have instances, or match on the `Any` in Rust, which keeps them as they \
                     are"
                .to_owned()
            }
        };
        self.report(Diagnostic::new(Code::ClassLeftOut, name.range(), message).help(help));
        Type::Any
    }

    fn read_subscript(&mut self, whole: &Expr, subscript: &ExprSubscript) -> Type {
        let arguments = arguments_in(&subscript.slice);
        let known = match self.resolve(&subscript.value) {
            Resolved::Path(path) => known_type(&path),
            Resolved::Class(id) => return self.read_own_class(&subscript.value, id, Some(arguments)),
            Resolved::Value(value) => return self.read_alias(&subscript.value, value, arguments),
            Resolved::TypeAlias(alias) => return self.read_type_statement(&subscript.value, alias, arguments),
            _ => None,
        };
        match (known, arguments) {
            // The arguments of such a class do not show in a pickle: `re.Pattern[str]`, `type[int]`.
            (Some(KnownType::Simple(ty @ (Type::Standard(_) | Type::Global))), _) => ty,
            (Some(KnownType::Container(container)), _) => self.read_container(whole, container, arguments),
            (Some(KnownType::Optional), [item]) => self.read(item).or_none(),
            (Some(KnownType::Union), alternatives) => self.read_union(alternatives),
            (Some(KnownType::Literal), values) => self.read_literal(whole, values),
            (Some(KnownType::Wrapper), [item, ..]) => self.read(item),
            (Some(KnownType::Unmapped(what)), _) => self.unmapped(whole, what),
            _ => self.unmapped(whole, "not a class of the input"),
        }
    }

    fn unmapped(&mut self, annotation: &Expr, what: &str) -> Type {
        let text = shorten(self.modules.text(annotation));
        let message = format!("the annotation `{text}` has no Rust type; the value is `Any`");
        let help = match what {
            "a parameter that stands for no type" | "a type variable" => {
                "annotate with the class that the instances really hold"
            }
            "a class of pydantic" => "match on the `Any` in Rust",
            MODEL_WITH_ARGUMENTS => {
                "derive a class from it, as in `class IntBox(Box[int])`, or match on the `Any` in Rust"
            }
            "not a class of the input" => "read the file that defines the class too, or match on the `Any` in Rust",
            _ => "annotate with a class of the input or a type from the table in the README",
        };
        self.report(Diagnostic::new(Code::AnnotationUnmapped, annotation.range(), message).label(what).help(help));
        Type::Any
    }
}

/// Whether a parameter stands for something else than itself.
fn gives_argument((name, ty): &(String, Type)) -> bool {
    !matches!(ty, Type::Parameter(parameter) if parameter == name)
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
