//! The attributes that the body of one class declares: annotations, assignments in `__init__`, slots.

use ruff_python_ast::{Expr, ExprCall, Parameters, Stmt, StmtAnnAssign, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::classes::{Classes, Style};
use super::constructor::{SelfAssignment, self_assignments};
use super::docs::string_statement;
use super::module::Module;
use super::named_tuple::read_call_fields;
use super::roles::{Role, role};
use super::scope::{ClassForm, ClassId};
use super::slots::Slots;

/// An attribute, as one class declares it.
#[derive(Clone)]
pub(super) struct Declaration<'a> {
    /// The class that declares it.
    pub(super) class: ClassId,
    /// The attribute's name in an instance.
    pub(super) name: String,
    /// The name as the class spells it.
    pub(super) written_name: String,
    /// The name in the source.
    pub(super) range: TextRange,
    /// Where the statement ends.
    pub(super) end: TextSize,
    pub(super) doc: Option<String>,
    pub(super) origin: Origin,
    pub(super) evidence: Evidence<'a>,
}

/// Where a class declares an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// An annotation in the body of a dataclass or of a named tuple.
    Field,
    /// An annotation in the body of another class.
    ClassBody,
    /// `__init__`
    Constructor,
    /// `__post_init__`
    PostInit,
    /// Nothing but `__slots__`.
    Slot,
    /// Nothing but a pickling method.
    Pickling,
}

/// What tells the type of an attribute.
#[derive(Clone)]
pub(super) enum Evidence<'a> {
    Annotation {
        annotation: &'a Expr,
        /// The value in the class.
        value: Option<&'a Expr>,
    },
    Assignments {
        annotation: Option<&'a Expr>,
        /// All values that the constructor assigns; `None` for one that is unpacked from something.
        values: Vec<Option<&'a Expr>>,
        parameters: &'a Parameters,
    },
    None,
}

impl Declaration<'_> {
    /// Whether making an instance gives it the attribute, as far as the class shows.
    pub(super) fn is_set_by_construction(&self) -> bool {
        matches!(self.origin, Origin::Field | Origin::Constructor | Origin::PostInit)
    }

    /// Whether somebody wrote the type down.
    pub(super) fn is_annotated(&self) -> bool {
        match &self.evidence {
            Evidence::Annotation { .. } => true,
            Evidence::Assignments { annotation, .. } => annotation.is_some(),
            Evidence::None => false,
        }
    }
}

/// The attributes that the class `id` itself declares, in the order in which an instance gets them.
pub(super) fn declarations<'a>(module: &Module<'a>, classes: &Classes, id: ClassId) -> Vec<Declaration<'a>> {
    let Some(facts) = classes.facts(id) else {
        return Vec::new();
    };
    let mut reader = DeclarationReader { module, id, declarations: Vec::new() };
    match module.scope.class(id).form {
        ClassForm::Call(call) => reader.read_named_tuple_call(call),
        ClassForm::Statement(statement) => {
            for base in statement.bases() {
                if let Expr::Call(call) = base {
                    reader.read_named_tuple_call(call);
                }
            }
            reader.read_body(&statement.body, &facts.style);
        }
    }
    if let Slots::Named { names, range, .. } = &facts.slots {
        for name in names {
            reader.add_slot(name, *range);
        }
    }
    reader.declarations
}

struct DeclarationReader<'m, 'a> {
    module: &'m Module<'a>,
    id: ClassId,
    declarations: Vec<Declaration<'a>>,
}

