//! What samples show: the classes that they name, each with what its objects have in common, and what the pickles hold.

use std::collections::{BTreeMap, HashMap};

use pickle_core::ObjectRef;
use pickle_core::schema::ClassName;

use super::forms::Form;
use super::objects;
use super::shapes::{ClassId, ShapeId, Shapes, Sighting};
use super::walk::WalkedPickle;

/// What samples show.
#[derive(Debug)]
pub(crate) struct Observations {
    pub(super) shapes: Shapes,
    /// What the pickles hold.
    pub(super) root: ShapeId,
    pub(super) classes: Vec<ObservedClass>,
    ids: HashMap<ClassName, ClassId>,
    /// The references in each pickle.
    pub(super) pickles: Vec<WalkedPickle>,
    /// The names of the samples.
    pub(super) samples: Vec<String>,
}

/// What samples show of one class.
#[derive(Debug)]
pub(crate) struct ObservedClass {
    pub(crate) name: ClassName,
    /// How many objects there are.
    pub(crate) count: u64,
    /// In which ways they are made and get their state, how often each, and where the first of them is.
    pub(super) forms: BTreeMap<Form, Tally>,
    /// The attributes with names.
    pub(super) attributes: Vec<ObservedAttribute>,
    pub(super) attribute_ids: HashMap<(Region, String), usize>,
    /// The attributes of the object that has most, in its order.
    pub(super) longest_order: Vec<usize>,
    /// The positional arguments.
    pub(super) arguments: Positions,
    /// For each argument the attributes that had the same value in each object so far.
    pub(super) argument_names: Option<Vec<Vec<String>>>,
    /// The values of a list or tuple that is the state.
    pub(super) positions: Positions,
    /// What `copyreg._reconstructor` is given.
    pub(super) value: Option<ShapeId>,
    /// What an object holds as a list.
    pub(super) items: Option<ShapeId>,
    /// What it holds as a dict.
    pub(super) entries: Option<(ShapeId, ShapeId)>,
    /// Whether, in each pickle, there is one object for each value that the class is called with.
    pub(super) are_values_unique: bool,
    /// Whether a pydantic model has a dict of extra attributes.
    pub(super) has_extra: bool,
}

/// How often something was seen, and where first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    pub(super) count: u64,
    pub(super) first: Sighting,
}

/// Where in a pickle an attribute with a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Region {
    /// In the state dict.
    State,
    /// In the dict of the slots.
    Slot,
    /// Among the private attributes of a pydantic model.
    Private,
    /// Among the keyword arguments.
    Keyword,
}

/// An attribute of a class.
#[derive(Debug)]
pub(crate) struct ObservedAttribute {
    pub(crate) region: Region,
    pub(crate) name: String,
    pub(super) shape: ShapeId,
    /// How many objects have it.
    pub(crate) count: u64,
}

/// Values without names.
#[derive(Debug, Default)]
pub(super) struct Positions {
    pub(super) shapes: Vec<ShapeId>,
    /// The least and the largest number of them in one object; nothing before the first object.
    pub(super) counts: Option<(usize, usize)>,
}

impl Positions {
    /// The shape of each of `count` values of one object.
    pub(super) fn of_object(&mut self, shapes: &mut Shapes, count: usize) -> &[ShapeId] {
        let (least, most) = self.counts.unwrap_or((count, count));
        self.counts = Some((least.min(count), most.max(count)));
        while self.shapes.len() < count {
            self.shapes.push(shapes.new_shape());
        }
        &self.shapes[..count]
    }

    /// How many each object has, if all have the same number.
    pub(super) fn fixed_count(&self) -> Option<usize> {
        match self.counts {
            None => Some(0),
            Some((least, most)) => (least == most).then_some(least),
        }
    }
}

impl Observations {
    pub(super) fn new(samples: Vec<String>) -> Observations {
        let mut shapes = Shapes::default();
        let root = shapes.new_shape();
        Observations { shapes, root, classes: Vec::new(), ids: HashMap::new(), pickles: Vec::new(), samples }
    }

