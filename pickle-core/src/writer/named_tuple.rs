//! Instances of subclasses of `tuple`: named tuples.

use crate::Result;
use crate::opcode::Instruction;
use crate::protocol::Protocol;

use super::{ListWriter, ObjectWriter, Writer};

impl<'w> Writer<'w> {
    /// Writes an instance of a subclass of `tuple` with `len` items, and gives a writer for its attributes, should it
    /// have any.
    ///
    /// It is made by `__new__`; below protocol 2 that is a call of `copyreg._reconstructor`.
    ///
    /// ```
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// struct Point(f64, f64);
    ///
    /// impl Pickle for Point {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         let point = writer.new_tuple("plot", "Point", 2, |items| {
    ///             items.item(&self.0)?;
    ///             items.item(&self.1)
    ///         })?;
    ///         point.end()
    ///     }
    /// }
    /// # pickle_core::dumps(&Point(1.0, 2.0)).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `items`; when it writes more or fewer than `len`; when the class has no name at this protocol; when the
    /// value nests too deep.
    pub fn new_tuple(
        &mut self,
        module: &str,
        name: &str,
        len: usize,
        items: impl FnOnce(&mut ListWriter<'_, '_>) -> Result<()>,
    ) -> Result<ObjectWriter<'_, 'w>> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        let is_call = self.protocol() < Protocol::V2;
        if is_call {
            self.global("copyreg", "_reconstructor")?;
            self.open_tuple(3);
        }
        self.global(module, name)?;
        if is_call {
            self.global("builtins", "tuple")?;
        }
        let mut tuple = self.tuple(len)?;
        items(&mut tuple)?;
        tuple.end()?;
        if is_call {
            self.close_tuple(3);
            self.write(Instruction::Reduce);
        } else {
            self.write(Instruction::NewObj);
        }
        self.made_object(height, identity)
    }
}
