//! How an instance is made: whether it is in a way that its class has, and which fields are the arguments.

use super::phase::{Order, Phase};
use super::{Part, Source};
use crate::class::{Class, Field, Layout, Place, ValueBase};
use crate::error::{Count, Error, Result};
use crate::graph::NodeId;
use crate::object::{ClassRef, Making, ObjectView};
use crate::source::known::KnownInstances;

impl<'s> Source<'s, '_> {
    /// The object at which the source stands, if it is an instance of this class made in a way that the class accepts.
    pub(super) fn instance_view(&mut self, class: &'static Class) -> Option<ObjectView<'s>> {
        let view = self.graph.object_view(self.at)?;
        let known = self.walk.known_classes.find(view.class, class);
        if known.is_some_and(|known| known.making == view.making) {
            return Some(view);
        }
        let kind = self.graph.kind_of_view(&view)?;
        if !class.takes(&kind) {
            return None;
        }
        self.walk.known_classes.remember(view.class, class, KnownInstances { making: view.making, in_order: &[] });
        Some(view)
    }

    /// How to go through the arguments that the instance is made with.
    pub(super) fn arguments_phase(&self, class: &'static Class, view: &ObjectView<'s>) -> Result<Phase<'s>> {
        if let (Making::Call, Some(field)) = (view.making, class.field_of(Place::Arguments)) {
            return self.whole(class, view.argument_tuple, field);
        }
        if let (Making::New, Some((field, base))) = (view.making, class.value_field()) {
            return self.value_phase(class, view, field, base);
        }
        if view.arguments.is_empty() {
            return Ok(Phase::Done);
        }
        let order = class.argument_order(view.making);
        let most = order.clone().count();
        if most < view.arguments.len() {
            return Err(self.too_many_arguments(class, most, view.arguments.len()));
        }
        Ok(Phase::Positional { items: view.arguments.iter(), order })
    }

    /// The value of a builtin class that the instance is made of. A `complex` hands over its two parts.
    fn value_phase(
        &self,
        class: &'static Class,
        view: &ObjectView<'s>,
        field: usize,
        base: ValueBase,
    ) -> Result<Phase<'s>> {
        let value = match (view.value, view.arguments, base) {
            (Some(value), ..) => Some(value),
            (None, &[value], _) => Some(value),
            (None, &[_, _], ValueBase::Complex) => view.argument_tuple,
            _ => None,
        };
        match value {
            Some(value) => Ok(Phase::Whole(value, Part::Field(field))),
            None => Err(self.wrong_arguments(format!("{class} made of one {}", base.name()), view.arguments.len())),
        }
    }

    fn whole(&self, class: &Class, value: Option<NodeId>, field: usize) -> Result<Phase<'s>> {
        match value {
            Some(value) => Ok(Phase::Whole(value, Part::Field(field))),
            None => Err(self.mismatch(format!("{class} made by a call"))),
        }
    }

    #[cold]
    fn too_many_arguments(&self, class: &Class, most: usize, found: usize) -> Error {
        self.wrong_arguments(
            match most {
                0 => format!("{class} made without arguments"),
                most => format!("{class} made with up to {}", Count(most as u64, "argument")),
            },
            found,
        )
    }

    /// The error of an object whose arguments end before the one that is for this field, if it is for one alone.
    #[cold]
    pub(super) fn too_few_arguments(&self, class: &'static Class, object: NodeId, field: usize) -> Option<Error> {
        let Field { name, place: Place::Argument, .. } = class.fields.get(field)? else { return None };
        let view = self.graph.object_view(object)?;
        let before = class.argument_order(view.making).position(|index| index == field)?;
        let (least, found) = (Count(before as u64 + 1, "argument"), view.arguments.len());
        (found <= before).then(|| {
            let expected = format!("{class} made with at least {least}, the last for '{name}'");
            let found = Count(found as u64, "argument");
            let found =
                format!("{found}; if an older version of the class wrote it, add #[pickle(default)] to the field");
            Error::mismatch(expected, found).at_offset(self.graph.offset(object))
        })
    }

    #[cold]
    fn wrong_arguments(&self, expected: String, found: usize) -> Error {
        Error::mismatch(expected, Count(found as u64, "argument").to_string()).at_offset(self.offset())
    }

    /// The error of a global to which the pickle does something: Python would change the object that has the name.
    #[cold]
    pub(super) fn changed(&self, class: &Class) -> Error {
        let found = "one that the pickle gives a state or items; load it as pickle_core::Any";
        Error::mismatch(format!("the global {class} as it is"), found).at_offset(self.offset())
    }

    /// The error of a value that is no instance of this class, or one that is made in another way.
    #[cold]
    pub(super) fn no_instance(&self, class: &Class) -> Error {
        let view = self.graph.object_view(self.at);
        let found = view.as_ref().and_then(|view| self.graph.class_ref(view.class));
        let (Some(view), Some(found)) = (view, found) else { return self.mismatch(class.to_string()) };
        if class.subclasses.contains(&(found.module, &*found.name)) {
            return self.subclass(class, &found);
        }
        if !class.is_named(found.module, &found.name) {
            return self.mismatch(class.to_string());
        }
        let (layout, found) = match view.making {
            Making::New => ("dict", "by its __new__"),
            Making::Call => ("call", "by a call"),
            Making::CallWithKeywords => ("msgspec_kw_only", "by msgspec's rebuild"),
        };
        let expected = match class.layout {
            Layout::Call => "by a call",
            Layout::MsgspecKwOnly => "by msgspec's rebuild",
            _ => "by its __new__",
        };
        let found = format!("one made {found}; #[pickle(accept(\"{layout}\"))] takes it");
        Error::mismatch(format!("a {class} object made {expected}"), found).at_offset(self.offset())
    }

    /// The error of an instance of a subclass, which an instance of the class would lose its class and more to.
    #[cold]
    fn subclass(&self, class: &Class, found: &ClassRef<'_>) -> Error {
        let base = class.name.rsplit('.').next().unwrap_or(class.name);
        let found = format!(
            "{}, a subclass of it; use an enum of the family: one with #[pickle(union)], which pickle-codegen --family \
             {base} generates",
            found.full_name()
        );
        Error::mismatch(class.to_string(), found).at_offset(self.offset())
    }
}

impl Class {
    /// Which fields the positional arguments are for. A class that lists none takes all its attributes where it accepts
    /// a layout of such arguments beside its own.
    pub(crate) fn argument_order(&'static self, making: Making) -> Order {
        let is_listed = !self.arguments.is_empty();
        match (making, self.layout) {
            _ if is_listed => Order::Listed(self.arguments.iter()),
            (Making::Call, Layout::Call) | (Making::New, Layout::Args) => {
                Order::of(self, |place| place == Place::Argument)
            }
            (Making::Call, _) => Order::of(self, Place::has_name),
            (Making::New, _) if self.accepts(Layout::Args) => Order::of(self, Place::has_name),
            (Making::New | Making::CallWithKeywords, _) => Order::of(self, |_| false),
        }
    }
}
