//! Containers: `list[item]`, `dict[key, value]`, and the same without arguments.

use pickle_core::schema::Type;
use ruff_python_ast::Expr;

use super::super::known_types::Container;
use super::TypeReader;

/// The longest tuple for which Rust implements its traits.
const MAX_TUPLE: usize = 12;

impl TypeReader<'_, '_> {
    pub(super) fn read_container(&mut self, whole: &Expr, container: Container, arguments: &[Expr]) -> Type {
        match (container, arguments) {
            (Container::Tuple, [item, Expr::EllipsisLiteral(_)]) => Type::VariadicTuple(Box::new(self.read(item))),
            (Container::Tuple, [Expr::Tuple(empty)]) if empty.elts.is_empty() => bare_container(Container::Tuple),
            (Container::Tuple, []) => bare_container(Container::Tuple),
            (Container::Tuple, items) if items.len() <= MAX_TUPLE => {
                Type::Tuple(items.iter().map(|item| self.read(item)).collect())
            }
            (Container::Tuple, _) => self.unmapped(whole, "longer than Rust's tuples, which have up to 12 items"),
            (Container::List, [item]) => Type::List(Box::new(self.read(item))),
            (Container::Set, [item]) => Type::Set(Box::new(self.read(item))),
            (Container::FrozenSet, [item]) => Type::FrozenSet(Box::new(self.read(item))),
            (Container::Dict, [key, value]) => Type::Dict(Box::new(self.read(key)), Box::new(self.read(value))),
            (Container::OrderedDict, [key, value]) => {
                Type::OrderedDict(Box::new(self.read(key)), Box::new(self.read(value)))
            }
            (Container::DefaultDict, [key, value]) => {
                Type::DefaultDict(Box::new(self.read(key)), Box::new(self.read(value)))
            }
            (Container::Counter, [element]) => Type::Counter(Box::new(self.read(element))),
            (Container::Deque, [item]) => Type::Deque(Box::new(self.read(item))),
            _ => self.unmapped(whole, "given the wrong number of arguments"),
        }
    }
}

/// A container of which nothing is known but its class.
pub(in super::super) fn bare_container(container: Container) -> Type {
    let any = || Box::new(Type::Any);
    match container {
        Container::List => Type::List(any()),
        Container::Tuple => Type::VariadicTuple(any()),
        Container::Dict => Type::Dict(any(), any()),
        Container::OrderedDict => Type::OrderedDict(any(), any()),
        Container::DefaultDict => Type::DefaultDict(any(), any()),
        Container::Counter => Type::Counter(any()),
        Container::Deque => Type::Deque(any()),
        Container::Set => Type::Set(any()),
        Container::FrozenSet => Type::FrozenSet(any()),
    }
}
