//! How each protocol makes an instance: by `NEWOBJ` and its kin, by a helper in `copyreg`, or by a call.

use crate::class::{Instance, Layout, Place};
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::super::Writer;
use super::super::classes::{Arguments, KnownClass, Part};
use super::super::object::{ObjectAddress, ObjectWriter};
use super::set_fields;

impl Writer<'_> {
    /// Makes the object.
    pub(super) fn write_construction(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        match class.layout {
            Layout::Call => self.write_call(class, instance),
            Layout::MsgspecKwOnly => self.write_rebuild(class, instance),
            _ if self.protocol() < Protocol::V2 && class.has_reduce() => self.write_new_object_call(class, instance),
            _ if self.protocol() < Protocol::V2 => self.write_reconstructor(class, instance),
            _ if class.keywords.is_empty() => self.write_new_object(class, instance),
            _ if self.protocol() < Protocol::V4 => self.write_partial(class, instance),
            _ => self.write_new_object_with_keywords(class, instance),
        }
    }

    /// `callable(*arguments)`.
    fn write_call(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        let (module, name) = class.callable.unwrap_or((class.module, class.name));
        self.global(module, name)?;
        self.write_arguments(class, instance)?;
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// `msgspec._utils.rebuild(class, {field: value})`.
    fn write_rebuild(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        self.global("msgspec._utils", "rebuild")?;
        self.open_tuple(2);
        self.class_global(class)?;
        self.write_new_dict(class, instance, &set_fields(class, instance, Part::Dict), None)?;
        self.close_new_tuple(2)?;
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// `copyreg._reconstructor(class, base, value)`, for the builtin class that the class derives from.
    fn write_reconstructor(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        check_old_protocol(class)?;
        let Some(base) = class.builtin_base() else {
            return self.reconstruct_object(class.module, class.name);
        };
        self.global("copyreg", "_reconstructor")?;
        self.open_tuple(3);
        self.class_global(class)?;
        self.global("builtins", base)?;
        self.write_base_value(class, instance)?;
        self.close_new_tuple(3)?;
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// The object as an instance of the builtin class that it derives from.
    fn write_base_value(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        if let Some((index, _)) = class.value_field() {
            return self.write_field(class, instance, index);
        }
        let Some(index) = class.fields.iter().position(|field| field.place.is_contents()) else {
            return self.write_arguments(class, instance);
        };
        match class.fields[index].place {
            Place::Items => self.open_new_list()?,
            _ => self.open_new_dict()?,
        }
        instance.write_contents(index, &mut ObjectWriter::of_container(self, ObjectAddress::default()))
    }

    /// `copyreg.__newobj__(class, *arguments)`.
    fn write_new_object_call(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        self.global("copyreg", "__newobj__")?;
        self.write_class_and_arguments(class, instance)?;
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// `class.__new__(class, *arguments)`.
    fn write_new_object(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        self.class_global(class)?;
        self.write_arguments(class, instance)?;
        self.write(Instruction::NewObj);
        Ok(())
    }

    /// `class.__new__(class, *arguments, **keywords)`.
    fn write_new_object_with_keywords(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        self.class_global(class)?;
        self.write_arguments(class, instance)?;
        self.write_keywords(class, instance)?;
        self.write(Instruction::NewObjEx);
        Ok(())
    }

    /// `functools.partial(class.__new__, class, *arguments, **keywords)()`, with the pickle of a `partial` written out.
    fn write_partial(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        let constructor = format!("{}.__new__", class.name);
        self.global("functools", "partial")?;
        self.open_tuple(1);
        self.global(class.module, &constructor)?;
        self.close_new_tuple(1)?;
        self.write(Instruction::Reduce);
        self.memoize_new()?;
        self.open_tuple(4);
        self.global(class.module, &constructor)?;
        self.write_class_and_arguments(class, instance)?;
        self.write_keywords(class, instance)?;
        self.none()?;
        self.close_new_tuple(4)?;
        self.write(Instruction::Build);
        self.open_tuple(0);
        self.close_tuple(0);
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// The tuple of the class and of the positional arguments.
    fn write_class_and_arguments(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        let arguments = class.argument_fields();
        self.open_tuple(1 + arguments.len());
        self.class_global(class)?;
        self.write_fields(class, instance, arguments)?;
        self.close_new_tuple(1 + arguments.len())
    }

    /// The tuple of positional arguments.
    fn write_arguments(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        match class.making() {
            Arguments::Whole(index) => self.write_field(class, instance, *index),
            Arguments::Each(fields) => {
                self.open_tuple(fields.len());
                self.write_fields(class, instance, fields)?;
                self.close_new_tuple(fields.len())
            }
        }
    }

    fn write_keywords(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        self.write_new_dict(class, instance, class.keywords, None)
    }
}

/// What CPython refuses below protocol 2, and what would be lost there.
fn check_old_protocol(class: &KnownClass) -> Result<()> {
    // Python minds a `__slots__` that is not empty.
    if class.layout.has_slots() && !class.fields.is_empty() {
        return Err(Error::unpicklable(format!("{} has __slots__; use protocol 2 or higher", **class)));
    }
    match class.fields.iter().find(|field| field.place == Place::Argument && class.layout != Layout::Args) {
        Some(field) => Err(Error::unpicklable(format!(
            "{} takes '{}' in its constructor only, where it would be lost; use protocol 2 or higher",
            **class, field.name
        ))),
        None => Ok(()),
    }
}
