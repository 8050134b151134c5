//! `__reduce__` methods: the name of a global, or a tuple of a callable, its arguments and what follows.

use pickle_core::schema::NewArguments;
use ruff_python_ast::Expr;

use super::expressions::{Expressions, tuple_elements};
use super::{Contents, NewReduction, ReduceCall, Reduction, StateAttributes};

/// What a `__reduce__`, or a function that is registered with `copyreg`, comes to, if it returns one expression.
pub(in super::super) fn read_reduction(expressions: &Expressions<'_, '_>) -> Option<Reduction> {
    let returned = expressions.returned()?;
    if let Expr::StringLiteral(name) = returned {
        return Some(Reduction::Global(name.value.to_str().to_owned()));
    }
    let (callable, rest) = tuple_elements(returned)?.split_first()?;
    let (arguments, rest) = rest.split_first()?;
    match expressions.names(callable, "copyreg.__newobj__") {
        true => read_new(expressions, arguments, rest).map(Reduction::New),
        false => read_call(expressions, callable, arguments, rest).map(Reduction::Call),
    }
}

/// `callable, (self.a, self.b)`, and up to four more.
fn read_call(
    expressions: &Expressions<'_, '_>,
    callable: &Expr,
    arguments: &Expr,
    rest: &[Expr],
) -> Option<ReduceCall> {
    let optional = |index: usize| rest.get(index).filter(|element| !element.is_none_literal_expr());
    if rest.len() > 4 {
        return None;
    }
    Some(ReduceCall {
        callable: expressions.callable(callable)?,
        arguments: expressions.attributes(arguments)?,
        state: read(optional(0), |state| expressions.state(state))?,
        items: read(optional(1), |items| iterated(expressions, items))?,
        entries: read(optional(2), |entries| entries_of(expressions, entries))?,
        state_setter: read(optional(3), |setter| expressions.callable(setter))?.flatten(),
    })
}

/// `copyreg.__newobj__, (type(self), self.a)`, and a state: one dict of attributes, or one and another for slots.
fn read_new(expressions: &Expressions<'_, '_>, arguments: &Expr, rest: &[Expr]) -> Option<NewReduction> {
    let (class, positional) = tuple_elements(arguments)?.split_first()?;
    if !expressions.is_own_class(expressions.callable(class)?.as_ref()) {
        return None;
    }
    let mut arguments = NewArguments::default();
    arguments.positional = positional.iter().map(|argument| expressions.attribute(argument)).collect::<Option<_>>()?;
    let read_dict = |dict: &Expr| match dict.is_none_literal_expr() {
        true => Some(None),
        false => expressions.state(dict).map(Some),
    };
    let (state, slots) = match rest {
        [] => (None, None),
        [Expr::Tuple(state)] => match &*state.elts {
            [state, slots] => (read_dict(state)?, read_dict(slots)?),
            _ => return None,
        },
        [state] => (read_dict(state)?, None),
        _ => return None,
    };
    let slots = match slots {
        None => Vec::new(),
        Some(StateAttributes::Only(names)) => names,
        Some(StateAttributes::AllBut(_)) => return None,
    };
    Some(NewReduction { arguments, state, slots })
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