impl<'a> DeclarationReader<'_, 'a> {
    fn read_named_tuple_call(&mut self, call: &'a ExprCall) {
        for field in read_call_fields(call).unwrap_or_default() {
            let evidence = match field.annotation {
                Some(annotation) => Evidence::Annotation { annotation, value: None },
                None => Evidence::None,
            };
            self.declarations.push(Declaration {
                class: self.id,
                name: field.name.clone(),
                written_name: field.name,
                range: field.range,
                end: field.range.end(),
                doc: None,
                origin: Origin::Field,
                evidence,
            });
        }
    }

    fn read_body(&mut self, body: &'a [Stmt], style: &Style) {
        let origin = match style {
            Style::Dataclass(_) | Style::NamedTuple => Origin::Field,
            Style::Plain | Style::Enumeration { .. } => Origin::ClassBody,
        };
        for (index, statement) in body.iter().enumerate() {
            if let Stmt::AnnAssign(assign) = statement {
                let doc = body.get(index + 1).and_then(string_statement);
                self.read_annotation(assign, doc, origin);
            }
        }
        for statement in body {
            if let Stmt::FunctionDef(method) = statement {
                match (method.name.as_str(), style) {
                    ("__init__", Style::Plain) => self.read_constructor(method),
                    ("__post_init__", Style::Dataclass(_)) => self.read_post_init(method),
                    _ => {}
                }
            }
        }
    }

    fn read_annotation(&mut self, assign: &'a StmtAnnAssign, doc: Option<String>, origin: Origin) {
        let Expr::Name(name) = &*assign.target else {
            return;
        };
        if is_special(&name.id) || role(self.module, self.id, &assign.annotation) != Role::Attribute {
            return;
        }
        self.declarations.push(Declaration {
            class: self.id,
            name: self.module.mangle(&name.id, self.id),
            written_name: name.id.to_string(),
            range: name.range(),
            end: assign.range().end(),
            doc: doc.or_else(|| self.module.comments.documentation(assign.range())),
            origin,
            evidence: Evidence::Annotation { annotation: &assign.annotation, value: assign.value.as_deref() },
        });
    }

    fn read_constructor(&mut self, method: &'a StmtFunctionDef) {
        for assignment in self_assignments(method) {
            self.add_assignment(assignment, method, Origin::Constructor);
        }
    }

    /// What a `__post_init__` adds to the fields and says the type of.
    fn read_post_init(&mut self, method: &'a StmtFunctionDef) {
        for assignment in self_assignments(method) {
            if assignment.annotation.is_some() {
                self.add_assignment(assignment, method, Origin::PostInit);
            }
        }
    }

    fn add_assignment(&mut self, assignment: SelfAssignment<'a>, method: &'a StmtFunctionDef, origin: Origin) {
        let attribute = &assignment.target.attr;
        let name = self.module.mangle(attribute, self.id);
        let doc = assignment.doc.or_else(|| self.module.comments.documentation(assignment.statement));
        if let Some(earlier) = self.find(&name) {
            earlier.add_evidence(assignment.annotation, assignment.value, doc);
            return;
        }
        if is_special(attribute) {
            return;
        }
        self.declarations.push(Declaration {
            class: self.id,
            name,
            written_name: attribute.to_string(),
            range: assignment.target.range(),
            end: assignment.statement.end(),
            doc,
            origin,
            evidence: Evidence::Assignments {
                annotation: assignment.annotation,
                values: vec![assignment.value],
                parameters: &method.parameters,
            },
        });
    }

    fn add_slot(&mut self, name: &str, range: TextRange) {
        let mangled = self.module.mangle(name, self.id);
        if self.find(&mangled).is_none() {
            self.declarations.push(Declaration {
                class: self.id,
                name: mangled,
                written_name: name.to_owned(),
                range,
                end: range.end(),
                doc: None,
                origin: Origin::Slot,
                evidence: Evidence::None,
            });
        }
    }

    fn find(&mut self, name: &str) -> Option<&mut Declaration<'a>> {
        self.declarations.iter_mut().find(|declaration| declaration.name == name)
    }
}

impl<'a> Declaration<'a> {
    fn add_evidence(&mut self, later_annotation: Option<&'a Expr>, value: Option<&'a Expr>, doc: Option<String>) {
        self.doc = self.doc.take().or(doc);
        if let Evidence::Assignments { annotation, values, .. } = &mut self.evidence {
            *annotation = annotation.or(later_annotation);
            values.push(value);
        }
    }
}

fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}
