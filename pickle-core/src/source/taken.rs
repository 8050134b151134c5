//! What a load has taken and on which path, for those who want to know what it copies: an object that is taken twice.
//!
//! Nothing of this is kept unless somebody asks; readers then say each step that they make.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::Source;
use super::mutability::Sharing;
use crate::class::Class;
use crate::error::{Error, ErrorKind, PathSegment, Result, shorten};
use crate::graph::{Effect, Graph, Node, NodeId};
use crate::object::Making;
use crate::sharing::{OnShared, SharingReport, ValuePath};

/// The values with parts that one load after another took, and where.
#[derive(Debug, Default)]
pub(crate) struct TakenValues {
    values: Vec<Taken>,
    /// The first time that each object was taken, a position in `values`.
    first: HashMap<NodeId, usize>,
    /// What the load is inside of, and what it has just taken there.
    levels: Vec<Level>,
    /// Where the values of the current load begin.
    start: usize,
}

#[derive(Debug)]
struct Taken {
    node: NodeId,
    /// The value that it is a part of, and the step from there; deep inside, one further out takes its place.
    parent: Option<usize>,
    step: TakenStep,
    /// How many values there are on the way to it.
    depth: usize,
    sharing: Sharing,
    standing: Standing,
}

/// Whether a value has been taken before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    First,
    Again,
    /// It is a part of one that was taken before.
    InCopy,
}

/// How many steps of a path are kept, so that a path costs no more than this.
const MOST_STEPS: usize = 128;

#[derive(Debug)]
struct Level {
    taken: usize,
    step: TakenStep,
}

/// The step from a value to one of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TakenStep {
    /// To what has no name of its own, such as the arguments of a call.
    Inside,
    /// To the state of an object, whose entries are attributes.
    State,
    Index(usize),
    /// To the value of a key.
    Entry(NodeId),
    /// To a key itself.
    Key(NodeId),
    Field(&'static str),
    /// To the attribute whose name is this node.
    Attribute(NodeId),
}

impl<'de> Source<'_, 'de> {
    /// Begins to keep what is taken.
    pub(crate) fn watch_sharing(&mut self, on_shared: OnShared) {
        self.walk.watch = Some(Box::new(Watch { on_shared, taken: TakenValues::default() }));
    }

    /// What the load copied, if it was watched.
    pub(crate) fn sharing_report(&self) -> SharingReport {
        self.walk.watch.as_ref().map_or_else(SharingReport::default, |watch| watch.taken.report(self.graph))
    }

    /// Exchanges what was taken so far for what an earlier load took.
    pub(super) fn swap_taken(&mut self, taken: &mut TakenValues) {
        if let Some(watch) = &mut self.walk.watch {
            taken.begin_load();
            std::mem::swap(&mut watch.taken, taken);
        }
    }

    /// Notes that the source goes on to a part of the innermost value that it is inside of.
    #[inline]
    pub(super) fn step(&mut self, step: impl FnOnce() -> TakenStep) {
        if self.walk.watch.is_some() {
            self.note_step(step());
        }
    }

    #[cold]
    fn note_step(&mut self, step: TakenStep) {
        let depth = self.walk.depth();
        if let Some(watch) = &mut self.walk.watch {
            watch.taken.step(depth, step);
        }
    }

    /// Notes that the value at which the source stands is taken, as an instance of `class` if it is one.
    #[inline]
    pub(super) fn note_taken(&mut self, class: Option<&Class>) -> Result<()> {
        match self.walk.watch {
            None => Ok(()),
            // That is another mistake.
            Some(_) if self.walk.is_inside(self.at) => Ok(()),
            Some(_) => self.note_taken_value(class).map(drop),
        }
    }

    #[cold]
    fn note_taken_value(&mut self, class: Option<&Class>) -> Result<Option<usize>> {
        let (graph, node, depth) = (self.graph, self.at, self.walk.depth());
        let Some(watch) = &mut self.walk.watch else { return Ok(None) };
        let position = watch.taken.take(depth, node, Sharing::of(graph, node, class));
        watch.check(graph, position)?;
        Ok(Some(position))
    }

    /// Notes that the value at which the source stands is taken with all that it reaches and can change, and once each.
    pub(super) fn note_taken_whole(&mut self) -> Result<()> {
        if self.walk.watch.is_none() {
            return Ok(());
        }
        let Some(root) = self.note_taken_value(None)? else { return Ok(()) };
        let graph = self.graph;
        let Some(watch) = &mut self.walk.watch else { return Ok(()) };
        let mut seen = HashSet::from([self.at]);
        let mut left = VecDeque::from([root]);
        while let Some(parent) = left.pop_front() {
            for (step, child) in watch.taken.children(graph, parent) {
                let sharing = Sharing::of(graph, child, None);
                if sharing != Sharing::IsNothing && seen.insert(child) {
                    let position = watch.taken.push(child, Some(parent), step, sharing);
                    watch.check(graph, position).map_err(|error| watch.taken.on_path(graph, position, root, error))?;
                    left.push_back(position);
                }
            }
        }
        Ok(())
    }
}