    /// The number of the class of this name.
    pub(super) fn class_id(&mut self, name: ClassName) -> ClassId {
        let next = ClassId(u32::try_from(self.classes.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry(name.clone()).or_insert(next);
        if id == next {
            self.classes.push(ObservedClass::new(name));
        }
        id
    }

    pub(super) fn class(&self, id: ClassId) -> &ObservedClass {
        &self.classes[id.index()]
    }

    pub(super) fn class_mut(&mut self, id: ClassId) -> &mut ObservedClass {
        &mut self.classes[id.index()]
    }

    /// Notes an object of the class, and gives its parts with their places.
    pub(super) fn observe<'g, 'de>(
        &mut self,
        class: ClassId,
        object: ObjectRef<'g, 'de>,
        seen: Sighting,
    ) -> Vec<(pickle_core::NodeRef<'g, 'de>, ShapeId)> {
        let class = &mut self.classes[class.index()];
        class.count += 1;
        objects::observe(class, &mut self.shapes, object, seen)
    }

    /// Where something was seen, in words.
    pub(super) fn place(&self, seen: Sighting) -> String {
        let name = self.samples.get(seen.sample).map_or("", String::as_str);
        format!("`{name}`, byte {}", seen.offset)
    }
}

impl ObservedClass {
    fn new(name: ClassName) -> ObservedClass {
        ObservedClass {
            name,
            count: 0,
            forms: BTreeMap::new(),
            attributes: Vec::new(),
            attribute_ids: HashMap::new(),
            longest_order: Vec::new(),
            arguments: Positions::default(),
            argument_names: None,
            positions: Positions::default(),
            value: None,
            items: None,
            entries: None,
            are_values_unique: true,
            has_extra: false,
        }
    }

    /// Counts an object of this form.
    pub(super) fn note_form(&mut self, form: Form, seen: Sighting) {
        let tally = self.forms.entry(form).or_insert(Tally { count: 0, first: seen });
        tally.count += 1;
        tally.first = tally.first.min(seen);
    }

    /// The number of an attribute, which an object of the class has.
    pub(super) fn attribute(&mut self, shapes: &mut Shapes, region: Region, name: &str) -> usize {
        let next = self.attributes.len();
        let id = *self.attribute_ids.entry((region, name.to_owned())).or_insert(next);
        if id == next {
            let (name, shape) = (name.to_owned(), shapes.new_shape());
            self.attributes.push(ObservedAttribute { region, name, shape, count: 0 });
        }
        self.attributes[id].count += 1;
        id
    }

    /// The attribute of that name in a region.
    pub(super) fn attribute_in(&self, region: Region, name: &str) -> Option<&ObservedAttribute> {
        self.attribute_ids.get(&(region, name.to_owned())).map(|&id| &self.attributes[id])
    }

    /// Notes which attributes an object has.
    pub(super) fn note_order(&mut self, order: Vec<usize>) {
        let names =
            |order: &[usize]| -> Vec<&str> { order.iter().map(|&id| self.attributes[id].name.as_str()).collect() };
        let is_better = order.len() > self.longest_order.len()
            || order.len() == self.longest_order.len() && names(&order) < names(&self.longest_order);
        if is_better {
            self.longest_order = order;
        }
    }

    /// All attributes: those of the object that has most in its order, then the others by name.
    pub(crate) fn ordered_attributes(&self) -> Vec<&ObservedAttribute> {
        let mut is_first = vec![false; self.attributes.len()];
        self.longest_order.iter().for_each(|&id| is_first[id] = true);
        let others =
            self.attributes.iter().enumerate().filter(|(id, _)| !is_first[*id]).map(|(_, attribute)| attribute);
        let mut others: Vec<&ObservedAttribute> = others.collect();
        others.sort_by(|left, right| (&left.name, left.region).cmp(&(&right.name, right.region)));
        self.longest_order.iter().map(|&id| &self.attributes[id]).chain(others).collect()
    }

    /// Whether each object has the attribute.
    pub(crate) fn always_has(&self, attribute: &ObservedAttribute) -> bool {
        attribute.count == self.count
    }

    /// Every place of the class.
    pub(super) fn all_shapes(&self) -> Vec<ShapeId> {
        let attributes = self.attributes.iter().map(|attribute| attribute.shape);
        let contents =
            self.value.into_iter().chain(self.items).chain(self.entries.into_iter().flat_map(<[_; 2]>::from));
        let positions = self.arguments.shapes.iter().chain(&self.positions.shapes).copied();
        attributes.chain(contents).chain(positions).collect()
    }
}

impl ClassId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}
