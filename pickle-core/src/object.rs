//! One view of what the many ways of making an object mean: class, arguments, keywords, effects.

use std::borrow::Cow;

use crate::graph::{Construction, Effect, Graph, Node, NodeId, Tag};

/// A class by its full name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClassRef<'g> {
    pub(crate) module: &'g str,
    /// Dotted for a nested class, whichever way the pickle reaches it.
    pub(crate) name: Cow<'g, str>,
}

/// How an object comes to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Making {
    /// By `__new__`, without `__init__`.
    New,
    /// By a call.
    Call,
    /// By a call with keywords alone, for which msgspec has a helper.
    CallWithKeywords,
}

/// An object as its class sees it, whichever opcodes and helper functions the protocol used for it.
#[derive(Debug, Clone)]
pub(crate) struct ObjectView<'g> {
    pub(crate) making: Making,
    /// The class, or the callable of [`Making::Call`].
    pub(crate) class: NodeId,
    pub(crate) arguments: &'g [NodeId],
    /// The tuple of just these arguments, where the pickle has one.
    pub(crate) argument_tuple: Option<NodeId>,
    pub(crate) keywords: &'g [(NodeId, NodeId)],
    /// The list or dict that an instance of a subclass begins with, below protocol 2.
    pub(crate) contents: Option<NodeId>,
    /// The value that an instance of a subclass of another builtin class is made of, below protocol 2.
    pub(crate) value: Option<NodeId>,
    pub(crate) effects: &'g [Effect],
}

/// How deep a chain of `getattr` calls may nest; Python's nested classes are far below.
const DEEPEST_NAME: usize = 32;

/// How long a name that such a chain spells may be: it is put together each time that it is looked at.
const LONGEST_NAME: usize = 4 << 10;