/// What is done about what was taken.
pub(super) struct Watch {
    on_shared: OnShared,
    pub(super) taken: TakenValues,
}

impl Watch {
    fn check(&self, graph: &Graph<'_>, position: usize) -> Result<()> {
        match (self.on_shared, self.taken.first_of_copy(position)) {
            (OnShared::Error, Some(first)) => Err(self.taken.shared(graph, position, first)),
            _ => Ok(()),
        }
    }
}

impl TakenValues {
    fn begin_load(&mut self) {
        self.levels.clear();
        self.start = self.values.len();
    }

    /// Forgets the values of a load that failed.
    pub(crate) fn forget_load(&mut self) {
        self.forget_from(self.start, 0);
    }

    fn step(&mut self, depth: usize, step: TakenStep) {
        self.levels.truncate(depth);
        if let Some(level) = self.levels.last_mut() {
            level.step = step;
        }
    }

    /// The position of a value that is taken inside of `depth` others; the same one if it is only taken up again.
    fn take(&mut self, depth: usize, node: NodeId, sharing: Sharing) -> usize {
        if let Some(level) = self.levels.get(depth)
            && self.values[level.taken].node == node
        {
            let taken = level.taken;
            self.levels.truncate(depth + 1);
            return taken;
        }
        self.levels.truncate(depth);
        let (parent, step) = match self.levels.last() {
            Some(level) => (Some(level.taken), level.step),
            None => (None, TakenStep::Inside),
        };
        let taken = self.push(node, parent, step, sharing);
        self.levels.push(Level { taken, step: TakenStep::Inside });
        taken
    }

    fn push(&mut self, node: NodeId, parent: Option<usize>, step: TakenStep, sharing: Sharing) -> usize {
        let position = self.values.len();
        let whole = parent.map(|parent| &self.values[parent]);
        let sharing = match whole {
            Some(Taken { sharing: Sharing::IsNothing, .. }) => Sharing::IsNothing,
            _ => sharing,
        };
        let is_first = sharing != Sharing::Matters || *self.first.entry(node).or_insert(position) == position;
        let standing = match whole {
            Some(Taken { standing: Standing::Again | Standing::InCopy, .. }) => Standing::InCopy,
            _ if is_first => Standing::First,
            _ => Standing::Again,
        };
        let (parent, depth) = match whole {
            Some(whole) if whole.depth == MOST_STEPS => (whole.parent, MOST_STEPS),
            Some(whole) => (parent, whole.depth + 1),
            None => (None, 0),
        };
        self.values.push(Taken { node, parent, step, depth, sharing, standing });
        position
    }

    /// Where the object at this position was taken first, if that was elsewhere and no whole that it is a part of was
    /// taken twice too.
    fn first_of_copy(&self, position: usize) -> Option<usize> {
        let Taken { node, standing, .. } = self.values[position];
        self.first.get(&node).copied().filter(|_| standing == Standing::Again)
    }

    /// How many values there are, to come back to.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Forgets the values from this position on; the load is inside of `depth` others.
    pub(super) fn forget_from(&mut self, position: usize, depth: usize) {
        for (number, taken) in self.values.iter().enumerate().skip(position) {
            if self.first.get(&taken.node) == Some(&number) {
                self.first.remove(&taken.node);
            }
        }
        self.values.truncate(position);
        self.levels.truncate(depth);
    }

    /// What the last load copied.
    fn report(&self, graph: &Graph<'_>) -> SharingReport {
        let mut report = SharingReport::default();
        for position in self.start..self.values.len() {
            let Some(first) = self.first_of_copy(position) else { continue };
            let node = self.values[position].node;
            report.add(
                node.0,
                || (in_words(graph, node).into_owned(), graph.offset(node), self.path(graph, first)),
                || self.path(graph, position),
            );
        }
        report
    }

    #[cold]
    fn shared(&self, graph: &Graph<'_>, position: usize, first: usize) -> Error {
        let node = self.values[position].node;
        let kind = ErrorKind::Shared { found: in_words(graph, node), first: self.path(graph, first) };
        Error::new(kind).at_offset(graph.offset(node))
    }

