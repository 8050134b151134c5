//! Type variables, the parameters of generic classes and aliases, and what they stand for where those are used.

use std::collections::HashMap;

use pickle_core::schema::{Type, TypeParameter};
use ruff_python_ast::{Expr, Operator, TypeParam, TypeParams};

use super::super::classes::Classes;
use super::super::modules::Modules;
use super::super::scope::{ClassForm, ClassId, Resolved};
use super::super::syntax::parse_quoted;
use super::TypeReader;
use super::unions::operands;
use crate::diagnostics::Diagnostic;

/// What type variables stand for, by their names, in the order of the parameters.
pub(super) type Bindings = Vec<(String, Type)>;

/// A type variable as the source declares it.
#[derive(Clone)]
pub(super) struct TypeVariable<'a> {
    name: String,
    kind: VariableKind,
    /// What it stands for if nothing is given: its default, its bound, or one of several types.
    default: Vec<&'a Expr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VariableKind {
    /// `TypeVar`
    Type,
    /// `TypeVarTuple`
    Types,
    /// `ParamSpec`
    Signature,
}

/// The variable that `name` means, if it is one.
pub(super) fn type_variable<'a>(
    modules: &Modules<'a>,
    name: &Expr,
    scope: Option<ClassId>,
) -> Option<TypeVariable<'a>> {
    let (Expr::Name(name_node), Resolved::Value(Expr::Call(call))) = (name, modules.scope.resolve(name, scope)) else {
        return None;
    };
    let Resolved::Path(maker) = modules.scope.resolve(&call.func, scope) else {
        return None;
    };
    let kind = match maker.as_str() {
        "typing.TypeVar" => VariableKind::Type,
        "typing.TypeVarTuple" => VariableKind::Types,
        "typing.ParamSpec" => VariableKind::Signature,
        _ => return None,
    };
    let keyword = |name| call.arguments.find_keyword(name).map(|keyword| &keyword.value);
    let default = match keyword("default").or_else(|| keyword("bound")) {
        Some(default) => vec![default],
        None => call.arguments.args.iter().skip(1).collect(),
    };
    Some(TypeVariable { name: name_node.id.to_string(), kind, default })
}

/// The variables that a class or a `type` statement declares in brackets.
pub(super) fn declared_variables(parameters: Option<&TypeParams>) -> Vec<TypeVariable<'_>> {
    let variables = parameters.into_iter().flat_map(|list| list.iter()).map(|parameter| {
        let (kind, default) = match parameter {
            TypeParam::TypeVar(variable) => match (&variable.default, &variable.bound) {
                (Some(default), _) => (VariableKind::Type, vec![&**default]),
                (None, Some(bound)) => match &**bound {
                    Expr::Tuple(constraints) => (VariableKind::Type, constraints.elts.iter().collect()),
                    bound => (VariableKind::Type, vec![bound]),
                },
                (None, None) => (VariableKind::Type, Vec::new()),
            },
            TypeParam::TypeVarTuple(_) => (VariableKind::Types, Vec::new()),
            TypeParam::ParamSpec(_) => (VariableKind::Signature, Vec::new()),
        };
        TypeVariable { name: parameter.name().to_string(), kind, default }
    });
    variables.collect()
}

/// The variables that expressions name, in the order in which they come up.
pub(super) fn variables_in<'a, 'e>(
    modules: &Modules<'a>,
    scope: Option<ClassId>,
    expressions: impl IntoIterator<Item = &'e Expr>,
) -> Vec<TypeVariable<'a>> {
    let mut found: Vec<TypeVariable<'a>> = Vec::new();
    for expression in expressions {
        collect_variables(modules, scope, expression, &mut found);
    }
    found
}

/// The source is not nested deeply enough for the recursion to hurt: see `nesting`.
fn collect_variables<'a>(
    modules: &Modules<'a>,
    scope: Option<ClassId>,
    expression: &Expr,
    found: &mut Vec<TypeVariable<'a>>,
) {
    match expression {
        Expr::Name(_) => {
            let variable = type_variable(modules, expression, scope);
            found.extend(variable.filter(|variable| !found.iter().any(|other| other.name == variable.name)));
        }
        Expr::StringLiteral(literal) => {
            if let Some(quoted) = parse_quoted(literal, modules.source()) {
                collect_variables(modules, scope, &quoted, found);
            }
        }
        Expr::Subscript(subscript) => {
            collect_variables(modules, scope, &subscript.value, found);
            collect_variables(modules, scope, &subscript.slice, found);
        }
        Expr::Starred(starred) => collect_variables(modules, scope, &starred.value, found),
        Expr::Tuple(tuple) => tuple.elts.iter().for_each(|item| collect_variables(modules, scope, item, found)),
        Expr::List(list) => list.elts.iter().for_each(|item| collect_variables(modules, scope, item, found)),
        Expr::BinOp(operation) if operation.op == Operator::BitOr => {
            operands(expression).into_iter().for_each(|item| collect_variables(modules, scope, item, found));
        }
        _ => {}
    }
}

