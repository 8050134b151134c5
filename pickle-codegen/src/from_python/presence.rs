//! Whether every instance has an attribute: what `__init__` assigns on whichever way it takes.

use std::collections::HashSet;

use pickle_core::schema::{DefaultSource, Field, Layout, Place, Record};
use ruff_python_ast::{ExceptHandler, Expr, MatchCase, Stmt, StmtFunctionDef, StmtTry, WithItem};

use super::classes::{ClassFacts, Classes, Style};
use super::declarations::Declaration;
use super::modules::Modules;
use super::pickling::{State, StateAttributes};
use super::typed_dict::can_be_missing;

/// Whether a declaration gives every instance its attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Presence {
    /// Some instances do not have it: a branch assigns it, or they leave it to the class.
    Sometimes,
    Always,
}

/// Whether the pickle of an instance may lack the field.
pub(super) fn can_be_unset(
    modules: &Modules<'_>,
    classes: &Classes,
    facts: &ClassFacts,
    record: &Record,
    field: &Field,
    declaration: &Declaration<'_>,
) -> bool {
    match field.place {
        // A `__reduce__` hands it over.
        Place::Slot if record.is_reduced_to_new => false,
        Place::Slot => !declaration.is_set_by_construction() && !record.new_arguments.contain(&field.name),
        Place::Private => !declaration.has_value(modules),
        _ if matches!(facts.style, Style::TypedDict { .. }) => can_be_missing(modules, classes, declaration),
        Place::State | Place::Attribute => {
            let is_from_class = |source| matches!(source, DefaultSource::Class | DefaultSource::ClassAlone);
            let has_class_default = field.default.as_ref().is_some_and(|default| is_from_class(default.source));
            declaration.presence == Presence::Sometimes && !has_class_default && pickles_what_is_there(facts, record)
        }
        _ => false,
    }
}

/// Whether the pickling takes the attributes that there are, and not those that a method names.
fn pickles_what_is_there(facts: &ClassFacts, record: &Record) -> bool {
    let pickling = &facts.pickling;
    record.layout != Layout::List
        && pickling.reduce.is_none()
        && matches!(pickling.state, None | Some(State::Dict(StateAttributes::AllBut(_))))
}

/// The attributes of `self` that a method has assigned when it returns, whichever way it took.
pub(super) fn certain_attributes(method: &StmtFunctionDef) -> HashSet<&str> {
    let Some(parameter) = method.parameters.iter_non_variadic_params().next() else {
        return HashSet::new();
    };
    let mut flow = Flow { self_name: parameter.name().as_str(), returned: None };
    let at_end = flow.after_body(&method.body, Some(HashSet::new()));
    joined(flow.returned, at_end).unwrap_or_default()
}

/// The attributes that are assigned at some point; none if no way leads there.
type Assigned<'a> = Option<HashSet<&'a str>>;

/// Where two ways meet.
fn joined<'a>(left: Assigned<'a>, right: Assigned<'a>) -> Assigned<'a> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.intersection(&right).copied().collect()),
        (left, right) => left.or(right),
    }
}

struct Flow<'a> {
    self_name: &'a str,
    /// What is assigned at every `return` so far.
    returned: Assigned<'a>,
}

impl<'a> Flow<'a> {
    fn after_body(&mut self, body: &'a [Stmt], before: Assigned<'a>) -> Assigned<'a> {
        body.iter().fold(before, |assigned, statement| self.after(statement, assigned))
    }

    fn after(&mut self, statement: &'a Stmt, mut before: Assigned<'a>) -> Assigned<'a> {
        match statement {
            Stmt::Assign(assign) => {
                assign.targets.iter().for_each(|target| self.assign(target, &mut before));
                before
            }
            Stmt::AnnAssign(assign) => {
                if assign.value.is_some() {
                    self.assign(&assign.target, &mut before);
                }
                before
            }
            Stmt::Delete(delete) => {
                let names = delete.targets.iter().filter_map(|target| self.attribute(target));
                names.for_each(|name| before.iter_mut().for_each(|assigned| _ = assigned.remove(name)));
                before
            }
            Stmt::Return(_) => {
                self.returned = joined(self.returned.take(), before);
                None
            }
            Stmt::Raise(_) => None,
            Stmt::If(conditional) => {
                let clauses = &conditional.elif_else_clauses;
                let bodies = clauses.iter().map(|clause| &*clause.body);
                let is_exhaustive = clauses.last().is_some_and(|clause| clause.test.is_none());
                self.after_branches([&*conditional.body].into_iter().chain(bodies), is_exhaustive, before)
            }
            Stmt::Match(choice) => {
                let is_exhaustive = choice.cases.iter().any(takes_everything);
                self.after_branches(choice.cases.iter().map(|case| &*case.body), is_exhaustive, before)
            }
            // A loop may run its body not even once; what it returns counts.
            Stmt::For(repeated) => self.after_branches([&*repeated.body].into_iter(), false, before),
            Stmt::While(repeated) => self.after_branches([&*repeated.body].into_iter(), false, before),
            Stmt::With(with) if with.items.iter().any(suppresses) => {
                self.after_branches([&*with.body].into_iter(), false, before)
            }
            Stmt::With(with) => self.after_body(&with.body, before),
            Stmt::Try(attempt) => self.after_try(attempt, before),
            _ => before,
        }
    }

    /// A handler takes over before anything of the body is sure to be done.
    fn after_try(&mut self, attempt: &'a StmtTry, before: Assigned<'a>) -> Assigned<'a> {
        let done = self.after_body(&attempt.body, before.clone());
        let done = self.after_body(&attempt.orelse, done);
        let handled = attempt.handlers.iter().fold(done, |done, ExceptHandler::ExceptHandler(handler)| {
            joined(done, self.after_body(&handler.body, before.clone()))
        });
        self.after_body(&attempt.finalbody, handled)
    }

    /// Where the branches meet; unless they are exhaustive, one more way goes past all of them.
    fn after_branches(
        &mut self,
        branches: impl Iterator<Item = &'a [Stmt]>,
        is_exhaustive: bool,
        before: Assigned<'a>,
    ) -> Assigned<'a> {
        let past = if is_exhaustive { None } else { before.clone() };
        branches.fold(past, |met, branch| joined(met, self.after_body(branch, before.clone())))
    }

    fn assign(&self, target: &'a Expr, assigned: &mut Assigned<'a>) {
        match target {
            Expr::Tuple(targets) => targets.elts.iter().for_each(|target| self.assign(target, assigned)),
            _ => {
                if let (Some(name), Some(assigned)) = (self.attribute(target), assigned) {
                    assigned.insert(name);
                }
            }
        }
    }

    /// The attribute of `self` that a target is.
    fn attribute(&self, target: &'a Expr) -> Option<&'a str> {
        let attribute = target.as_attribute_expr()?;
        let is_self = matches!(&*attribute.value, Expr::Name(name) if name.id == self.self_name);
        is_self.then_some(attribute.attr.as_str())
    }
}

/// `contextlib.suppress(...)`, by its last name, which nothing else has.
fn suppresses(item: &WithItem) -> bool {
    let Expr::Call(call) = &item.context_expr else {
        return false;
    };
    match &*call.func {
        Expr::Name(name) => name.id == "suppress",
        Expr::Attribute(attribute) => &attribute.attr == "suppress",
        _ => false,
    }
}

fn takes_everything(case: &MatchCase) -> bool {
    case.guard.is_none() && case.pattern.is_irrefutable()
}
