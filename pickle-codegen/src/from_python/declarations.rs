//! The attributes that the body of one class declares: annotations, assignments in `__init__`, slots.

use std::collections::HashSet;

use ruff_python_ast::{Expr, ExprCall, ExprDict, ExprName, Parameters, Stmt, StmtAnnAssign, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::attrs::{FieldSource, attribute_call, these};
use super::classes::{Classes, Style};
use super::constant::Constants;
use super::constructor::{SelfAssignment, self_assignments};
use super::docs::string_statement;
use super::field_call::{FieldCall, lacks_value, leaves_value_to_class};
use super::modules::Modules;
use super::named_tuple::read_call_fields;
use super::presence::{Presence, certain_attributes};
use super::properties::is_setter;
use super::pydantic::{Model, ModelRole, V1_ROOT, root_evidence};
use super::roles::{Role, role};
use super::scope::{ClassForm, ClassId};
use super::slots::Slots;
use super::typed_dict::read_call_keys;

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
    pub(super) presence: Presence,
    pub(super) evidence: Evidence<'a>,
}

/// Where a class declares an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A field, where the style of the class says what is one.
    Field,
    /// A private attribute of a pydantic model.
    Private,
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
    /// What describes an attribute without an annotation: a value, or a call such as `attr.ib()`.
    Value(&'a Expr),
    Assignments {
        annotation: Option<&'a Expr>,
        /// All values that the constructor assigns; `None` for one that is unpacked from something.
        values: Vec<Option<&'a Expr>>,
        parameters: &'a Parameters,
    },
    /// A generic base class without the argument that is the type.
    NoArgument,
    None,
}

impl<'a> Declaration<'a> {
    /// A declaration of nothing but a name, which says that all instances have the attribute.
    pub(super) fn new(
        class: ClassId,
        name: &str,
        range: TextRange,
        origin: Origin,
        evidence: Evidence<'a>,
    ) -> Declaration<'a> {
        Declaration {
            class,
            name: name.to_owned(),
            written_name: name.to_owned(),
            range,
            end: range.end(),
            doc: None,
            origin,
            presence: Presence::Always,
            evidence,
        }
    }

    /// Whether making an instance gives it the attribute, as far as the class shows.
    pub(super) fn is_set_by_construction(&self) -> bool {
        self.presence == Presence::Always
            && matches!(self.origin, Origin::Field | Origin::Private | Origin::Constructor | Origin::PostInit)
    }

    /// Whether the class body gives it a value, or says what makes one.
    pub(super) fn has_value(&self, modules: &Modules<'_>) -> bool {
        let value = match self.evidence {
            Evidence::Annotation { value, .. } => value,
            Evidence::Value(value) => Some(value),
            _ => None,
        };
        value.is_some_and(|value| FieldCall::of(modules, value).is_none_or(|call| call.has_default()))
    }

    /// Whether somebody wrote the type down.
    pub(super) fn is_annotated(&self) -> bool {
        match &self.evidence {
            Evidence::Annotation { .. } => true,
            Evidence::Assignments { annotation, .. } => annotation.is_some(),
            Evidence::Value(_) | Evidence::NoArgument | Evidence::None => false,
        }
    }
}