    fn path(&self, graph: &Graph<'_>, position: usize) -> ValuePath {
        let mut segments: Vec<PathSegment> =
            self.way_up(position).filter_map(|taken| taken.step.segment(graph)).collect();
        segments.reverse();
        let root = self.way_up_positions(position).last().unwrap_or(position);
        ValuePath::new(segments, root < self.start)
    }

    /// The error with the steps from the value at `root` to the one at `position` on its path.
    #[cold]
    fn on_path(&self, graph: &Graph<'_>, position: usize, root: usize, error: Error) -> Error {
        let inside = self.way_up(position).take_while(|taken| taken.parent.is_some_and(|parent| parent >= root));
        inside.filter_map(|taken| taken.step.segment(graph)).fold(error, Error::at)
    }

    /// The value at this position, the one that it is a part of, and so on.
    fn way_up(&self, position: usize) -> impl Iterator<Item = &Taken> {
        self.way_up_positions(position).map(|position| &self.values[position])
    }

    fn way_up_positions(&self, position: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(position), |&position| self.values[position].parent)
    }

    /// The parts of a value that is taken as a whole.
    fn children(&self, graph: &Graph<'_>, position: usize) -> Vec<(TakenStep, NodeId)> {
        let Taken { node, step, .. } = self.values[position];
        match graph.node(node) {
            Node::Dict(entries) if step == TakenStep::State => {
                entries.iter().map(|&(key, value)| (TakenStep::Attribute(key), value)).collect()
            }
            Node::Dict(entries) => entry_steps(entries).collect(),
            Node::List(items) | Node::Set(items) => item_steps(items).collect(),
            Node::Tuple(items) | Node::FrozenSet(items) => item_steps(items).collect(),
            Node::Object(index) => graph.object(index).map_or(Vec::new(), |object| {
                let made_of = [Some(object.callable), object.arguments, object.keywords].into_iter().flatten();
                let made_of = made_of.map(|id| (TakenStep::Inside, id));
                made_of.chain(object.effects.iter().flat_map(|effect| effect_steps(graph, *effect))).collect()
            }),
            Node::Persistent(id) => vec![(TakenStep::Inside, id)],
            _ => Vec::new(),
        }
    }
}

/// What an object is, in the same words at all protocols.
fn in_words(graph: &Graph<'_>, id: NodeId) -> Cow<'static, str> {
    let named = graph.object_view(id).and_then(|view| Some((view.making, graph.class_ref(view.class)?)));
    match named {
        Some((Making::New | Making::CallWithKeywords, class)) => {
            format!("{} object", shorten(&class.full_name())).into()
        }
        Some((Making::Call, callable)) => format!("object made by {}", shorten(&callable.full_name())).into(),
        None => graph.describe(id),
    }
}

fn item_steps(items: &[NodeId]) -> impl Iterator<Item = (TakenStep, NodeId)> {
    items.iter().enumerate().map(|(index, &item)| (TakenStep::Index(index), item))
}

fn entry_steps(entries: &[(NodeId, NodeId)]) -> impl Iterator<Item = (TakenStep, NodeId)> {
    entries.iter().flat_map(|&(key, value)| [(TakenStep::Key(key), key), (TakenStep::Entry(key), value)])
}

fn effect_steps(graph: &Graph<'_>, effect: Effect) -> Vec<(TakenStep, NodeId)> {
    match effect {
        Effect::Build(state) => vec![(TakenStep::State, state)],
        Effect::Append(items) | Effect::AddItems(items) => item_steps(graph.items.get(items)).collect(),
        Effect::SetItems(entries) => entry_steps(graph.entries.get(entries)).collect(),
        Effect::Call(call) => vec![(TakenStep::Inside, call)],
    }
}

impl TakenStep {
    fn segment(self, graph: &Graph<'_>) -> Option<PathSegment> {
        Some(match self {
            TakenStep::Inside | TakenStep::State => return None,
            TakenStep::Index(index) => PathSegment::Index(index),
            TakenStep::Entry(key) => PathSegment::Key(graph.key_in_words(key)),
            TakenStep::Key(key) => PathSegment::Key(format!("key {}", graph.key_in_words(key))),
            TakenStep::Field(name) => PathSegment::Attribute(name.into()),
            TakenStep::Attribute(key) => match graph.text(key) {
                Some(name) => PathSegment::Attribute(shorten(name).into()),
                None => PathSegment::Attribute(graph.key_in_words(key).into()),
            },
        })
    }
}
