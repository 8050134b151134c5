//! Unions: `A | B`, `Union[A, B]` and `Optional[A]`.

use pickle_core::schema::Type;
use ruff_python_ast::{Expr, Operator};

use super::TypeReader;

impl TypeReader<'_, '_> {
    pub(super) fn read_union<'e>(&mut self, alternatives: impl IntoIterator<Item = &'e Expr>) -> Type {
        let types = alternatives.into_iter().map(|alternative| self.read(alternative)).collect();
        self.union_of(types)
    }

    /// The type of the values of all these types.
    pub(super) fn union_of(&self, types: Vec<Type>) -> Type {
        let mut union = Alternatives::default();
        types.into_iter().for_each(|ty| union.add(ty));
        if union.types.len() > 1 {
            for ty in std::mem::take(&mut union.types) {
                union.add(self.classes.types.opened(ty));
            }
        }
        union.into_type()
    }
}

/// The alternatives of a union: no two are the same, and none is a union.
#[derive(Default)]
struct Alternatives {
    types: Vec<Type>,
    has_none: bool,
}

impl Alternatives {
    fn add(&mut self, ty: Type) {
        match ty {
            Type::None => self.has_none = true,
            Type::Optional(item) => {
                self.has_none = true;
                self.add(*item);
            }
            Type::Union(types) => types.into_iter().for_each(|ty| self.add(ty)),
            ty if self.types.contains(&ty) => {}
            ty => self.types.push(ty),
        }
    }

    fn into_type(mut self) -> Type {
        let item = match (self.types.pop(), self.types.is_empty()) {
            (None, _) => return Type::None,
            (Some(only), true) => only,
            (Some(last), false) if last == Type::Any || self.types.contains(&Type::Any) => Type::Any,
            (Some(last), false) => {
                self.types.push(last);
                Type::Union(self.types)
            }
        };
        if self.has_none { item.or_none() } else { item }
    }
}

/// The operands of `a | b | c`.
pub(super) fn operands(union: &Expr) -> Vec<&Expr> {
    let mut operands = Vec::new();
    let mut rest = union;
    while let Expr::BinOp(operation) = rest
        && operation.op == Operator::BitOr
    {
        operands.push(&*operation.right);
        rest = &operation.left;
    }
    operands.push(rest);
    operands.reverse();
    operands
}