/// The attributes that the class `id` itself declares, in the order in which an instance gets them.
pub(super) fn declarations<'a>(modules: &Modules<'a>, classes: &Classes, id: ClassId) -> Vec<Declaration<'a>> {
    let Some(facts) = classes.facts(id) else {
        return Vec::new();
    };
    let mut reader = DeclarationReader { modules, classes, id, declarations: Vec::new() };
    match modules.scope.class(id).form {
        ClassForm::Call(call) => match &facts.style {
            Style::TypedDict { .. } => reader.read_keys(read_call_keys(call)),
            _ => reader.read_named_tuple_call(call),
        },
        ClassForm::Statement(statement) => {
            for base in statement.bases() {
                if let Expr::Call(call) = base {
                    reader.read_named_tuple_call(call);
                } else if let Some(evidence) = root_evidence(modules, base) {
                    reader.add_root(base, evidence);
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
    modules: &'m Modules<'a>,
    classes: &'m Classes,
    id: ClassId,
    declarations: Vec<Declaration<'a>>,
}

impl<'a> DeclarationReader<'_, 'a> {
    fn read_named_tuple_call(&mut self, call: &'a ExprCall) {
        for field in read_call_fields(self.modules, call).unwrap_or_default() {
            let evidence = match field.annotation {
                Some(annotation) => Evidence::Annotation { annotation, value: None },
                None => Evidence::None,
            };
            self.declarations.push(Declaration::new(self.id, &field.name, field.range, Origin::Field, evidence));
        }
    }

    /// The field of a `RootModel[...]`, which the body may annotate again.
    fn add_root(&mut self, base: &Expr, evidence: Evidence<'a>) {
        self.declarations.push(Declaration::new(self.id, "root", base.range(), Origin::Field, evidence));
    }

    /// The keys and values of a dict that a call is given: those of a typed dict, or attrs fields.
    fn read_keys(&mut self, dict: Option<&'a ExprDict>) {
        for item in dict.iter().flat_map(|dict| &dict.items) {
            let Some(Expr::StringLiteral(key)) = &item.key else {
                continue;
            };
            let evidence = match attribute_call(self.modules, &item.value) {
                Some(call) => self.evidence_of_call(&call, &item.value),
                None => Evidence::Annotation { annotation: &item.value, value: None },
            };
            let name = key.value.to_str();
            self.declarations.push(Declaration {
                end: item.range().end(),
                ..Declaration::new(self.id, name, key.range(), Origin::Field, evidence)
            });
        }
    }

    fn read_body(&mut self, body: &'a [Stmt], style: &Style) {
        if matches!(style, Style::Attrs(options) if options.fields == FieldSource::These) {
            self.read_keys(these(self.modules, self.id));
        }
        for (index, statement) in body.iter().enumerate() {
            let doc = body.get(index + 1).and_then(string_statement);
            self.read_statement(statement, doc, style);
        }
        for statement in body {
            if let Stmt::FunctionDef(method) = statement {
                match (method.name.as_str(), style) {
                    ("__init__", Style::Plain | Style::NamedTuple { .. }) => self.read_constructor(method),
                    ("__post_init__", Style::Dataclass(_)) | ("__attrs_post_init__", Style::Attrs(_)) => {
                        self.read_post_init(method);
                    }
                    _ => {}
                }
            }
        }
        if matches!(style, Style::Plain) {
            body.iter()
                .filter_map(Stmt::as_function_def_stmt)
                .filter(|method| is_setter(method))
                .for_each(|setter| self.read_setter(setter));
        }
    }

    /// An annotation, or an assignment where the style takes one for an attribute.
    fn read_statement(&mut self, statement: &'a Stmt, doc: Option<String>, style: &Style) {
        match statement {
            Stmt::AnnAssign(assign) => {
                if let Some(origin) = self.origin_of_annotation(assign, style) {
                    self.read_annotation(assign, doc, origin);
                }
            }
            Stmt::Assign(assign) => {
                let [Expr::Name(name)] = &*assign.targets else {
                    return;
                };
                if let Some(origin) = self.origin_of_assignment(&name.id, &assign.value, style) {
                    self.read_assignment(name, &assign.value, statement, doc, origin);
                }
            }
            _ => {}
        }
    }

    /// What an annotation in the body declares, if anything.
    fn origin_of_annotation(&self, assign: &StmtAnnAssign, style: &Style) -> Option<Origin> {
        let value = assign.value.as_deref();
        match style {
            Style::Plain | Style::Enumeration { .. } | Style::Flag(_) => Some(Origin::ClassBody),
            Style::NamedTuple { has_own_items: false } => Some(Origin::ClassBody),
            Style::Dataclass(_) | Style::NamedTuple { .. } | Style::TypedDict { .. } | Style::Struct { .. } => {
                Some(Origin::Field)
            }
            Style::Attrs(options) => match options.fields {
                FieldSource::Annotations => Some(Origin::Field),
                FieldSource::Calls => attribute_call(self.modules, value?).map(|_| Origin::Field),
                FieldSource::These => None,
            },
            Style::Pydantic(model) => self.origin_in_model(*model, &assign.target.as_name_expr()?.id, value),
        }
    }

    /// What an assignment without an annotation declares, if anything.
    fn origin_of_assignment(&self, name: &str, value: &Expr, style: &Style) -> Option<Origin> {
        match style {
            Style::Attrs(options) if options.fields != FieldSource::These => {
                attribute_call(self.modules, value).map(|_| Origin::Field)
            }
            Style::Pydantic(model) => {
                let constants = Constants::new(self.modules, self.classes, Some(self.id));
                let is_value = FieldCall::of(self.modules, value).is_some() || constants.evaluate(value).is_some();
                self.origin_in_model(*model, name, Some(value)).filter(|_| is_value)
            }
            _ => None,
        }
    }

    fn origin_in_model(&self, model: Model, name: &str, value: Option<&Expr>) -> Option<Origin> {
        match model.role(self.modules, self.classes, self.id, name, value) {
            ModelRole::Field => Some(Origin::Field),
            ModelRole::Private => Some(Origin::Private),
            ModelRole::Other => None,
        }
    }

    fn evidence_of_call(&self, call: &FieldCall<'a>, expression: &'a Expr) -> Evidence<'a> {
        match call.annotation(self.modules) {
            Some(annotation) => Evidence::Annotation { annotation, value: Some(expression) },
            None => Evidence::Value(expression),
        }
    }

    fn read_assignment(
        &mut self,
        name: &'a ExprName,
        value: &'a Expr,
        statement: &'a Stmt,
        doc: Option<String>,
        origin: Origin,
    ) {
        let evidence = match FieldCall::of(self.modules, value) {
            Some(call) => self.evidence_of_call(&call, value),
            None => Evidence::Value(value),
        };
        self.declarations.push(Declaration {
            name: self.modules.mangle(&name.id, self.id),
            end: statement.range().end(),
            doc: doc.or_else(|| self.modules.comments.documentation(statement.range())),
            ..Declaration::new(self.id, &name.id, name.range(), origin, evidence)
        });
    }

    fn read_annotation(&mut self, assign: &'a StmtAnnAssign, doc: Option<String>, origin: Origin) {
        let Expr::Name(name) = &*assign.target else {
            return;
        };
        let is_model_root = origin == Origin::Field && name.id == V1_ROOT;
        if is_special(&name.id) && !is_model_root || role(self.modules, self.id, &assign.annotation) != Role::Attribute
        {
            return;
        }
        let evidence = Evidence::Annotation { annotation: &assign.annotation, value: assign.value.as_deref() };
        let is_left_to_class = assign.value.as_deref().is_some_and(|value| self.is_left_to_class(value, origin));
        self.declarations.push(Declaration {
            name: self.modules.mangle(&name.id, self.id),
            end: assign.range().end(),
            doc: doc.or_else(|| self.modules.comments.documentation(assign.range())),
            presence: if is_left_to_class { Presence::Sometimes } else { Presence::Always },
            ..Declaration::new(self.id, &name.id, name.range(), origin, evidence)
        });
    }

    /// Whether making an instance does not set the attribute to the value in the body.
    fn is_left_to_class(&self, value: &Expr, origin: Origin) -> bool {
        match self.classes.facts(self.id).map(|facts| &facts.style) {
            // There is no default in the class beside a slot, so `__init__` sets it.
            Some(Style::Dataclass(options)) if options.slots => lacks_value(self.modules, value),
            _ => origin == Origin::ClassBody || leaves_value_to_class(self.modules, value),
        }
    }

    fn read_constructor(&mut self, method: &'a StmtFunctionDef) {
        let certain = certain_attributes(method);
        for assignment in self_assignments(method) {
            self.add_assignment(assignment, method, &certain, Origin::Constructor);
        }
    }

    /// What the setter of a property assigns, if somebody sets the property, and nothing else tells of.
    fn read_setter(&mut self, method: &'a StmtFunctionDef) {
        for assignment in self_assignments(method) {
            if self.find(&self.mangled(&assignment)).is_none() {
                self.add_assignment(assignment, method, &HashSet::new(), Origin::Constructor);
            }
        }
    }

    /// What a `__post_init__` adds to the fields and says the type of.
    fn read_post_init(&mut self, method: &'a StmtFunctionDef) {
        let certain = certain_attributes(method);
        for assignment in self_assignments(method) {
            if assignment.annotation.is_some() || self.find(&self.mangled(&assignment)).is_some() {
                self.add_assignment(assignment, method, &certain, Origin::PostInit);
            }
        }
    }

    fn add_assignment(
        &mut self,
        assignment: SelfAssignment<'a>,
        method: &'a StmtFunctionDef,
        certain: &HashSet<&str>,
        origin: Origin,
    ) {
        let name = self.mangled(&assignment);
        let attribute = &assignment.target.attr;
        let is_certain = certain.contains(attribute.as_str());
        let presence = if is_certain { Presence::Always } else { Presence::Sometimes };
        let doc = assignment.doc.or_else(|| self.modules.comments.documentation(assignment.statement));
        if let Some(earlier) = self.find(&name) {
            earlier.add_evidence(assignment.annotation, assignment.value, doc);
            earlier.presence = earlier.presence.max(presence);
            return;
        }
        if is_special(attribute) {
            return;
        }
        let evidence = Evidence::Assignments {
            annotation: assignment.annotation,
            values: vec![assignment.value],
            parameters: &method.parameters,
        };
        self.declarations.push(Declaration {
            name,
            end: assignment.statement.end(),
            doc,
            presence,
            ..Declaration::new(self.id, attribute, assignment.target.range(), origin, evidence)
        });
    }

    /// The name of the attribute in an instance.
    fn mangled(&self, assignment: &SelfAssignment<'_>) -> String {
        self.modules.mangle(&assignment.target.attr, self.id)
    }

    fn add_slot(&mut self, name: &str, range: TextRange) {
        let mangled = self.modules.mangle(name, self.id);
        if self.find(&mangled).is_none() {
            self.declarations.push(Declaration {
                name: mangled,
                ..Declaration::new(self.id, name, range, Origin::Slot, Evidence::None)
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
