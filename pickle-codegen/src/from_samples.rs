//! Sample pickles to schema, without a source.
//!
//! Every object of every pickle, however deep, is an observation of its class: how it is made, which state it gets, and
//! what stands where (`walk`, `objects`, `forms`). The values at each place are a shape (`shapes`), and places that hold
//! the same object share theirs. Then each class gets the layout of its objects (`layouts`), places whose values no type
//! holds become `Any` (`settle`), cycles get an owner or are left out (`ownership`), and shapes become types (`types`).
//!
//! Samples are taken in the order of their names, classes by theirs, so that the outcome does not depend on the order
//! in which they were given. All steps are linear in the size of the samples, and none recurses on them.

mod standard;
mod shapes;
mod forms;
mod observations;
mod objects;
mod walk;

mod layouts;
mod ownership;
mod settle;
mod types;

mod findings;

use pickle_core::Unpickler;
use pickle_core::schema::{Class, ClassKind, Layout, Place, Schema, Type};

use self::layouts::{Plan, plan};
use self::observations::{Observations, ObservedClass};
use self::ownership::classes_without_owner;
use self::settle::{leave_out, settle_shapes};
use self::shapes::{ClassId, Sighting};
use self::types::Types;
use self::walk::walk;
use crate::Sample;
use crate::diagnostics::Diagnostic;
use crate::options::{Options, Versions};

/// What samples say.
pub(crate) struct Learned {
    pub(crate) schema: Schema,
    /// The type of what the pickles hold.
    pub(crate) root: Type,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads samples; fails with all that are no pickles.
pub(crate) fn from_samples(samples: &[Sample<'_>], options: &Options) -> Result<Learned, Vec<Diagnostic>> {
    let mut observations = observe_samples(samples)?;
    let mut learner = Learner { diagnostics: Vec::new(), plans: Vec::new(), left_out: Vec::new() };
    learner.plan_classes(&mut observations, options.versions);
    settle_shapes(&mut observations.shapes);
    leave_out(&mut observations, &learner.left_out);
    learner.leave_out_cycles(&mut observations);
    Ok(learner.finish(&observations))
}

/// Notes everything that the samples hold.
pub(crate) fn observe_samples(samples: &[Sample<'_>]) -> Result<Observations, Vec<Diagnostic>> {
    let mut sorted: Vec<&Sample<'_>> = samples.iter().collect();
    sorted.sort_by_key(|sample| (sample.name, sample.bytes));
    let mut observations = Observations::new(sorted.iter().map(|sample| sample.name.to_owned()).collect());
    let mut errors = Vec::new();
    for (number, sample) in sorted.iter().enumerate() {
        errors.extend(observe_sample(&mut observations, number, sample).err());
    }
    if errors.is_empty() { Ok(observations) } else { Err(errors) }
}

/// Notes the pickles of one sample, which stand one after the other.
fn observe_sample(observations: &mut Observations, number: usize, sample: &Sample<'_>) -> Result<(), Diagnostic> {
    let mut start = 0;
    loop {
        let rest = &sample.bytes[start..];
        let graph = Unpickler::new().graph(rest).map_err(|error| findings::no_pickle(sample.name, start, &error))?;
        let walked = walk(observations, &graph, Sighting { sample: number, offset: start as u64 });
        observations.pickles.push(walked);
        start += graph.pickle_len();
        if start >= sample.bytes.len() {
            return Ok(());
        }
    }
}

struct Learner {
    diagnostics: Vec<Diagnostic>,
    /// For each class its record, if it has one.
    plans: Vec<Option<Plan>>,
    /// The classes without a record, in order.
    left_out: Vec<ClassId>,
}

impl Learner {
    /// Finds a layout for every class.
    fn plan_classes(&mut self, observations: &mut Observations, versions: Versions) {
        for (number, class) in observations.classes.iter().enumerate() {
            match plan(class, &mut observations.shapes, versions) {
                Ok(plan) => {
                    self.diagnostics.extend(findings::contradiction(observations, class, &plan.contradictions));
                    self.plans.push(Some(plan));
                }
                Err(refusal) => {
                    self.diagnostics.push(findings::refusal(observations, class, &refusal));
                    self.plans.push(None);
                    self.left_out.extend(u32::try_from(number).map(ClassId));
                }
            }
        }
    }

    /// Leaves out the classes whose objects hold each other, but for cycles that have an owner.
    fn leave_out_cycles(&mut self, observations: &mut Observations) {
        for class in classes_without_owner(observations, &self.left_out) {
            if self.plans[class.index()].take().is_some() {
                self.diagnostics.push(findings::cycle(observations.class(class)));
                self.left_out.push(class);
            }
        }
        self.left_out.sort();
        leave_out(observations, &self.left_out);
    }

    fn finish(mut self, observations: &Observations) -> Learned {
        let types = Types { observations, plans: &self.plans };
        let mut classes: Vec<Class> = Vec::new();
        let in_order = observations.classes.iter().zip(&self.plans);
        for (observed, plan) in in_order.filter_map(|(observed, plan)| Some((observed, plan.as_ref()?))) {
            classes.push(class_of(&types, observed, plan, &mut self.diagnostics));
        }
        classes.sort_by(|left, right| left.name.cmp(&right.name));
        let root = types.of(observations.root, &mut Vec::new());
        Learned { schema: Schema::new(classes), root, diagnostics: self.diagnostics }
    }
}

/// The class with the types of its fields.
fn class_of(types: &Types<'_>, observed: &ObservedClass, plan: &Plan, report: &mut Vec<Diagnostic>) -> Class {
    let mut record = plan.record.clone();
    for (field, shape) in record.fields.iter_mut().zip(&plan.shapes) {
        let mut losses = Vec::new();
        field.ty = types.of_field(shape, &mut losses);
        report.extend(findings::losses(types.observations, observed, &field.name, &losses));
    }
    let is_unnamed = |name: &str| name.starts_with("arg_") || name.starts_with("field_");
    let is_positional = |place: Place| match record.layout {
        Layout::Args | Layout::Call | Layout::List | Layout::Tuple => place == Place::State || place == Place::Argument,
        Layout::Reduce(_) => place == Place::State,
        _ => false,
    };
    let unnamed = record.fields.iter().filter(|field| is_positional(field.place) && is_unnamed(&field.name));
    let unnamed: Vec<&str> = unnamed.map(|field| field.name.as_str()).collect();
    if !unnamed.is_empty() {
        report.push(findings::unnamed_arguments(observed, &unnamed));
    }
    Class::new(observed.name.clone(), ClassKind::Record(record))
}