impl<'de> Graph<'de> {
    /// The object at this node, or nothing where the node is no object or only names one.
    pub(crate) fn object_view(&self, id: NodeId) -> Option<ObjectView<'_>> {
        let Node::Object(index) = self.node(id) else { return None };
        let object = self.object(index)?;
        let arguments = object.arguments.map_or(&[][..], |id| self.tuple_items(id));
        let keywords = object.keywords.map_or(&[][..], |id| self.dict_entries(id));
        let (making, class, effects) = (Making::New, object.callable, object.effects);
        let argument_tuple = object.arguments;
        let view =
            ObjectView { making, class, arguments, argument_tuple, keywords, contents: None, value: None, effects };
        match object.construction {
            Construction::NewObj | Construction::NewObjEx | Construction::Inst => Some(view),
            Construction::Reduce => {
                Some(self.lowered_view(&view).unwrap_or(ObjectView { making: Making::Call, ..view }))
            }
            Construction::Existing => None,
        }
    }

    /// The class and the attributes of an object that `NEWOBJ` makes without arguments and `BUILD` gives a dict, and
    /// nothing else.
    #[inline]
    pub(crate) fn plain_object(&self, id: NodeId) -> Option<(NodeId, &[(NodeId, NodeId)])> {
        let record = self.record(id);
        if record.tag() != Tag::Object {
            return None;
        }
        let (class, arguments, state) = self.objects.get(record.number() as usize)?.plain()?;
        // The arguments of a `NEWOBJ` are a tuple.
        let (arguments, state) = (self.record(arguments), self.record(state));
        let is_plain = arguments.run().len() == 0 && state.tag() == Tag::Dict;
        is_plain.then(|| (class, self.entries.get(state.run())))
    }

    /// What a `REDUCE` means that stands for `NEWOBJ` or `NEWOBJ_EX` below the protocol that has it.
    fn lowered_view<'g>(&'g self, reduce: &ObjectView<'g>) -> Option<ObjectView<'g>> {
        if let Some(partial) = self.object_view_of_partial(reduce) {
            return Some(partial);
        }
        let callable = self.class_ref(reduce.class)?;
        match (callable.module, &*callable.name) {
            ("copyreg" | "copy_reg", helper) => self.object_view_of_copyreg(helper, reduce),
            ("msgspec._utils", "rebuild") => self.object_view_of_rebuild(reduce),
            _ => None,
        }
    }

    /// A call of one of the helpers in `copyreg`.
    fn object_view_of_copyreg<'g>(&'g self, helper: &str, reduce: &ObjectView<'g>) -> Option<ObjectView<'g>> {
        let lowered = ObjectView { argument_tuple: None, ..reduce.clone() };
        match (helper, reduce.arguments) {
            ("_reconstructor", &[class, base, ref value @ ..]) => {
                let is_container = self.is_builtin(base, "list") || self.is_builtin(base, "dict");
                let contents = value.first().copied().filter(|_| is_container);
                let is_passed_on = contents.is_none() && !self.is_builtin(base, "object");
                let value = if is_passed_on { value } else { &[] };
                let arguments = self.base_arguments(value);
                Some(ObjectView { class, arguments, contents, value: value.first().copied(), ..lowered })
            }
            ("__newobj__", &[class, ref arguments @ ..]) => Some(ObjectView { class, arguments, ..lowered }),
            ("__newobj_ex__", &[class, arguments, keywords]) => Some(ObjectView {
                class,
                arguments: self.tuple_items(arguments),
                argument_tuple: Some(arguments),
                keywords: self.dict_entries(keywords),
                ..lowered
            }),
            _ => None,
        }
    }

    /// `msgspec._utils.rebuild(cls, {field: value})`, which is `cls(**{field: value})`.
    fn object_view_of_rebuild<'g>(&'g self, reduce: &ObjectView<'g>) -> Option<ObjectView<'g>> {
        match *reduce.arguments {
            [class, keywords] if matches!(self.node(keywords), Node::Dict(_)) => Some(ObjectView {
                making: Making::CallWithKeywords,
                class,
                arguments: &[],
                argument_tuple: None,
                keywords: self.dict_entries(keywords),
                ..reduce.clone()
            }),
            _ => None,
        }
    }

    /// `functools.partial(cls.__new__, cls, *args, **kwargs)()`, which is how protocols 2 and 3 spell `NEWOBJ_EX`.
    fn object_view_of_partial<'g>(&'g self, reduce: &ObjectView<'g>) -> Option<ObjectView<'g>> {
        let Node::Object(index) = self.node(reduce.class) else { return None };
        let partial = self.object(index)?;
        let class = self.class_ref(partial.callable)?;
        if partial.construction != Construction::Reduce || class.module != "functools" || class.name != "partial" {
            return None;
        }
        let [Effect::Build(state)] = partial.effects[..] else { return None };
        let &[function, arguments, keywords, _attributes] = self.tuple_items(state) else { return None };
        if !self.class_ref(function)?.name.ends_with(".__new__") {
            return None;
        }
        let (&class, arguments) = self.tuple_items(arguments).split_first()?;
        Some(ObjectView {
            class,
            arguments,
            argument_tuple: None,
            keywords: self.dict_entries(keywords),
            ..reduce.clone()
        })
    }

    /// The arguments of a base class's constructor: the items for `tuple`, else the one value.
    fn base_arguments<'g>(&'g self, value: &'g [NodeId]) -> &'g [NodeId] {
        match value {
            [value] if matches!(self.node(*value), Node::Tuple(_)) => self.tuple_items(*value),
            value => value,
        }
    }

    /// The name of the class, function or other global at this node; `getattr(Outer, 'Inner')` is `Outer.Inner`.
    pub(crate) fn class_ref(&self, mut id: NodeId) -> Option<ClassRef<'_>> {
        let mut inner = Vec::new();
        for _ in 0..DEEPEST_NAME {
            if let Node::Global(index) = self.node(id) {
                let global = self.globals.get(index as usize)?;
                return Some(ClassRef { module: &global.module, name: joined(&global.name, &inner)? });
            }
            let (outer, name) = self.getattr(id)?;
            inner.push(name);
            id = outer;
        }
        None
    }

    /// The name of the global at this node that the pickle gives a state or the like, as `BUILD` on a name does.
    pub(crate) fn changed_global(&self, id: NodeId) -> Option<ClassRef<'_>> {
        let Node::Object(index) = self.node(id) else { return None };
        let object = self.object(index)?;
        match object.construction {
            Construction::Existing => self.class_ref(object.callable),
            _ => None,
        }
    }

    /// The arguments of a `getattr(object, 'name')` call.
    pub(crate) fn getattr(&self, id: NodeId) -> Option<(NodeId, &str)> {
        let Node::Object(index) = self.node(id) else { return None };
        let object = self.object(index)?;
        if object.construction != Construction::Reduce || !self.is_builtin(object.callable, "getattr") {
            return None;
        }
        match self.tuple_items(object.arguments?) {
            &[outer, name] => Some((outer, self.text(name)?)),
            _ => None,
        }
    }

    pub(crate) fn is_builtin(&self, id: NodeId, name: &str) -> bool {
        match self.node(id) {
            Node::Global(index) => self
                .globals
                .get(index as usize)
                .is_some_and(|global| matches!(&*global.module, "builtins" | "__builtin__") && global.name == name),
            _ => false,
        }
    }
}

/// `Outer` and the inner names, innermost first, as one dotted name, unless that is too long for one.
fn joined<'g>(outer: &'g str, inner: &[&str]) -> Option<Cow<'g, str>> {
    if inner.is_empty() {
        return Some(Cow::Borrowed(outer));
    }
    let length = inner.iter().fold(outer.len(), |length, part| length.saturating_add(part.len()));
    if length > LONGEST_NAME {
        return None;
    }
    let mut name = outer.to_owned();
    for part in inner.iter().rev() {
        name.push('.');
        name.push_str(part);
    }
    Some(Cow::Owned(name))
}

impl ClassRef<'_> {
    pub(crate) fn full_name(&self) -> String {
        format!("{}.{}", self.module, self.name)
    }
}