/// The variables of a class: those in brackets, those of `Generic` or `Protocol`, or else those of its bases.
pub(super) fn class_variables<'a>(modules: &Modules<'a>, id: ClassId) -> Vec<TypeVariable<'a>> {
    let ClassForm::Statement(statement) = modules.scope.class(id).form else {
        return Vec::new();
    };
    if let Some(parameters) = &statement.type_params {
        return declared_variables(Some(parameters));
    }
    let bases = || statement.bases().iter().filter_map(Expr::as_subscript_expr);
    let list = bases().find(|base| {
        let base = modules.scope.resolve(&base.value, None);
        matches!(base, Resolved::Path(path) if path == "typing.Generic" || path == "typing.Protocol")
    });
    match list {
        Some(list) => variables_in(modules, None, [&*list.slice]),
        None => variables_in(modules, None, bases().map(|base| &*base.slice)),
    }
}

/// Whether a class is generic.
pub(in super::super) fn has_parameters(modules: &Modules<'_>, id: ClassId) -> bool {
    !class_variables(modules, id).is_empty()
}

/// The parameters of a class as the schema has them.
pub(in super::super) fn read_parameters(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    report: &mut Vec<Diagnostic>,
) -> Vec<TypeParameter> {
    let variables = class_variables(modules, id);
    let mut types = TypeReader::new(modules, classes, id, id, report);
    types.bind(&variables, &[]).into_iter().map(|(name, default)| TypeParameter::new(name, default)).collect()
}

/// The arguments of a class or an alias in a subscript.
pub(super) fn arguments_in(slice: &Expr) -> &[Expr] {
    match slice {
        Expr::Tuple(tuple) => &tuple.elts,
        argument => std::slice::from_ref(argument),
    }
}

impl TypeReader<'_, '_> {
    /// What the parameters stand for, given the arguments. Parameters for signatures and for several types have no types.
    pub(super) fn bind(&mut self, variables: &[TypeVariable<'_>], arguments: &[Expr]) -> Bindings {
        let given = place_arguments(variables, arguments);
        let mut bindings = Bindings::new();
        for (variable, argument) in variables.iter().zip(given) {
            if variable.kind == VariableKind::Type {
                let ty = match argument {
                    Some(argument) => self.read(argument),
                    None => self.read_default(variable),
                };
                bindings.push((variable.name.clone(), ty));
            }
        }
        bindings
    }

    fn read_default(&mut self, variable: &TypeVariable<'_>) -> Type {
        match &*variable.default {
            [] => Type::Any,
            types => self.read_union(types.iter().copied()),
        }
    }

    /// What the variable `name` stands for here; none if it is not a parameter of what is being read.
    pub(super) fn variable(&mut self, name: &str) -> Option<Type> {
        if self.bindings.is_none() {
            self.bindings = Some(self.class_bindings());
        }
        let binding = self.bindings.as_ref()?.iter().find(|(variable, _)| variable == name);
        binding.map(|(_, ty)| ty.clone())
    }

    /// What the parameters of the class whose body is read stand for in its owner.
    fn class_bindings(&self) -> Bindings {
        let (modules, classes, owner) = (self.modules, self.classes, self.owner);
        let inherited = classes.types.inherited(owner, || inherited_bindings(modules, classes, owner));
        inherited.get(&self.class).cloned().unwrap_or_default()
    }

    /// `Self` and the class itself in the body of a generic class.
    pub(super) fn own_parameters(&self) -> Vec<Type> {
        own_bindings(self.modules, self.owner).into_iter().map(|(_, ty)| ty).collect()
    }
}

/// Each argument at its parameter; a parameter for several types takes what the others leave.
fn place_arguments<'e>(variables: &[TypeVariable<'_>], arguments: &'e [Expr]) -> Vec<Option<&'e Expr>> {
    let several = variables.iter().position(|variable| variable.kind == VariableKind::Types);
    let surplus = arguments.len().saturating_sub(variables.len().saturating_sub(1));
    let at = |index: usize| match several {
        Some(several) if index == several => None,
        Some(several) if index > several => arguments.get(index + surplus - 1),
        _ => arguments.get(index),
    };
    (0..variables.len()).map(at).collect()
}

/// The parameters of a class, standing for themselves.
fn own_bindings(modules: &Modules<'_>, class: ClassId) -> Bindings {
    let variables = class_variables(modules, class).into_iter();
    let types = variables.filter(|variable| variable.kind == VariableKind::Type);
    types.map(|variable| (variable.name.clone(), Type::Parameter(variable.name))).collect()
}

/// What the parameters of a class and of its ancestors stand for in it.
fn inherited_bindings(modules: &Modules<'_>, classes: &Classes, owner: ClassId) -> HashMap<ClassId, Bindings> {
    let mut inherited = HashMap::from([(owner, own_bindings(modules, owner))]);
    let ancestors = classes.facts(owner).map(|facts| &*facts.ancestors).unwrap_or_default();
    for ancestor in ancestors {
        let ClassForm::Statement(statement) = modules.scope.class(*ancestor).form else {
            continue;
        };
        for base in statement.bases() {
            let (named, arguments) = match base {
                Expr::Subscript(subscript) => (&*subscript.value, arguments_in(&subscript.slice)),
                base => (base, &[][..]),
            };
            let Resolved::Class(base) = modules.scope.resolve(named, None) else {
                continue;
            };
            if inherited.contains_key(&base) {
                continue;
            }
            // Whoever reads the fields of the class says what there is to say about its bases.
            let mut unreported = Vec::new();
            let mut types = TypeReader::new(modules, classes, *ancestor, owner, &mut unreported);
            types.bindings = Some(inherited.get(ancestor).cloned().unwrap_or_default());
            let bindings = types.bind(&class_variables(modules, base), arguments);
            inherited.insert(base, bindings);
        }
    }
    inherited
}
