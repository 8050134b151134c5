//! Exceptions: the type of their `args`, and those that Python itself cannot load.

use pickle_core::schema::{Field, Place, Type};
use ruff_python_ast::{Expr, ExprCall, Parameters, StmtFunctionDef};
use ruff_text_size::Ranged;

use super::attrs::AttrsOptions;
use super::builtin_exceptions::builtin_attributes;
use super::classes::{ClassFacts, Classes, Style};
use super::constructor::{attribute_assignments, base_constructor_calls, calls_base_constructor};
use super::inference::Inference;
use super::inheritance::constructor;
use super::known_types::Container;
use super::modules::Modules;
use super::native::{Native, content_field};
use super::scope::{ClassForm, ClassId, Resolved};
use super::types::{TypeReader, bare_container};
use crate::diagnostics::{Code, Diagnostic};

/// Rust has no traits for longer tuples.
const MAX_ARGUMENTS: usize = 12;

/// The options of the attrs class whose fields are the `args` of an exception, if they are.
pub(super) fn attrs_exception(classes: &Classes, facts: &ClassFacts) -> Option<AttrsOptions> {
    classes.lineage(facts).find_map(|(_, facts)| match facts.style {
        Style::Attrs(options) => Some(options).filter(|options| options.auto_exc && facts.native.is_some()),
        _ => None,
    })
}

/// Whether an attribute of an exception is one that the builtin class keeps outside of the `__dict__`.
pub(super) fn is_kept_by_base(modules: &Modules<'_>, classes: &Classes, facts: &ClassFacts, name: &str) -> bool {
    facts.native == Some(Native::Exception)
        && classes.lineage(facts).any(|(ancestor, _)| {
            let bases = match modules.scope.class(ancestor).form {
                ClassForm::Statement(statement) => statement.bases(),
                ClassForm::Call(_) => &[],
            };
            bases.iter().any(|base| match modules.scope.resolve(base, None) {
                Resolved::Path(path) => builtin_attributes(&path).contains(&name),
                _ => false,
            })
        })
}

/// The field for the `args` of an exception; `parameters` are the fields that the `__init__` of attrs takes.
pub(super) fn arguments_field(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    parameters: &[&Field],
    report: &mut Vec<Diagnostic>,
) -> Option<Field> {
    let ty = match attrs_exception(classes, facts) {
        Some(options) if options.slots => return None,
        Some(_) => tuple_of(parameters.iter().map(|field| field.ty.clone()).collect()),
        None => {
            let passed = passed_arguments(modules, classes, facts);
            report.extend(check_loading(modules, id, classes, facts, passed.as_ref()));
            passed.map_or_else(|| bare_container(Container::Tuple), |passed| passed.ty(modules, classes, id, report))
        }
    };
    Some(content_field("args", ty, Place::Arguments))
}

/// The arguments that reach the builtin exception.
struct PassedArguments<'a> {
    class: ClassId,
    method: &'a StmtFunctionDef,
    arguments: Vec<&'a Expr>,
}

impl PassedArguments<'_> {
    fn ty(&self, modules: &Modules<'_>, classes: &Classes, id: ClassId, report: &mut Vec<Diagnostic>) -> Type {
        let mut types = TypeReader::new(modules, classes, self.class, id, report);
        let mut inference = Inference::new(&mut types, &self.method.parameters);
        let items = self.arguments.iter().map(|argument| inference.infer_all(&[argument]).unwrap_or(Type::Any));
        tuple_of(items.collect())
    }
}

/// The `__init__` that one calls.
enum Called {
    /// That of the class which comes next.
    Next,
    /// That of a class of the input, by its name.
    Class(ClassId),
    /// That of a class of Python, by its name.
    Builtin,
}

fn called(modules: &Modules<'_>, call: &ExprCall) -> Option<Called> {
    let Expr::Attribute(callee) = &*call.func else {
        return None;
    };
    if callee.value.is_call_expr() {
        return Some(Called::Next);
    }
    match modules.scope.resolve(&callee.value, None) {
        Resolved::Class(class) => Some(Called::Class(class)),
        Resolved::Path(_) => Some(Called::Builtin),
        _ => None,
    }
}

/// The arguments of the last call of a base's `__init__`, if each class on the way has exactly one.
fn passed_arguments<'a>(modules: &Modules<'a>, classes: &Classes, facts: &ClassFacts) -> Option<PassedArguments<'a>> {
    let mut passed = None;
    let mut wanted = None;
    for (class, facts) in classes.lineage(facts) {
        if wanted.is_some_and(|wanted| wanted != class) {
            continue;
        }
        wanted = None;
        let Some(method) = constructor(modules, class) else {
            if matches!(facts.style, Style::Dataclass(_) | Style::Attrs(_)) {
                return None;
            }
            continue;
        };
        if attribute_assignments(method, "args").next().is_some() {
            return None;
        }
        let calls = base_constructor_calls(method);
        let [call] = calls[..] else {
            return None;
        };
        let called = called(modules, call)?;
        let is_by_name = !matches!(called, Called::Next);
        let arguments: Vec<&Expr> = call.arguments.args.iter().skip(usize::from(is_by_name)).collect();
        let is_fixed = !arguments.iter().any(|argument| argument.is_starred_expr());
        passed = is_fixed.then_some(PassedArguments { class, method, arguments });
        match called {
            Called::Next => {}
            Called::Class(base) => wanted = Some(base),
            Called::Builtin => break,
        }
    }
    passed
}

/// A note if Python calls the class with arguments that its `__init__` does not take.
fn check_loading(
    modules: &Modules<'_>,
    id: ClassId,
    classes: &Classes,
    facts: &ClassFacts,
    passed: Option<&PassedArguments<'_>>,
) -> Option<Diagnostic> {
    let method = classes.lineage(facts).find_map(|(class, _)| constructor(modules, class));
    let reason = match (&facts.style, method) {
        (Style::Dataclass(options), _) if options.frozen => "it is frozen, and Python sets the attributes",
        (_, Some(method)) if !takes(&method.parameters, method, passed) => "`__init__` does not take what is in `args`",
        _ => return None,
    };
    let message = format!("Python itself cannot load the pickles of `{}`: {reason}", modules.qualname(id));
    let range = method
        .filter(|_| !matches!(facts.style, Style::Dataclass(_)))
        .map_or(modules.name_range(id), |method| method.name.range());
    Some(Diagnostic::new(Code::PythonCannotLoad, range, message).help(
        "hand all parameters on, as in `super().__init__(a, b)`, or write a `__reduce__`; Rust loads them as they are",
    ))
}

/// Whether a call with the arguments that were handed on fits the parameters.
fn takes(parameters: &Parameters, method: &StmtFunctionDef, passed: Option<&PassedArguments<'_>>) -> bool {
    let needs_keyword = parameters.kwonlyargs.iter().any(|parameter| parameter.default.is_none());
    let Some(passed) = passed.filter(|_| calls_base_constructor(method)) else {
        return !needs_keyword;
    };
    let positional = || parameters.posonlyargs.iter().chain(&parameters.args).skip(1);
    let required = positional().filter(|parameter| parameter.default.is_none()).count();
    let most = if parameters.vararg.is_some() { usize::MAX } else { positional().count() };
    !needs_keyword && (required..=most).contains(&passed.arguments.len())
}

fn tuple_of(items: Vec<Type>) -> Type {
    if items.len() <= MAX_ARGUMENTS { Type::Tuple(items) } else { bare_container(Container::Tuple) }
}
