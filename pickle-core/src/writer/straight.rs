//! The straight way of what most dumps hold: there, texts, lists, objects and calls have one form each, and few questions
//! are asked on the way to it.

mod call;
mod dict;
mod fields;
mod list;
mod object;
mod text;
mod word;

use crate::opcode::{Instruction, bytes};
use crate::pickler::Options;
use crate::protocol::Protocol;

use super::Writer;
use super::memo::MemoId;

use call::Argument;

use super::frame::SHORT_ROOM;
pub use fields::FieldsWriter;
pub(super) use object::OPENING;
pub(super) use text::LONGEST as LONGEST_TEXT;
pub(crate) use word::Word;

/// Whether the writer can go the straight way. What it writes there is what it would write the general way, but that it looks
/// for equal texts only where that finds some, and not for those of the first object of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Protocol 4 or 5, not exact, and with a memo of its own.
    Framed,
    /// As `Framed`, at protocols 2 and 3.
    Unframed,
    General,
}

impl Way {
    pub(super) fn of_dump(options: &Options) -> Way {
        match options.protocol {
            _ if options.fast || options.exact => Way::General,
            Protocol::V0 | Protocol::V1 => Way::General,
            Protocol::V2 | Protocol::V3 => Way::Unframed,
            Protocol::V4 | Protocol::V5 => Way::Framed,
        }
    }
}

