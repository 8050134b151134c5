//! The methods by which a class says how it pickles, as far as they only pick attributes.

mod expressions;
mod state;

use pickle_core::schema::{ClassName, NewArguments};
use ruff_python_ast::{Expr, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use self::expressions::Expressions;
use self::state::read_state;
use super::classes::{Classes, Style};
use super::module::Module;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// What the pickling methods of a class pick.
#[derive(Clone, Default)]
pub(super) struct Pickling {
    /// `__getnewargs__` or `__getnewargs_ex__`.
    pub(super) new_arguments: Option<NewArguments>,
    /// `__getstate__`.
    pub(super) state: Option<StateAttributes>,
    /// `__reduce__`.
    pub(super) reduce: Option<ReduceResult>,
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
pub(super) struct ReduceResult {
    /// `None` for the instance's own class.
    pub(super) callable: Option<ClassName>,
    pub(super) arguments: Vec<String>,
    pub(super) state: Option<StateAttributes>,
}

/// Reads the pickling methods of the class `id`, its own and those that it inherits from `ancestors`.
pub(super) fn read_pickling(
    module: &Module<'_>,
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
    // An enumeration's methods are looked at together with its members.
    if matches!(style, Style::Enumeration { .. }) {
        return Ok(pickling);
    }
    for statement in module.scope.class(id).form.body() {
        match statement {
            Stmt::FunctionDef(method) => pickling.read_method(module, id, method, style, report)?,
            Stmt::Assign(assign) => {
                let names = assign.targets.iter().filter_map(Expr::as_name_expr);
                if let Some(name) = names.into_iter().find(|name| is_pickling_method(&name.id)) {
                    return Err(too_complicated(module, id, &name.id, name.range()));
                }
            }
            _ => {}
        }
    }
    Ok(pickling)
}

impl Pickling {
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
        module: &Module<'_>,
        id: ClassId,
        method: &StmtFunctionDef,
        style: &Style,
        report: &mut Vec<Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let name = method.name.as_str();
        if name == "__setstate__" {
            report.push(setstate_ignored(method));
            return Ok(());
        }
        if !is_pickling_method(name) {
            return Ok(());
        }
        let complicated = || too_complicated(module, id, name, method.name.range());
        if matches!(style, Style::NamedTuple) {
            return Err(complicated());
        }
        let expressions = Expressions::new(module, id, method).ok_or_else(complicated)?;
        match name {
            "__getnewargs__" => {
                let arguments = expressions.read_newargs().ok_or_else(complicated)?;
                self.new_arguments = Some(arguments);
            }
            "__getnewargs_ex__" => {
                let arguments = expressions.read_newargs_ex().ok_or_else(complicated)?;
                self.new_arguments = Some(arguments);
            }
            "__reduce__" => {
                self.reduce = Some(expressions.read_reduce().ok_or_else(complicated)?);
            }
            "__getstate__" => {
                self.state = Some(read_state(&expressions).ok_or_else(complicated)?);
            }
            _ => return Err(complicated()),
        }
        Ok(())
    }
}

fn is_pickling_method(name: &str) -> bool {
    matches!(name, "__reduce__" | "__reduce_ex__" | "__getstate__" | "__getnewargs__" | "__getnewargs_ex__")
}

fn too_complicated(module: &Module<'_>, id: ClassId, method: &str, range: TextRange) -> Diagnostic {
    let class = module.qualname(id);
    let message = format!("class `{class}` is left out: its `{method}` does more than pick attributes");
    let understood = match method {
        "__reduce__" => "understood is `return (type(self), (self.a, self.b))`, with a dict of attributes for a state",
        "__getstate__" => {
            "understood are `return self.__dict__.copy()`, with `del state[\"a\"]` before it, and `return {\"a\": self.a}`"
        }
        "__getnewargs__" => "understood is `return (self.a, self.b)`",
        "__getnewargs_ex__" => "understood is `return (self.a,), {\"b\": self.b}`",
        _ => "it may return anything",
    };
    Diagnostic::new(Code::HandWrittenPickling, range, message).label("not understood").help(format!(
        "{understood}; otherwise write the Rust type by hand with `#[pickle(getstate = .., setstate = ..)]`"
    ))
}

fn setstate_ignored(method: &StmtFunctionDef) -> Diagnostic {
    Diagnostic::new(Code::SetstateIgnored, method.name.range(), "this `__setstate__` does not run when Rust loads")
        .help("what it does besides storing the attributes is up to the Rust code")
}
