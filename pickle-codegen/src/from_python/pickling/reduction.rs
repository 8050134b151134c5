//! `__reduce__` methods: the name of a global, or a tuple of a callable, its arguments and what follows.

use ruff_python_ast::Expr;

use super::expressions::{Expressions, tuple_elements};
use super::{Contents, ReduceCall, ReducedTo, Reduction, State};

/// What a `__reduce__` comes to, if it returns one expression.
pub(super) fn read_reduction(expressions: &Expressions<'_, '_>) -> Option<ReducedTo> {
    let returned = expressions.returned()?;
    if let Expr::StringLiteral(name) = returned {
        return Some(ReducedTo::Other(Reduction::Global(name.value.to_str().to_owned())));
    }
    let elements = tuple_elements(returned)?;
    if let [callable, arguments, state] = elements
        && expressions.names(callable, "copyreg.__newobj__")
    {
        return read_new(expressions, arguments, state);
    }
    let (callable, rest) = elements.split_first()?;
    let (arguments, rest) = rest.split_first()?;
    let optional = |index: usize| rest.get(index).filter(|element| !element.is_none_literal_expr());
    if rest.len() > 4 {
        return None;
    }
    Some(ReducedTo::Other(Reduction::Call(ReduceCall {
        callable: expressions.callable(callable)?,
        arguments: expressions.attributes(arguments)?,
        state: read(optional(0), |state| expressions.state(state))?,
        items: read(optional(1), |items| iterated(expressions, items))?,
        entries: read(optional(2), |entries| entries_of(expressions, entries))?,
        state_setter: read(optional(3), |setter| expressions.callable(setter))?.flatten(),
    })))
}

/// `copyreg.__newobj__, (type(self),), state`
fn read_new(expressions: &Expressions<'_, '_>, arguments: &Expr, state: &Expr) -> Option<ReducedTo> {
    let [class] = tuple_elements(arguments)? else {
        return None;
    };
    let is_own = expressions.is_own_class(expressions.callable(class)?.as_ref());
    let state = State::Dict(expressions.state(state)?);
    is_own.then_some(ReducedTo::New(state))
}

/// `Some(None)` for an element that is not there.
fn read<T>(element: Option<&Expr>, read: impl FnOnce(&Expr) -> Option<T>) -> Option<Option<T>> {
    match element {
        Some(element) => read(element).map(Some),
        None => Some(None),
    }
}

/// `iter(self)` or `iter(self.attribute)`
fn iterated(expressions: &Expressions<'_, '_>, iterator: &Expr) -> Option<Contents> {
    let Expr::Call(call) = iterator else {
        return None;
    };
    let [iterated] = &*call.arguments.args else {
        return None;
    };
    if !expressions.names(&call.func, "builtins.iter") {
        return None;
    }
    contents(expressions, iterated)
}

/// `self.items()` or `self.attribute.items()`, perhaps in `iter(...)`
fn entries_of(expressions: &Expressions<'_, '_>, iterator: &Expr) -> Option<Contents> {
    let Expr::Call(call) = iterator else {
        return None;
    };
    match (&*call.func, &*call.arguments.args) {
        (Expr::Attribute(method), []) if &method.attr == "items" => contents(expressions, &method.value),
        (callable, [Expr::Call(inner)]) if expressions.names(callable, "builtins.iter") => match &*inner.func {
            Expr::Attribute(method) if &method.attr == "items" && inner.arguments.is_empty() => {
                contents(expressions, &method.value)
            }
            _ => None,
        },
        _ => None,
    }
}

fn contents(expressions: &Expressions<'_, '_>, holder: &Expr) -> Option<Contents> {
    if expressions.is_self(holder) {
        return Some(Contents::Itself);
    }
    expressions.attribute(holder).map(Contents::Attribute)
}
