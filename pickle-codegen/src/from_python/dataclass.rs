//! The `@dataclass` decorator, and the `field(...)` calls in a dataclass.

use ruff_python_ast::{Arguments, Decorator, Expr, ExprCall};
use ruff_text_size::{Ranged, TextRange};

use super::decorators::decorator_path;
use super::module::Module;
use super::scope::{ClassForm, ClassId, Resolved};
use crate::diagnostics::{Code, Diagnostic};

/// The options of a `@dataclass` decorator that show in a pickle.
#[derive(Debug, Clone, Copy)]
pub(super) struct DataclassOptions {
    pub(super) frozen: bool,
    pub(super) slots: bool,
    /// Whether the decorator makes the `__init__`.
    pub(super) init: bool,
}

/// The options of the dataclass decorator on the class `id`, if there is one.
pub(super) fn read_dataclass(module: &Module<'_>, id: ClassId) -> Result<Option<DataclassOptions>, Diagnostic> {
    let ClassForm::Statement(statement) = module.scope.class(id).form else {
        return Ok(None);
    };
    let decorator = statement
        .decorator_list
        .iter()
        .find(|decorator| decorator_path(module, decorator).as_deref() == Some("dataclasses.dataclass"));
    decorator.map(|decorator| read_options(module, id, decorator)).transpose()
}

fn read_options(module: &Module<'_>, id: ClassId, decorator: &Decorator) -> Result<DataclassOptions, Diagnostic> {
    let mut options = DataclassOptions { frozen: false, slots: false, init: true };
    let Expr::Call(call) = &decorator.expression else {
        return Ok(options);
    };
    for keyword in &call.arguments.keywords {
        let Some(name) = &keyword.arg else {
            return Err(decided_at_run_time(module, id, keyword.range()));
        };
        let option = match name.as_str() {
            "frozen" => &mut options.frozen,
            "slots" => &mut options.slots,
            "init" => &mut options.init,
            _ => continue,
        };
        match &keyword.value {
            Expr::BooleanLiteral(literal) => *option = literal.value,
            value => return Err(decided_at_run_time(module, id, value.range())),
        }
    }
    Ok(options)
}

fn decided_at_run_time(module: &Module<'_>, id: ClassId, range: TextRange) -> Diagnostic {
    let class = module.qualname(id);
    let message = format!("class `{class}` is left out: its dataclass options are not literal");
    Diagnostic::new(Code::LayoutUnknown, range, message)
        .label("`slots` and `frozen` decide what a pickle looks like")
        .help("write `slots=True` or `frozen=True` literally, or leave them out")
}

/// A call of `dataclasses.field`.
pub(super) struct FieldCall<'e> {
    arguments: &'e Arguments,
}

impl<'e> FieldCall<'e> {
    /// `expression` as a call of `field`, if it is one.
    pub(super) fn of(module: &Module<'_>, expression: &'e Expr) -> Option<FieldCall<'e>> {
        let Expr::Call(ExprCall { func, arguments, .. }) = expression else {
            return None;
        };
        match module.scope.resolve(func, None) {
            Resolved::Path(path) if path == "dataclasses.field" => Some(FieldCall { arguments }),
            _ => None,
        }
    }

    /// The argument `default`.
    pub(super) fn default(&self) -> Option<&'e Expr> {
        self.argument("default")
    }

    /// The argument `default_factory`.
    pub(super) fn default_factory(&self) -> Option<&'e Expr> {
        self.argument("default_factory")
    }

    /// Whether `init=False` keeps the field out of the `__init__`.
    pub(super) fn has_no_parameter(&self) -> bool {
        matches!(self.argument("init"), Some(Expr::BooleanLiteral(literal)) if !literal.value)
    }

    fn argument(&self, name: &str) -> Option<&'e Expr> {
        Some(&self.arguments.find_keyword(name)?.value)
    }
}
