//! Aliases: `X = ...`, `X: TypeAlias = ...`, `type X = ...` and `NewType`, with and without parameters.

use pickle_core::schema::{Alias, ClassName, Type};
use ruff_python_ast::{Expr, StmtTypeAlias};
use ruff_text_size::Ranged;

use super::super::scope::{Binding, Resolved};
use super::parameters::{TypeVariable, declared_variables, type_variable, variables_in};
use super::table::{AliasKey, AliasState, NamedAlias};
use super::{MAX_STEPS, TypeReader};

/// An alias as the source defines it.
struct AliasDefinition<'a> {
    /// Where it stands.
    binding: Binding,
    value: &'a Expr,
    variables: Vec<TypeVariable<'a>>,
}

impl<'a> TypeReader<'_, 'a> {
    /// The type that the alias `name` stands for with these arguments.
    pub(super) fn read_alias(&mut self, name: &Expr, value: &'a Expr, arguments: &[Expr]) -> Type {
        if type_variable(self.modules, name, self.scope).is_some() {
            return self.unmapped(name, "a type variable");
        }
        let value = match value {
            Expr::Call(call) => match (self.resolve(&call.func), call.arguments.find_positional(1)) {
                (Resolved::Path(maker), Some(base)) if maker == "typing.NewType" || maker == "typing.TypeAliasType" => {
                    base
                }
                _ => return self.unmapped(name, "not a type"),
            },
            value => value,
        };
        let Some(binding) = self.modules.scope.binding(name, self.scope) else {
            return self.unmapped(name, "not a type");
        };
        let variables = variables_in(self.modules, binding.class, [value]);
        self.read_definition(name, AliasDefinition { binding, value, variables }, arguments)
    }

    /// The type that the `type` statement `alias` stands for with these arguments.
    pub(super) fn read_type_statement(&mut self, name: &Expr, alias: &'a StmtTypeAlias, arguments: &[Expr]) -> Type {
        let Some(binding) = self.modules.scope.binding(name, self.scope) else {
            return self.unmapped(name, "not a type");
        };
        let variables = declared_variables(alias.type_params.as_deref());
        self.read_definition(name, AliasDefinition { binding, value: &alias.value, variables }, arguments)
    }

    fn read_definition(&mut self, name: &Expr, definition: AliasDefinition<'a>, arguments: &[Expr]) -> Type {
        let bindings = self.bind(&definition.variables, arguments);
        let key = (definition.value.range(), bindings);
        match self.classes.types.look_up(&key) {
            Some(AliasState::Reading { name, .. }) => Type::Alias(name),
            Some(AliasState::Read(ty)) => self.read_again(name, ty),
            None => self.read_value(name, &definition, key),
        }
    }

    /// What a name stands for that has been read before; its parts count, so that no type grows without an end.
    pub(super) fn read_again(&mut self, name: &Expr, ty: Type) -> Type {
        self.steps = self.steps.saturating_add(size(&ty));
        if self.steps >= MAX_STEPS || self.depth + height(&ty) > super::MAX_DEPTH {
            return self.unmapped(name, "nested too deeply, or an alias of itself");
        }
        ty
    }

    fn read_value(&mut self, name: &Expr, definition: &AliasDefinition<'a>, key: AliasKey) -> Type {
        let alias_name =
            ClassName::new(self.modules.scope.module_name(definition.binding.module), qualname(definition, &key));
        self.classes.types.begin(key.clone(), alias_name.clone());
        let scope = std::mem::replace(&mut self.scope, definition.binding.class);
        let bindings = self.bindings.replace(key.1.clone());
        let ty = self.read(definition.value);
        self.bindings = bindings;
        self.scope = scope;

        let ty = self.name_alias(name, alias_name, ty, &key);
        self.classes.types.end(key, ty.clone());
        ty
    }

    /// Keeps the name of an alias if its type needs one, and returns what the alias is where it is used.
    fn name_alias(&mut self, name: &Expr, alias: ClassName, ty: Type, key: &AliasKey) -> Type {
        let is_recursive = self.classes.types.is_recursive(key);
        let (mut item, is_optional) = match ty {
            Type::Optional(item) => (*item, true),
            ty => (ty, false),
        };
        if is_recursive && is_alternative(&alias, &item) {
            item = self.unmapped(name, "nested too deeply, or an alias of itself");
        }
        if !is_recursive && !matches!(item, Type::Union(_) | Type::Literal(_)) {
            return if is_optional { item.or_none() } else { item };
        }
        let is_any = item == Type::Any;
        self.classes.types.keep(NamedAlias { alias: Alias::new(alias.clone(), item), range: key.0, is_optional });
        match (is_any, is_optional) {
            (true, _) => Type::Any,
            (false, true) => Type::Alias(alias).or_none(),
            (false, false) => Type::Alias(alias),
        }
    }
}

/// The alias's name, with what its parameters stand for.
fn qualname(definition: &AliasDefinition<'_>, key: &AliasKey) -> String {
    let arguments: Vec<String> = key.1.iter().map(|(_, ty)| ty.to_string()).collect();
    if arguments.is_empty() {
        definition.binding.qualname.clone()
    } else {
        format!("{}[{}]", definition.binding.qualname, arguments.join(", "))
    }
}

/// Whether the alias is itself, or one of its own alternatives.
fn is_alternative(alias: &ClassName, item: &Type) -> bool {
    match item {
        Type::Alias(name) => name == alias,
        Type::Union(types) => types.iter().any(|ty| is_alternative(alias, ty)),
        _ => false,
    }
}

fn size(ty: &Type) -> usize {
    1 + ty.parts().into_iter().map(size).sum::<usize>()
}

fn height(ty: &Type) -> usize {
    1 + ty.parts().into_iter().map(height).max().unwrap_or_default()
}