impl Writer<'_> {
    #[inline]
    pub(super) fn is_straight(&self) -> bool {
        self.way != Way::General
    }

    #[inline]
    pub(super) fn is_framed(&self) -> bool {
        self.way == Way::Framed
    }

    /// Writes a word as a value.
    #[inline]
    fn word(&mut self, word: Word) {
        self.begin_value();
        self.output.write_first(&word.bytes(), word.len());
    }

    /// Writes an int of more than four bytes as a value.
    fn long_int(&mut self, value: i64) {
        self.begin_value();
        self.output.write_long_int(value);
    }

    /// Writes a float as a value.
    fn straight_float(&mut self, value: f64) {
        self.begin_value();
        self.write(Instruction::BinFloat(value));
    }

    /// Writes a reference to an entry of the memo.
    #[inline]
    pub(super) fn get_straight(&mut self, id: MemoId) {
        match u8::try_from(id) {
            Ok(id) => self.output.write_bytes([bytes::BinGet, id]),
            Err(_) => self.write(Instruction::LongBinGet(id)),
        }
    }

    /// Stores the top of the stack in an entry of the memo, below protocol 4.
    #[inline]
    fn put_straight(&mut self, id: MemoId) {
        match u8::try_from(id) {
            Ok(id) => self.output.write_bytes([bytes::BinPut, id]),
            Err(_) => self.write(Instruction::LongBinPut(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::rc::Rc;

    use super::super::containers::BATCH;
    use super::super::frame::FRAME_TARGET;
    use super::*;
    use crate::class::{Class, Field, Instance, Layout, Place};
    use crate::opcode::Opcode;
    use crate::pickletools::{Argument, genops};
    use crate::pystd::{Date, DateTime, Decimal};
    use crate::{Pickle, Pickler, Result};

    const fn field(name: &'static str) -> Field {
        Field { name, aliases: &[], place: Place::State }
    }

    static ORDER: Class = Class {
        module: "shop",
        name: "Order",
        aliases: &[],
        layout: Layout::Dict,
        accepts: &[],
        fields: &[field("id"), field("note"), field("price"), field("placed"), field("lines")],
        arguments: &[],
        keywords: &[],
        callable: None,
        state_setter: None,
        subclasses: &[],
    };

    struct Order {
        id: i64,
        note: String,
        price: Decimal,
        placed: DateTime,
        lines: Vec<Rc<String>>,
    }

    impl Order {
        fn new(id: i64) -> Order {
            let note = if id % 7 == 0 { "a long note ".repeat(30) } else { format!("note {}", id % 40) };
            let placed = DateTime::from(Date::new(2024, 1, 1 + (id % 28) as u8).unwrap());
            Order {
                id,
                note,
                price: Decimal::from(id % 50),
                placed,
                lines: std::iter::repeat_n(Rc::new("price".into()), id as usize % 4).collect(),
            }
        }
    }

    impl Pickle for Order {
        fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
            writer.instance(&ORDER, self)
        }
    }

    impl Instance for Order {
        fn write_field(&self, index: usize, writer: &mut Writer<'_>) -> Result<()> {
            match index {
                0 => writer.value(&self.id),
                1 => writer.value(&self.note),
                2 => writer.value(&self.price),
                3 => writer.value(&self.placed),
                _ => writer.value(&self.lines),
            }
        }
    }

    fn dump(value: &impl Pickle, protocol: Protocol, way: Option<Way>) -> Vec<u8> {
        let (pickler, mut bytes) = (Pickler::new().protocol(protocol), Vec::new());
        let mut writer = Writer::new(&mut bytes, &pickler.options);
        writer.way = way.unwrap_or(writer.way);
        writer.dump(value).unwrap();
        bytes
    }

    /// What a pickle does, with each text where it is used, however often it stands in the pickle.
    fn steps(pickle: &[u8]) -> Vec<String> {
        let (mut steps, mut memo, mut objects) = (Vec::new(), HashMap::<String, String>::new(), 0);
        for op in genops(pickle).map(Result::unwrap) {
            let step = format!("{:?} {:?}", op.opcode, op.argument);
            match (op.opcode, &op.argument) {
                (Opcode::Frame, _) => {}
                (Opcode::BinGet | Opcode::LongBinGet, Some(Argument::Int(index))) => {
                    steps.push(memo[&index.to_string()].clone());
                }
                (Opcode::Memoize | Opcode::BinPut | Opcode::LongBinPut, index) => {
                    let index = match index {
                        Some(Argument::Int(index)) => index.to_string(),
                        _ => memo.len().to_string(),
                    };
                    let is_text = steps.last().is_some_and(|last: &String| last.contains("BinUnicode"));
                    let stored = if is_text { steps[steps.len() - 1].clone() } else { format!("object {objects}") };
                    memo.insert(index, stored.clone());
                    if !is_text {
                        steps.push(stored);
                        objects += 1;
                    }
                }
                _ => steps.push(step),
            }
        }
        steps
    }

    fn check(value: &impl Pickle) {
        for protocol in [Protocol::V2, Protocol::V3, Protocol::V4, Protocol::V5] {
            let (straight, general) = (dump(value, protocol, None), dump(value, protocol, Some(Way::General)));
            assert!(steps(&straight) == steps(&general), "at {protocol}");
            let frames = genops(&straight).map(Result::unwrap).filter(|op| op.opcode == Opcode::Frame);
            for frame in frames.filter_map(|op| op.argument) {
                let Argument::Int(length) = frame else { panic!("{frame:?} is the length of a frame") };
                assert!(
                    length.as_i64().is_some_and(|length| length < FRAME_TARGET as i64 + 1024),
                    "a frame of {length} bytes, at {protocol}"
                );
            }
        }
    }

    #[test]
    fn both_ways_write_the_same() {
        // More than two frames, and more than one batch.
        check(&(0..2 * BATCH as i64 + 1).map(Order::new).collect::<Vec<_>>());
    }

    #[test]
    fn both_ways_share_the_same() {
        let (order, other) = (Rc::new(Order::new(6)), Rc::new(Order::new(7)));
        check(&vec![order.clone(), other.clone(), order, other]);
    }

    #[test]
    fn both_ways_write_the_same_of_a_class_that_is_met_late() {
        // Of many lengths, so that the writer goes on to look for all of them.
        let texts: Vec<String> = (0..300).map(|number| number.to_string().repeat(1 + number % 60)).collect();
        check(&(texts, Order::new(1), Order::new(2)));
    }

    /// Names that are short and long, and those of `ORDER` the other way round.
    static SHELF: Class = Class {
        module: "Order",
        name: "shop",
        fields: &[field("id"), field("a name that has more bytes than what is ready to be copied"), field("Order")],
        ..ORDER
    };

    struct Shelf(Order);

    impl Pickle for Shelf {
        fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
            writer.instance(&SHELF, self)
        }
    }

    impl Instance for Shelf {
        fn write_field(&self, index: usize, writer: &mut Writer<'_>) -> Result<()> {
            match index {
                0 => writer.value(&self.0.id),
                1 => writer.value(&self.0),
                _ => writer.value(&self.0.note),
            }
        }

        /// As derived.
        fn write_fields(&self, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
            self.0.id.pickle_field(0, fields)?;
            self.0.pickle_field(1, fields)?;
            self.0.note.pickle_field(2, fields)
        }
    }

    #[test]
    fn both_ways_share_texts_with_names() {
        for text in ["shop", "Order", "id", "note", "price", "lines", "decimal", "latin1", "", "none of them"] {
            let order = || Order { note: text.into(), lines: vec![Rc::new(text.into())], ..Order::new(1) };
            check(&(text, order(), text));
            check(&(order(), text, order()));
        }
    }

    #[test]
    fn both_ways_share_the_names_of_two_classes() {
        check(&(Order::new(1), Shelf(Order::new(2)), Order::new(3), Shelf(Order::new(4))));
        check(&(Shelf(Order::new(1)), Order::new(2), Shelf(Order::new(3))));
    }

    /// A class whose names are announced once, and written first by an instance within.
    static NODE: Class = Class {
        module: "tree",
        name: "Node",
        fields: &[field("label"), field("next"), field("weight"), field("note"), field("tags")],
        ..ORDER
    };

    struct Node {
        label: &'static str,
        next: Option<Box<Node>>,
        weight: f64,
        note: String,
        tags: Vec<String>,
    }

    impl Pickle for Node {
        fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
            writer.instance(&NODE, self)
        }
    }

    impl Instance for Node {
        fn write_field(&self, index: usize, writer: &mut Writer<'_>) -> Result<()> {
            match index {
                0 => writer.value(self.label),
                1 => writer.value(&self.next),
                2 => writer.value(&self.weight),
                3 => writer.value(&self.note),
                _ => writer.value(&self.tags),
            }
        }

        /// As derived.
        fn write_fields(&self, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
            self.label.pickle_field(0, fields)?;
            self.next.pickle_field(1, fields)?;
            self.weight.pickle_field(2, fields)?;
            self.note.pickle_field(3, fields)?;
            self.tags.pickle_field(4, fields)
        }
    }

    impl Node {
        fn new(text: &'static str, next: Option<Box<Node>>) -> Node {
            Node { label: text, next, weight: 1.5, note: text.to_owned(), tags: vec![text.to_owned(); 3] }
        }
    }

    #[test]
    fn both_ways_write_names_once_that_instances_within_write_first() {
        // Texts that are names too: those already written, those that are still to come, and none of them.
        for text in ["tree", "Node", "label", "next", "weight", "note", "", "another"] {
            let node = |next| Node::new(text, next);
            check(&node(None));
            check(&node(Some(Box::new(node(Some(Box::new(node(None))))))));
            check(&(node(Some(Box::new(node(None)))), Order::new(1), node(None)));
        }
    }

    #[test]
    fn texts_of_the_first_object_of_a_class_are_not_looked_for() {
        for text in ["a text", "a text of each object that is longer than what is short"] {
            for protocol in [Protocol::V2, Protocol::V4] {
                let times = |count| {
                    let nodes: Vec<Node> = (0..count).map(|_| Node::new(text, None)).collect();
                    let pickle = dump(&nodes, protocol, None);
                    pickle.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
                };
                assert_eq!([1, 2, 3, 9].map(times), [5, 6, 6, 6], "at {protocol}");
            }
        }
    }

    #[test]
    fn both_ways_write_the_same_behind_any_number_of_texts() {
        // The list of the first contents is left on the way, and indexes come to need more than a byte.
        for count in (0..40).chain(235..260) {
            let texts: Vec<String> = (0..count).map(|number| format!("text number {number}")).collect();
            check(&(&texts, Shelf(Order::new(1)), Order::new(2), "note", &texts));
        }
    }

    /// A link of a list, as the derive writes lists of its types; it may lack its weight, and its weight may be what cannot be
    /// pickled.
    struct Link {
        id: i64,
        weight: Option<f64>,
        price: Decimal,
        links: Vec<Link>,
    }

    static LINK: Class =
        Class { name: "Link", fields: &[field("id"), field("weight"), field("price"), field("links")], ..ORDER };

    impl Pickle for Link {
        fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
            writer.instance(&LINK, self)
        }

        fn pickle_items(items: &[Link], first: usize, writer: &mut Writer<'_>) -> Result<()> {
            writer.instances(&LINK, items, first)
        }
    }

    impl Instance for Link {
        fn has_field(&self, index: usize) -> bool {
            index != 1 || self.weight.is_some()
        }

        fn write_field(&self, index: usize, writer: &mut Writer<'_>) -> Result<()> {
            match index {
                0 => writer.value(&self.id),
                1 if self.weight.is_some_and(f64::is_nan) => Err(crate::Error::custom("no weight")),
                1 => writer.value(&self.weight),
                2 => writer.value(&self.price),
                _ => writer.value(&self.links),
            }
        }
    }

    impl Link {
        fn new(id: i64, links: Vec<Link>) -> Link {
            Link { id, weight: (id % 11 != 3).then_some(0.5), price: Decimal::from(id), links }
        }

        fn many(count: i64) -> Vec<Link> {
            (0..count).map(|id| Link::new(id, (0..id % 5).map(|id| Link::new(id, Vec::new())).collect())).collect()
        }
    }

    #[test]
    fn both_ways_write_the_same_lists_of_objects() {
        // Frames begin between two objects, and some objects are written another way than the one before.
        check(&Link::many(3 * BATCH as i64));
        check(&(Link::many(2), Shelf(Order::new(1)), Link::many(30)));
        // The names are far.
        let texts: Vec<String> = (0..300).map(|number| format!("text number {number}")).collect();
        check(&(texts, Link::many(30)));
    }

    #[test]
    fn lists_of_objects_nest_as_deep_as_they_may() {
        let chain =
            |depth| (0..depth).fold(Vec::new(), |links, id| vec![Link::new(id, links), Link::new(1, Vec::new())]);
        let needed = |depth, exact| {
            let fits = |most: &usize| Pickler::new().exact(exact).max_depth(*most).dumps(&chain(depth)).is_ok();
            (1..100).find(fits).unwrap()
        };
        for depth in [1, 2, 9] {
            assert_eq!(needed(depth, false), needed(depth, true));
        }
    }

    #[test]
    fn an_error_in_a_list_of_objects_has_the_index_of_its_object() {
        for bad in [0, 1, 2, 7, 8] {
            let mut links = Link::many(9);
            links[bad].weight = Some(f64::NAN);
            let error = Pickler::new().dumps(&links).unwrap_err();
            assert!(error.to_string().starts_with(&format!("[{bad}].weight: ")), "{error}");
        }
    }

    #[test]
    fn hooks_that_take_nothing_change_nothing() {
        let value = vec![Shelf(Order::new(1)), Shelf(Order::new(2))];
        for protocol in [Protocol::V2, Protocol::V4] {
            let hooked = Pickler::new().protocol(protocol).reducer_override(|_, _| None).dumps(&value).unwrap();
            assert_eq!(hooked, dump(&value, protocol, None), "at {protocol}");
        }
    }

    #[test]
    fn classes_have_the_names_of_python_2_below_protocol_3() {
        static QUEUE: Class = Class { module: "queue", name: "Queue", ..ORDER };
        struct Queue(Order);
        impl Pickle for Queue {
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                writer.instance(&QUEUE, &self.0)
            }
        }
        check(&Queue(Order::new(1)));
        assert!(dump(&Queue(Order::new(1)), Protocol::V2, None).starts_with(b"\x80\x02cQueue\nQueue\nq\0)\x81}("));
        assert!(dump(&Queue(Order::new(1)), Protocol::V3, None).starts_with(b"\x80\x03cqueue\nQueue\nq\0)\x81}("));
    }
}
