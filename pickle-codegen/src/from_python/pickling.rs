//! The methods by which a class says how it pickles, as far as they only pick attributes.

mod expressions;
mod reduction;
mod state;

use pickle_core::schema::{ClassName, NewArguments};
use ruff_python_ast::{Expr, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

pub(super) use self::expressions::Expressions;
pub(super) use self::reduction::read_reduction;
use self::state::{only_stores, read_state, unpacks};
use super::classes::{Classes, Style};
use super::copyreg::registered_reducer;
use super::modules::Modules;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// What the pickling methods of a class pick.
#[derive(Clone, Default)]
pub(super) struct Pickling {
    /// `__getnewargs__` or `__getnewargs_ex__`.
    pub(super) new_arguments: Option<NewArguments>,
    /// `__getstate__`.
    pub(super) state: Option<State>,
    /// `__reduce__`.
    pub(super) reduce: Option<Reduction>,
}

/// What a `__getstate__` method returns.
#[derive(Clone)]
pub(super) enum State {
    /// A dict.
    Dict(StateAttributes),
    /// A tuple or a list of these attributes.
    Sequence(Sequence, Vec<String>),
    /// `None`: there is no state.
    Nothing,
    /// What attrs makes of the fields of this class.
    Attrs(ClassId),
}

/// A builtin sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    Tuple,
    List,
}

/// The attributes in a state dict.
#[derive(Clone)]
pub(super) enum StateAttributes {
    /// These.
    Only(Vec<String>),
    /// All that the instance has, except for these.
    AllBut(Vec<String>),
}

impl StateAttributes {
    pub(super) fn contains(&self, name: &str) -> bool {
        match self {
            StateAttributes::Only(names) => names.iter().any(|other| other == name),
            StateAttributes::AllBut(names) => !names.iter().any(|other| other == name),
        }
    }
}

/// What a `__reduce__` method returns.
#[derive(Clone)]
pub(super) enum Reduction {
    /// The name of a global that is the instance.
    Global(String),
    /// A call.
    Call(ReduceCall),
    /// `copyreg.__newobj__`, which makes an instance as Python itself does, and its state.
    New(NewReduction),
}

/// A call that makes an instance again, and what follows it.
#[derive(Clone)]
pub(super) struct ReduceCall {
    /// `None` for the instance's own class.
    pub(super) callable: Option<ClassName>,
    pub(super) arguments: Vec<String>,
    pub(super) state: Option<StateAttributes>,
    pub(super) items: Option<Contents>,
    pub(super) entries: Option<Contents>,
    pub(super) state_setter: Option<ClassName>,
}

/// What stands beside `copyreg.__newobj__`.
#[derive(Clone)]
pub(super) struct NewReduction {
    /// Behind the class.
    pub(super) arguments: NewArguments,
    /// The first dict of the state, or the state itself.
    pub(super) state: Option<StateAttributes>,
    /// The second dict of the state.
    pub(super) slots: Vec<String>,
}

/// What list items or dict items are taken from.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Contents {
    /// `iter(self)` or `self.items()`
    Itself,
    Attribute(String),
}

impl ReduceCall {
    /// Whether the attribute is in what the call returns.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.arguments.iter().any(|argument| argument == name)
            || self.state.as_ref().is_some_and(|state| state.contains(name))
            || self.contents().any(|contents| *contents == Contents::Attribute(name.to_owned()))
    }

    /// The list items and the dict items.
    pub(super) fn contents(&self) -> impl Iterator<Item = &Contents> {
        self.items.iter().chain(&self.entries)
    }
}

impl NewReduction {
    /// Whether the attribute, which is in a slot or not, is an argument or in the state.
    pub(super) fn contains(&self, name: &str, is_slot: bool) -> bool {
        let is_in_dict = match &self.state {
            Some(StateAttributes::AllBut(_)) if is_slot => false,
            state => state.as_ref().is_some_and(|state| state.contains(name)),
        };
        is_in_dict || self.arguments.contain(name) || self.slots.iter().any(|slot| slot == name)
    }
}

/// Reads the pickling methods of the class `id`, its own and those that it inherits from `ancestors`.
pub(super) fn read_pickling(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    ancestors: &[ClassId],
    style: &Style,
    report: &mut Vec<Diagnostic>,
) -> Result<Pickling, Diagnostic> {
    let inherited = ancestors[1..].iter().filter_map(|ancestor| classes.facts(*ancestor));
    let mut pickling = Pickling::default();
    for facts in inherited {
        pickling.inherit(&facts.pickling);
    }
    // The methods of an enumeration are looked at together with its members.
    if matches!(style, Style::Enumeration { .. } | Style::Flag(_)) {
        return Ok(pickling);
    }
    for statement in modules.scope.class(id).form.body() {
        match statement {
            Stmt::FunctionDef(method) => pickling.read_method(modules, id, method, style)?,
            Stmt::Assign(assign) => {
                let names = assign.targets.iter().filter_map(Expr::as_name_expr);
                if let Some(name) = names.into_iter().find(|name| is_pickling_method(&name.id)) {
                    return Err(too_complicated(modules, id, &name.id, name.range()));
                }
            }
            _ => {}
        }
    }
    if matches!(style, Style::Attrs(options) if options.state) {
        pickling.state = Some(State::Attrs(id));
    }
    if let Some(reducer) = registered_reducer(modules, id)? {
        pickling.reduce = Some(reducer);
    }
    pickling.check_setstate(modules, id, report)?;
    Ok(pickling)
}

impl Pickling {
    /// The call that `__reduce__` returns.
    pub(super) fn call(&self) -> Option<&ReduceCall> {
        match &self.reduce {
            Some(Reduction::Call(call)) => Some(call),
            _ => None,
        }
    }

