//! How a graph keeps what the pickle makes and what happens to it then.

use super::NodeId;
use super::runs::{Run, Runs};

/// What `REDUCE`, `NEWOBJ`, `NEWOBJ_EX`, `OBJ`, `INST` and what followed them left behind: how to make the object, and
/// what to do to it then, in the order of the pickle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Object<'g> {
    pub(crate) construction: Construction,
    /// The class or callable; for `Construction::Existing` the object itself.
    pub(crate) callable: NodeId,
    /// A tuple in every pickle that Python wrote.
    pub(crate) arguments: Option<NodeId>,
    /// A dict, for `NEWOBJ_EX`.
    pub(crate) keywords: Option<NodeId>,
    pub(crate) effects: &'g [Effect],
}

/// The opcode that made an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Construction {
    /// `REDUCE`: `callable(*arguments)`.
    Reduce,
    /// `NEWOBJ`: `callable.__new__(callable, *arguments)`.
    NewObj,
    /// `NEWOBJ_EX`: `callable.__new__(callable, *arguments, **keywords)`.
    NewObjEx,
    /// `OBJ` or `INST`: an instance of a Python 2 old-style class.
    Inst,
    /// An object that the pickle only names (a global, a persistent id) and then gives a state.
    Existing,
}

/// What a pickle does to an object after making it; items are a run of [`Graph::items`](super::Graph::items), entries one
/// of [`Graph::entries`](super::Graph::entries).
#[derive(Debug, Clone, Copy)]
pub(crate) enum Effect {
    /// `BUILD` with this state.
    Build(NodeId),
    /// `APPEND` or `APPENDS`.
    Append(Run),
    /// `SETITEM` or `SETITEMS`.
    SetItems(Run),
    /// `ADDITEMS`.
    AddItems(Run),
    /// A call whose first argument is this object and whose result was dropped: a state setter.
    Call(NodeId),
}

/// An [`Object`] as a graph keeps it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ObjectRecord {
    construction: Construction,
    callable: NodeId,
    arguments: NodeId,
    keywords: NodeId,
    effects: Effects,
}

/// The effects on one object: mostly it is one, its state.
#[derive(Debug, Clone, Copy)]
enum Effects {
    One(Effect),
    Many(Run),
}

/// No node has this number.
const NOTHING: NodeId = NodeId(u32::MAX);

impl ObjectRecord {
    pub(crate) fn new(
        construction: Construction,
        callable: NodeId,
        arguments: Option<NodeId>,
        keywords: Option<NodeId>,
    ) -> ObjectRecord {
        let (arguments, keywords) = (arguments.unwrap_or(NOTHING), keywords.unwrap_or(NOTHING));
        ObjectRecord { construction, callable, arguments, keywords, effects: Effects::Many(Run::EMPTY) }
    }

    #[inline]
    pub(crate) fn view<'g>(&'g self, all: &'g Runs<Effect>) -> Object<'g> {
        let given = |id| (id != NOTHING).then_some(id);
        let &ObjectRecord { construction, callable, arguments, keywords, .. } = self;
        let (arguments, keywords) = (given(arguments), given(keywords));
        Object { construction, callable, arguments, keywords, effects: self.effects(all) }
    }

    /// The class, the arguments and the state of what `NEWOBJ` makes and `BUILD` gives a state, and nothing else.
    #[inline]
    pub(crate) fn plain(&self) -> Option<(NodeId, NodeId, NodeId)> {
        match (self.construction, self.effects) {
            (Construction::NewObj, Effects::One(Effect::Build(state))) => Some((self.callable, self.arguments, state)),
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn effects<'g>(&'g self, all: &'g Runs<Effect>) -> &'g [Effect] {
        match &self.effects {
            Effects::One(effect) => std::slice::from_ref(effect),
            Effects::Many(run) => all.get(*run),
        }
    }

    pub(crate) fn last_effect_mut<'g>(&'g mut self, all: &'g mut Runs<Effect>) -> Option<&'g mut Effect> {
        match &mut self.effects {
            Effects::One(effect) => Some(effect),
            Effects::Many(run) => all.get_mut(*run).last_mut(),
        }
    }

    /// Takes an effect, if it is the first, which needs no memory.
    #[inline]
    #[must_use]
    pub(crate) fn takes_first_effect(&mut self, effect: Effect) -> bool {
        let is_first = matches!(self.effects, Effects::Many(Run::EMPTY));
        if is_first {
            self.effects = Effects::One(effect);
        }
        is_first
    }

    /// How many places of the row a further effect takes.
    pub(crate) fn growth(&self, all: &Runs<Effect>) -> usize {
        match self.effects {
            Effects::One(_) => 2,
            Effects::Many(run) => all.growth(run, 1),
        }
    }

    /// Adds an effect behind the others; false where there are too many for the numbers of a [`Run`].
    #[must_use]
    pub(crate) fn push_effect(&mut self, effect: Effect, all: &mut Runs<Effect>) -> bool {
        let more = match self.effects {
            Effects::One(first) => all.add([first, effect].into_iter()).map(Effects::Many),
            Effects::Many(run) => all.extend(run, std::iter::once(effect)).map(Effects::Many),
        };
        self.effects = more.unwrap_or(self.effects);
        more.is_some()
    }
}
