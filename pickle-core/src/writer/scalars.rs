//! None, bools, ints, floats and complex numbers.

use crate::argument::IntOrBool;
use crate::int::Int;
use crate::opcode::{Instruction, bytes};
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::straight::Word;
use super::{Truth, Writer};

/// CPython refuses to convert longer ints from and to text.
const MOST_TEXT_DIGITS: usize = 4_300;

impl Writer<'_> {
    /// Writes None.
    ///
    /// # Errors
    ///
    /// Never.
    #[inline]
    pub fn none(&mut self) -> Result<()> {
        if !self.output.write_word(Word::NONE) {
            self.begin_value();
            self.write(Instruction::None);
        }
        self.end_value(Truth::None)
    }

    /// Writes a bool.
    ///
    /// # Errors
    ///
    /// Never.
    #[inline]
    pub fn bool(&mut self, value: bool) -> Result<()> {
        if !(self.is_straight() && self.output.write_word(Word::of_bool(value))) {
            self.write_bool(value);
        }
        self.end_value(Truth::of(value))
    }

    #[inline(never)]
    fn write_bool(&mut self, value: bool) {
        self.begin_value();
        match value {
            _ if self.protocol() < Protocol::V2 => self.write(Instruction::Int(IntOrBool::Bool(value))),
            true => self.write(Instruction::NewTrue),
            false => self.write(Instruction::NewFalse),
        }
    }

    /// Writes an int.
    ///
    /// # Errors
    ///
    /// Never.
    #[inline]
    pub fn int(&mut self, value: i64) -> Result<()> {
        match Word::of_int(value) {
            Some(word) if self.is_straight() && self.output.write_word(word) => {}
            _ => self.write_int(value),
        }
        self.end_value(Truth::of(value != 0))
    }

    #[inline(never)]
    fn write_int(&mut self, value: i64) {
        self.begin_value();
        match i32::try_from(value) {
            Ok(short) => self.write_short_int(short),
            Err(_) if self.protocol() < Protocol::V2 => self.write(Instruction::Long(Int::from(value))),
            Err(_) => self.output.write_long_int(value),
        }
    }

    /// Writes an int of any size.
    ///
    /// # Errors
    ///
    /// Below protocol 2, when the int has more than 4,300 digits: Python does not read those from text.
    pub fn big_int(&mut self, value: &Int) -> Result<()> {
        if let Some(value) = value.as_i64() {
            return self.int(value);
        }
        self.begin_value();
        self.write_long_int(value)?;
        self.end_value(Truth::True)
    }

    fn write_short_int(&mut self, value: i32) {
        match (u8::try_from(value), u16::try_from(value)) {
            _ if self.protocol() == Protocol::V0 => self.write(Instruction::Int(IntOrBool::Int(Int::from(value)))),
            (Ok(value), _) => self.write(Instruction::BinInt1(value)),
            (_, Ok(value)) => self.write(Instruction::BinInt2(value)),
            _ => self.write(Instruction::BinInt(value)),
        }
    }

    /// Writes an int outside i64.
    fn write_long_int(&mut self, value: &Int) -> Result<()> {
        if self.protocol() < Protocol::V2 {
            return self.write_text_int(value);
        }
        let bytes = value.to_signed_bytes_le();
        match (u8::try_from(bytes.len()), i32::try_from(bytes.len())) {
            (Ok(_), _) => self.write(Instruction::Long1(&bytes)),
            (_, Ok(_)) => self.write(Instruction::Long4(&bytes)),
            _ => return Err(Error::unpicklable("the int has more than 2 GiB")),
        }
        Ok(())
    }

    fn write_text_int(&mut self, value: &Int) -> Result<()> {
        /// As many bits as ints of 4,300 digits can have, so that no longer one is converted.
        const MOST_BITS: u64 = 14_285;
        let too_long = value.bit_length() > MOST_BITS
            || value.to_string().bytes().filter(u8::is_ascii_digit).count() > MOST_TEXT_DIGITS;
        if too_long {
            return Err(Error::unpicklable("the int has more than 4,300 digits; use protocol 2 or higher"));
        }
        self.write(Instruction::Long(value.clone()));
        Ok(())
    }

    /// Writes a float.
    ///
    /// # Errors
    ///
    /// Never.
    #[inline]
    pub fn float(&mut self, value: f64) -> Result<()> {
        let [a, b, c, d, e, f, g, h] = value.to_be_bytes();
        if !(self.is_straight() && self.output.write_between([bytes::BinFloat, a, b, c, d, e, f, g, h])) {
            self.write_float(value);
        }
        self.end_value(Truth::of(value != 0.0))
    }

    #[inline(never)]
    fn write_float(&mut self, value: f64) {
        self.begin_value();
        match self.protocol() {
            Protocol::V0 => self.write(Instruction::Float(value)),
            _ => self.write(Instruction::BinFloat(value)),
        }
    }

    /// Writes a complex number.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn complex(&mut self, real: f64, imaginary: f64) -> Result<()> {
        let content = [real.to_bits().to_le_bytes(), imaginary.to_bits().to_le_bytes()];
        self.immutable("complex", content.as_flattened(), |writer| {
            writer.reduce("builtins", "complex", 2, |arguments| {
                arguments.item_with(|writer| writer.float(real))?;
                arguments.item_with(|writer| writer.float(imaginary))
            })
        })?;
        self.last = Truth::of(real != 0.0 || imaginary != 0.0);
        Ok(())
    }
}