    /// What `copyreg.__newobj__` and its state are given.
    pub(super) fn reduced_to_new(&self) -> Option<&NewReduction> {
        match &self.reduce {
            Some(Reduction::New(new)) => Some(new),
            _ => None,
        }
    }

    /// What `__new__` is given besides the class.
    pub(super) fn arguments_of_new(&self) -> Option<&NewArguments> {
        match &self.reduce {
            None => self.new_arguments.as_ref(),
            Some(Reduction::New(new)) => Some(&new.arguments),
            Some(Reduction::Global(_) | Reduction::Call(_)) => None,
        }
    }

    /// Takes what `ancestor` says for what no nearer class says anything about.
    fn inherit(&mut self, ancestor: &Pickling) {
        if self.new_arguments.is_none() {
            self.new_arguments.clone_from(&ancestor.new_arguments);
        }
        if self.state.is_none() {
            self.state.clone_from(&ancestor.state);
        }
        if self.reduce.is_none() {
            self.reduce.clone_from(&ancestor.reduce);
        }
    }

    fn read_method(
        &mut self,
        modules: &Modules<'_>,
        id: ClassId,
        method: &StmtFunctionDef,
        style: &Style,
    ) -> Result<(), Diagnostic> {
        let name = method.name.as_str();
        if !is_pickling_method(name) {
            return Ok(());
        }
        let complicated = || too_complicated(modules, id, name, method.name.range());
        if matches!(style, Style::NamedTuple { .. } | Style::Pydantic(_)) {
            return Err(complicated());
        }
        let expressions = Expressions::new(modules, id, method).ok_or_else(complicated)?;
        match name {
            "__getnewargs__" => {
                let arguments = expressions.read_newargs().ok_or_else(complicated)?;
                self.new_arguments = Some(arguments);
            }
            "__getnewargs_ex__" => {
                let arguments = expressions.read_newargs_ex().ok_or_else(complicated)?;
                self.new_arguments = Some(arguments);
            }
            "__getstate__" => {
                self.state = Some(read_state(&expressions).ok_or_else(complicated)?);
            }
            // What does not depend on the protocol may as well be a `__reduce__`.
            _ => self.reduce = Some(read_reduction(&expressions).ok_or_else(complicated)?),
        }
        Ok(())
    }

    /// A `__setstate__` does not run in Rust; it has to take apart what `__getstate__` puts together.
    fn check_setstate(
        &self,
        modules: &Modules<'_>,
        id: ClassId,
        report: &mut Vec<Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let mut statements = modules.scope.class(id).form.body().iter().filter_map(Stmt::as_function_def_stmt);
        let method = statements.find(|method| &method.name == "__setstate__");
        let expressions = method.and_then(|method| Expressions::new(modules, id, method));
        let is_mirror = match (&self.state, expressions) {
            (Some(State::Sequence(_, names)), Some(expressions)) => unpacks(&expressions, names),
            (Some(State::Sequence(..)), None) => false,
            (_, Some(expressions)) => only_stores(&expressions),
            (_, None) => true,
        };
        match (&self.state, method) {
            _ if is_mirror => Ok(()),
            (Some(State::Sequence(..)), Some(method)) => {
                Err(too_complicated(modules, id, "__setstate__", method.name.range()))
            }
            (_, Some(method)) => {
                report.push(setstate_ignored(method));
                Ok(())
            }
            (_, None) => Err(without_setstate(modules, id)),
        }
    }
}

fn is_pickling_method(name: &str) -> bool {
    matches!(name, "__reduce__" | "__reduce_ex__" | "__getstate__" | "__getnewargs__" | "__getnewargs_ex__")
}

pub(super) fn too_complicated(modules: &Modules<'_>, id: ClassId, method: &str, range: TextRange) -> Diagnostic {
    let class = modules.qualname(id);
    let message = format!("class `{class}` is left out: its `{method}` does more than pick attributes");
    let understood = match method {
        "__reduce__" | "__reduce_ex__" => {
            "understood is `return (type(self), (self.a, self.b))`, or `copyreg.__newobj__`, with a dict of attributes for \
             a state"
        }
        "__getstate__" => {
            "understood are `return self.__dict__.copy()`, with `del state[\"a\"]` before it, `return {\"a\": self.a}`, and \
             `return (self.a, self.b)` with `self.a, self.b = state` in `__setstate__`"
        }
        "__setstate__" => {
            "understood is `self.a, self.b = state` after a `__getstate__` that returns `(self.a, self.b)`"
        }
        "__getnewargs__" => "understood is `return (self.a, self.b)`",
        "__getnewargs_ex__" => "understood is `return (self.a,), {\"b\": self.b}`",
        _ => "understood is `return Class, (self.a, self.b)`",
    };
    Diagnostic::new(Code::HandWrittenPickling, range, message).label("not understood").help(format!(
        "{understood}; otherwise write the Rust type by hand with `#[pickle(getstate = .., setstate = ..)]`"
    ))
}

fn without_setstate(modules: &Modules<'_>, id: ClassId) -> Diagnostic {
    let class = modules.qualname(id);
    let message = format!("class `{class}` is left out: no `__setstate__` takes the state of its `__getstate__` apart");
    Diagnostic::new(Code::HandWrittenPickling, modules.name_range(id), message)
        .help("write one, as in `self.a, self.b = state`, or return a dict")
}

fn setstate_ignored(method: &StmtFunctionDef) -> Diagnostic {
    Diagnostic::new(Code::SetstateIgnored, method.name.range(), "this `__setstate__` does not run when Rust loads")
        .help("what it does besides storing the attributes is up to the Rust code")
}
