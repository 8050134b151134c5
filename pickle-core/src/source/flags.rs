//! Values of a Python `Flag`: bits, names of members, and the `_operator.or_` calls that unite them.

use std::any::type_name;
use std::collections::HashSet;

use super::Source;
use crate::enum_class::FlagClass;
use crate::error::{Error, Result, shorten, some_of};
use crate::graph::{Graph, Node, NodeId};
use crate::int::Int;

impl Source<'_, '_> {
    /// Takes a value of a Python `Flag` or `IntFlag`: all of its bits, those without a member too.
    ///
    /// A pickle has them as `Permission(6)`, as `Permission.READ` or as calls of `_operator.or_` with such values.
    ///
    /// # Errors
    ///
    /// When the value is not of the flag, when it names a member that the flag does not have, and when `T` does not hold
    /// the bits.
    pub fn flag<T>(&mut self, class: &'static FlagClass) -> Result<T>
    where
        T: for<'i> TryFrom<&'i Int>,
    {
        if self.stream.is_some() {
            return self.in_graph(|source| source.flag(class));
        }
        let operands = self.or_operands()?;
        let bits = match operands[..] {
            [only] => self.flag_operand(only, class)?,
            _ => self.united_flags(&operands, class)?,
        };
        let Some(bits) = bits else { return Err(self.mismatch(class.to_string())) };
        T::try_from(&bits).map_err(|_| self.int_out_of_range(type_name::<T>(), &bits))
    }

    /// The bits of several values, if they are of the flag.
    fn united_flags(&self, operands: &[NodeId], class: &'static FlagClass) -> Result<Option<Int>> {
        let (mut united, mut is_flag) = (0, false);
        for &operand in operands {
            let bits = match self.graph.node(operand) {
                // Python 3.11.2 writes bits without a member so, and does not load them itself.
                Node::Int(bits) => Int::from(bits),
                _ => match self.flag_operand(operand, class)? {
                    Some(bits) => {
                        is_flag = true;
                        bits
                    }
                    None => return Ok(None),
                },
            };
            united |= i128::try_from(&bits).map_err(|_| self.int_out_of_range("i128", &bits))?;
        }
        Ok(is_flag.then(|| Int::from(united)))
    }

    /// The bits of one value, if it is of the flag.
    fn flag_operand(&self, id: NodeId, class: &'static FlagClass) -> Result<Option<Int>> {
        let graph = self.graph;
        if let Some(global) = graph.class_ref(id) {
            let Some(name) = class.member_of_global(global.module, &global.name) else { return Ok(None) };
            return class.bits(name).map(|bits| Some(Int::from(bits))).ok_or_else(|| self.no_flag_member(class, name));
        }
        let Some(view) = graph.object_view(id) else { return Ok(None) };
        let is_class = graph.class_ref(view.class).is_some_and(|named| class.is_named(named.module, &named.name));
        Ok(match *view.arguments {
            [bits] if is_class => match graph.node(bits) {
                Node::Int(bits) => Some(Int::from(bits)),
                Node::BigInt(bits) => Some(bits.clone()),
                _ => None,
            },
            _ => None,
        })
    }

    #[cold]
    fn no_flag_member(&self, class: &FlagClass, name: &str) -> Error {
        let names = class.members.iter().map(|member| member.name);
        let expected = format!("a member of {class} ({})", some_of(names));
        Error::mismatch(expected, format!("'{}'", shorten(name))).at_offset(self.offset())
    }

    /// The operands of the `_operator.or_` calls at which the source stands, from left to right and each once; the value
    /// itself where it is no such call.
    pub(crate) fn or_operands(&mut self) -> Result<Vec<NodeId>> {
        let (mut operands, mut seen, mut left) = (Vec::new(), HashSet::new(), vec![self.at]);
        while let Some(id) = left.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.graph.or_operands(id) {
                Some([first, second]) => {
                    self.walk.charge_nodes(2).map_err(|error| error.at_offset(self.offset()))?;
                    left.extend([second, first]);
                }
                None => operands.push(id),
            }
        }
        Ok(operands)
    }
}

impl Graph<'_> {
    /// The operands of a call of `_operator.or_`.
    pub(super) fn or_operands(&self, id: NodeId) -> Option<[NodeId; 2]> {
        let call = self.object_view(id).filter(|view| view.effects.is_empty())?;
        let operator = self.class_ref(call.class)?;
        let is_or = matches!(operator.module, "_operator" | "operator") && operator.name == "or_";
        is_or.then(|| call.arguments.try_into().ok())?
    }
}
