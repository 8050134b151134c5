//! The reader against CPython's answers, and what the graph keeps beside the value.

use std::collections::HashMap;

use super::*;
use crate::graph::{Construction, Effect, Held, Node, Object};
use crate::opcode::Instruction;

/// Written by `tests/data/make_answers.py`.
const ANSWERS: &str = include_str!("../../tests/data/answers.txt");

/// The value as `make_answers.py` writes it.
struct Renderer<'g, 'de> {
    graph: &'g Graph<'de>,
    numbers: HashMap<NodeId, usize>,
}

impl Renderer<'_, '_> {
    fn render(&mut self, id: NodeId) -> String {
        let node = self.graph.node(id);
        let mut number = String::new();
        if matches!(node, Node::List(_) | Node::Dict(_) | Node::Set(_) | Node::ByteArray(_)) {
            if let Some(number) = self.numbers.get(&id) {
                return format!("#{number}");
            }
            number = format!("#{}", self.numbers.len());
            self.numbers.insert(id, self.numbers.len());
        }
        match node {
            Node::None => "None".to_owned(),
            Node::Bool(true) => "True".to_owned(),
            Node::Bool(false) => "False".to_owned(),
            Node::Int(value) => format!("i{}", hex(&Int::from(value).to_signed_bytes_le())),
            Node::BigInt(value) => format!("i{}", hex(&value.to_signed_bytes_le())),
            // Every NaN is the same here.
            Node::Float(value) => format!("f{:016x}", value.to_bits()),
            Node::Complex(value) => format!("c{:016x}{:016x}", value.0.to_bits(), value.1.to_bits()),
            Node::Str(text) => format!("s{}", hex(text.as_bytes())),
            Node::SurrogateStr(bytes) => format!("s{}", hex(&bytes)),
            Node::ByteString(bytes) => {
                format!("s{}", hex(bytes.iter().map(|byte| char::from(*byte)).collect::<String>().as_bytes()))
            }
            Node::Bytes(bytes) => format!("b{}", hex(&bytes)),
            Node::ByteArray(bytes) => format!("{number}a{}", hex(&bytes)),
            Node::List(items) => format!("{number}[{}]", self.render_all(items)),
            Node::Tuple(items) => format!("({})", self.render_all(items)),
            Node::Dict(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}:{}", self.render(*key), self.render(*value)))
                    .collect();
                format!("{number}{{{}}}", entries.join(","))
            }
            Node::Set(members) => format!("{number}<{}>", self.render_sorted(members)),
            Node::FrozenSet(members) => format!("<{}>", self.render_sorted(members)),
            _ => "?".to_owned(),
        }
    }

    fn render_all(&mut self, items: &[NodeId]) -> String {
        items.iter().map(|item| self.render(*item)).collect::<Vec<_>>().join(",")
    }

    fn render_sorted(&mut self, items: &[NodeId]) -> String {
        let mut items: Vec<String> = items.iter().map(|item| self.render(*item)).collect();
        items.sort();
        items.join(",")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn answer(stream: &[u8]) -> String {
    match read(stream, &ReadOptions::default()) {
        Ok(graph) => Renderer { graph: &graph, numbers: HashMap::new() }.render(graph.root),
        Err(error) => format!("error: {error}"),
    }
}

/// The pickles that are refused here and not by CPython, with the reason.
const REFUSED_HERE: [(&[u8], &str); 1] =
    [(b"Vm\nV\\ud800\n\x93.", "no Python source can define a name with a lone surrogate")];

#[test]
fn values_are_those_of_cpython() {
    let mut wrong = Vec::new();
    for line in ANSWERS.lines() {
        let (stream, expected) = line.split_once(' ').unwrap();
        let found = answer(&unhex(stream));
        if found.starts_with("error") && REFUSED_HERE.iter().any(|(refused, _)| unhex(stream) == *refused) {
            continue;
        }
        if found != expected && !(expected == "error" && found.starts_with("error")) {
            wrong.push(format!("{} {expected} | {found}", unhex(stream).escape_ascii()));
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

fn graph(stream: &[u8]) -> Graph<'_> {
    read(stream, &ReadOptions::default()).unwrap()
}

fn error(stream: &[u8]) -> String {
    read(stream, &ReadOptions::default()).unwrap_err().to_string()
}

fn object<'g>(graph: &'g Graph<'_>, id: NodeId) -> Object<'g> {
    match graph.node(id) {
        Node::Object(number) => graph.object(number).unwrap(),
        node => panic!("{node:?} is no object"),
    }
}

fn root_object<'g>(graph: &'g Graph<'_>) -> Object<'g> {
    object(graph, graph.root)
}

fn root_list<'g>(graph: &'g Graph<'_>) -> &'g [NodeId] {
    match graph.node(graph.root) {
        Node::List(items) => items,
        node => panic!("{node:?} is no list"),
    }
}

fn global_name(graph: &Graph<'_>, id: NodeId) -> String {
    match graph.node(id) {
        Node::Global(number) => {
            let global = &graph.globals[number as usize];
            format!("{}.{}", global.module, global.name)
        }
        node => panic!("{node:?} is no global"),
    }
}

#[test]
fn an_instance_that_occurs_twice_is_one_object() {
    let graph = graph(b"(lp0\ncm\nP\n)\x81p1\n}Vx\nK\x01sbag1\na.");
    let [first, second] = root_list(&graph) else { panic!("two items") };
    assert_eq!(first, second);
    assert!(matches!(object(&graph, *first).effects[..], [Effect::Build(_)]));
}

#[test]
fn an_instance_that_holds_itself_is_an_ordinary_object() {
    let graph = graph(b"cm\nP\n)\x81q\x00}Vn\nh\x00sb.");
    let [Effect::Build(state)] = root_object(&graph).effects[..] else { panic!("one state") };
    let Node::Dict(entries) = graph.node(state) else { panic!("a dict") };
    assert_eq!(entries[0].1, graph.root);
}

#[test]
fn items_and_state_of_a_dict_subclass_both_stay() {
    let graph = graph(b"\x80\x02cm\nD\n)\x81q\x00Va\nK\x01s(Vb\nK\x02Vc\nK\x03u}Vattr\nK\x05sb.");
    let object = root_object(&graph);
    assert_eq!(object.construction, Construction::NewObj);
    assert!(matches!(object.effects, [Effect::SetItems(entries), Effect::Build(_)] if entries.len() == 3));
}

#[test]
fn items_of_a_list_subclass_and_of_a_set_subclass_stay_in_order() {
    let graph = graph(b"cm\nL\n)\x81K\x01a(K\x02K\x03e(K\x04\x90K\x05a.");
    assert!(matches!(
        root_object(&graph).effects,
        [Effect::Append(first), Effect::AddItems(added), Effect::Append(last)]
            if first.len() == 3 && added.len() == 1 && last.len() == 1
    ));
}

#[test]
fn new_arguments_stay() {
    let graph = graph(b"cm\nPoint\nK\x01K\x02\x86\x81.");
    let object = root_object(&graph);
    assert_eq!(global_name(&graph, object.callable), "m.Point");
    assert!(matches!(graph.node(object.arguments.unwrap()), Node::Tuple(items) if items.len() == 2));
}

#[test]
fn keywords_stay() {
    let graph = graph(b"cm\nP\n)}Va\nK\x01s\x92.");
    let object = root_object(&graph);
    assert_eq!(object.construction, Construction::NewObjEx);
    assert!(matches!(graph.node(object.keywords.unwrap()), Node::Dict(entries) if entries.len() == 1));
}

#[test]
fn old_style_instances_are_made_by_inst_and_by_obj() {
    for stream in [&b"(K\x01im\nC\n}b."[..], b"(cm\nC\nK\x01o}b."] {
        let graph = graph(stream);
        let object = root_object(&graph);
        assert_eq!(object.construction, Construction::Inst);
        assert_eq!(global_name(&graph, object.callable), "m.C");
        assert!(matches!(graph.node(object.arguments.unwrap()), Node::Tuple(items) if items.len() == 1));
        assert!(matches!(object.effects[..], [Effect::Build(_)]));
    }
}

#[test]
fn a_state_of_any_type_stays_as_it_is() {
    for state in [&b"(Vcustom\nK\x01t"[..], b"(N}t", b"(}Nt", b"]", b"K\x00", b"\x89", b"Vx\n", b"}", b"N"] {
        let stream = [b"cm\nP\n)\x81", state, b"b."].concat();
        let graph = graph(&stream);
        assert!(matches!(root_object(&graph).effects[..], [Effect::Build(_)]), "{}", stream.escape_ascii());
    }
}

#[test]
fn a_class_may_be_the_result_of_a_call_or_persistent() {
    let dynamic = graph(b"cm\nmake\n)R)\x81.");
    assert_eq!(object(&dynamic, root_object(&dynamic).callable).construction, Construction::Reduce);
    let persistent = graph(b"Vcls\nQ)\x81.");
    assert!(matches!(persistent.node(root_object(&persistent).callable), Node::Persistent(_)));
}

#[test]
fn a_state_setter_is_kept_on_its_object() {
    let graph = graph(b"\x80\x04cm\nP\n)R\x94cm\nsetter\nh\x00}\x86R0.");
    let [Effect::Call(call)] = root_object(&graph).effects[..] else { panic!("one call") };
    assert_eq!(global_name(&graph, object(&graph, call).callable), "m.setter");
}

#[test]
fn a_popped_object_that_the_memo_has_is_no_state_setter() {
    // How Python writes a tuple that it meets again inside itself.
    let graph = graph(b"cm\nP\n)R\x94cm\nQ\nh\x00\x85R\x940.");
    assert!(root_object(&graph).effects.is_empty());
}

#[test]
fn a_state_for_a_global_leaves_every_reference_to_it_valid() {
    let graph = graph(b"(lp0\ncm\nsingleton\np1\n}bag1\na.");
    let [first, second] = root_list(&graph) else { panic!("two items") };
    assert_eq!(first, second);
    let object = object(&graph, *first);
    assert_eq!(object.construction, Construction::Existing);
    assert_eq!(global_name(&graph, object.callable), "m.singleton");
    assert_eq!(graph.offset(object.callable), graph.offset(*first));
}

#[test]
fn names_below_protocol_3_are_those_of_python_2() {
    let name = |stream: &[u8]| {
        let graph = graph(stream);
        global_name(&graph, graph.root)
    };
    assert_eq!(name(b"c__builtin__\nxrange\n."), "builtins.range");
    assert_eq!(name(b"\x80\x02ccopy_reg\n_reconstructor\n."), "copyreg._reconstructor");
    assert_eq!(name(b"\x80\x03c__builtin__\nxrange\n."), "__builtin__.xrange");
    assert_eq!(name(b"\x80\x04V__builtin__\nVxrange\n\x93."), "__builtin__.xrange");
    let options = ReadOptions { fix_imports: false, ..ReadOptions::default() };
    let unmapped = read(b"c__builtin__\nxrange\n.", &options).unwrap();
    assert_eq!(global_name(&unmapped, unmapped.root), "__builtin__.xrange");
}

#[test]
fn a_nested_name_stays_dotted() {
    let graph = graph(b"\x80\x04\x8c\x01m\x8c\x0bOuter.Inner\x93.");
    assert_eq!(global_name(&graph, graph.root), "m.Outer.Inner");
}

#[test]
fn strings_and_bytes_are_borrowed_from_the_input() {
    for stream in [
        &b"\x8c\x02ab."[..],
        b"Vab\n.",
        b"S'ab'\n.",
        b"U\x02ab.",
        b"C\x02ab.",
        b"c_codecs\nencode\nVab\nVlatin1\n\x86R.",
    ] {
        let graph = graph(stream);
        let borrowed = matches!(
            graph.node(graph.root),
            Node::Str(Held::Borrowed("ab"))
                | Node::ByteString(Held::Borrowed(b"ab"))
                | Node::Bytes(Held::Borrowed(b"ab"))
        );
        assert!(borrowed, "{}", stream.escape_ascii());
    }
}

#[test]
fn the_graph_says_where_the_pickle_ends() {
    let graph = graph(b"\x80\x02N.trailing");
    assert_eq!(graph.length, 4);
    assert_eq!(graph.protocol, Protocol::V2);
}

#[test]
fn out_of_band_buffers_are_counted() {
    let options = ReadOptions { buffers: Some(2), ..ReadOptions::default() };
    let graph = read(b"\x80\x05(\x97\x94\x98\x97h\x00t.", &options).unwrap();
    let Node::Tuple(items) = graph.node(graph.root) else { panic!("a tuple") };
    let kinds: Vec<_> = items.iter().map(|item| format!("{:?}", graph.node(*item))).collect();
    assert_eq!(
        kinds,
        [
            "Buffer { index: 0, readonly: true }",
            "Buffer { index: 1, readonly: false }",
            "Buffer { index: 0, readonly: false }"
        ]
    );
    let missing = read(b"\x97\x97\x97.", &options).unwrap_err();
    assert!(missing.to_string().contains("out-of-band buffer 2"), "{missing}");
}

#[test]
fn a_persistent_id_is_a_value() {
    let text = graph(b"Pid\n.");
    let Node::Persistent(id) = text.node(text.root) else { panic!("persistent") };
    assert!(matches!(text.node(id), Node::Str(Held::Borrowed("id"))));
    let tuple = graph(b"Va\nK\x01\x86Q.");
    let Node::Persistent(id) = tuple.node(tuple.root) else { panic!("persistent") };
    assert!(matches!(tuple.node(id), Node::Tuple(_)));
}

#[test]
fn a_call_that_python_does_not_write_stays_a_call() {
    for stream in [
        &b"c_codecs\nencode\nVab\nVutf-8\n\x86R."[..],
        b"c_codecs\nencode\nV\\u20ac\nVlatin1\n\x86R.",
        b"c__builtin__\nbytes\nK\x05\x85R.",
        b"c__builtin__\nset\nVab\n\x85R.",
        b"c__builtin__\ncomplex\nV1j\n\x85R.",
        b"cm\nset\n]\x85R.",
    ] {
        let graph = graph(stream);
        assert_eq!(root_object(&graph).construction, Construction::Reduce, "{}", stream.escape_ascii());
    }
}

#[test]
fn text_ints_have_as_many_digits_as_cpython_allows() {
    let digits = |count: usize| "1".repeat(count);
    let underscores = format!("{}1", "1_".repeat(4299));
    for text in [digits(4300), format!("-{}", digits(4300)), underscores, format!("0x{}", "f".repeat(5000))] {
        assert!(answer(format!("L{text}L\n.").as_bytes()).starts_with('i'));
    }
    assert_eq!(
        error(format!("L{}L\n.", digits(4301)).as_bytes()),
        "the pickle writes an int with more than 4300 digits; raise Limits::max_text_int_digits to load it (at byte 0)"
    );
    let options = ReadOptions { limits: Limits::unlimited(), ..ReadOptions::default() };
    assert!(read(format!("L{}L\n.", digits(4301)).as_bytes(), &options).is_ok());
}

#[test]
fn limits_stop_a_pickle_and_name_their_field() {
    let limited = |limits: Limits, stream: &[u8]| {
        read(stream, &ReadOptions { limits, ..ReadOptions::default() }).unwrap_err().to_string()
    };
    let limits = Limits::default().with_max_alloc_bytes(0).with_max_alloc_factor(1_u64);
    assert_eq!(
        limited(limits, b"NNN."),
        "the pickle needs more than 4 bytes of memory; raise Limits::max_alloc_bytes to load it (at byte 0)"
    );
    assert_eq!(
        limited(Limits::default().with_max_memo_entries(1), b"Nq\x00q\x01."),
        "the pickle stores more than 1 value in its memo; raise Limits::max_memo_entries to load it (at byte 3)"
    );
}

#[test]
fn reading_costs_at_most_a_hundred_bytes_for_each_byte() {
    // The most expensive programs for their length.
    let programs: [&[u8]; 10] = [b"N", b"]", b"(", b")\x85", b"}b", b")R", b"2", b"Nq\x00", b"\x94", b"Na"];
    for program in programs {
        let mut stream = b"cm\nn\n".to_vec();
        stream.extend(program.repeat(10_000));
        stream.extend(b"N.");
        let limits = Limits::default().with_max_alloc_bytes(500).with_max_alloc_factor(100_u64);
        let result = read(&stream, &ReadOptions { limits, ..ReadOptions::default() });
        let limited =
            result.as_ref().err().is_some_and(|error| matches!(error.kind(), ErrorKind::LimitExceeded { .. }));
        assert!(!limited, "{}: {:?}", program.escape_ascii(), result.err());
    }
}

#[test]
fn each_error_says_what_and_where() {
    let cases: [(&[u8], &str); 22] = [
        (b"", "pickle data was truncated: it ends before its STOP (at byte 0)"),
        (b"N", "pickle data was truncated: it ends before its STOP (at byte 1)"),
        (b"NX\x05\0\0\0ab", "pickle data was truncated: BINUNICODE needs 5 bytes, 2 are left (at byte 1)"),
        (b"N\xff", "unknown opcode 0xff (at byte 1)"),
        (b"\x80\xc8N.", "expected a pickle protocol up to 5, found protocol 200 (at byte 0)"),
        (b"h\x07.", "memo index 7 is read before anything is stored there (at byte 0)"),
        (b".", "invalid stack for STOP: it takes more values than there are (at byte 0)"),
        (b"N(.", "invalid stack for STOP: a mark lies among the values it takes (at byte 2)"),
        (b"Nt.", "invalid stack for TUPLE: there is no mark (at byte 1)"),
        (b"}(NNNu.", "invalid stack for SETITEMS: the last key has no value (at byte 5)"),
        (b"NNa.", "invalid stack for APPEND: expected a list, found None (at byte 2)"),
        (b"cm\nn\n]R.", "invalid stack for REDUCE: expected a tuple of arguments, found list (at byte 6)"),
        (b"N)R.", "invalid stack for REDUCE: expected a callable, found None (at byte 2)"),
        (b"N)\x81.", "invalid stack for NEWOBJ: expected a class, found None (at byte 2)"),
        (b"]}b.", "invalid stack for BUILD: expected an object, found list (at byte 2)"),
        (b"Iabc\n.", "invalid argument of INT: the text is not an int (at byte 0)"),
        (b"F1e999\n.", "invalid argument of FLOAT: the float is too large (at byte 0)"),
        (b"Sabc\n.", "invalid argument of STRING: the string is not quoted (at byte 0)"),
        (b"X\x01\0\0\0\xff.", "invalid argument of BINUNICODE: the text is not UTF-8 (at byte 0)"),
        (b"\x82\x00.", "invalid argument of EXT1: the extension code is not positive (at byte 0)"),
        (b"NVm\nVn\n}]Ns.", "expected a hashable dict key or set member, found list (at byte 8)"),
        (
            b"\x97.",
            "the pickle uses out-of-band buffer 0, which was not given; pass it with Unpickler::buffers (at byte 0)",
        ),
    ];
    for (stream, expected) in cases {
        assert_eq!(error(stream), expected);
    }
}

/// Written by `tests/data/make_outside_answers.py`.
const OUTSIDE_ANSWERS: &str = include_str!("../../tests/data/outside-answers.txt");

/// The items of the root, as `make_outside_answers.py` writes them.
fn outside_answer(stream: &[u8]) -> String {
    let item = |node: Node<'_, '_>| match node {
        Node::Buffer { index: 0, .. } => format!("r{}", hex(b"first")),
        Node::Buffer { readonly: true, .. } => format!("r{}", hex(b"second")),
        Node::Buffer { .. } => format!("w{}", hex(b"second")),
        Node::Bytes(bytes) => format!("r{}", hex(&bytes)),
        Node::Extension(code) => format!("e{code}"),
        node => format!("{node:?}"),
    };
    match read(stream, &ReadOptions { buffers: Some(2), ..ReadOptions::default() }) {
        Ok(graph) => root_list(&graph).iter().map(|id| item(graph.node(*id))).collect::<Vec<_>>().join(","),
        Err(_) => "error".to_owned(),
    }
}

#[test]
fn what_a_pickle_takes_from_outside_is_what_cpython_takes() {
    for line in OUTSIDE_ANSWERS.lines() {
        let (stream, expected) = line.split_once(' ').unwrap();
        assert_eq!(outside_answer(&unhex(stream)), expected, "{stream}");
    }
}

/// The opcodes of a pickle, to its `STOP`.
fn opcodes(stream: &[u8]) -> Vec<Opcode> {
    let mut cursor = Cursor::new(stream, ReadOptions::default().limits.max_text_int_digits);
    let mut opcodes = Vec::new();
    while opcodes.last() != Some(&Opcode::Stop) {
        opcodes.push(Instruction::decode(&mut cursor).unwrap().opcode());
    }
    opcodes
}

/// Each opcode is in a pickle that CPython has a value for, and we the same.
#[test]
fn every_opcode_is_read_as_cpython_reads_it() {
    let answers = ANSWERS.lines().map(|line| (line, answer as fn(&[u8]) -> String));
    let outside_answers = OUTSIDE_ANSWERS.lines().map(|line| (line, outside_answer as fn(&[u8]) -> String));
    let mut untested = Opcode::ALL.to_vec();
    for (line, answer) in answers.chain(outside_answers) {
        let (stream, expected) = line.split_once(' ').unwrap();
        let stream = unhex(stream);
        if expected != "error" && answer(&stream) == expected {
            let tested = opcodes(&stream);
            untested.retain(|opcode| !tested.contains(opcode));
        }
    }
    assert_eq!(Opcode::ALL.len(), 68);
    assert!(untested.is_empty(), "no pickle tests {untested:?}");
}

/// A pickle of a dict whose keys are these texts and whose values count up.
fn dict_of(keys: impl Iterator<Item = String>) -> Vec<u8> {
    let entry = |(place, key): (i32, String)| {
        let length = key.len() as u8;
        [b"\x8c", &[length][..], key.as_bytes(), b"J", &place.to_le_bytes()].concat()
    };
    [b"}(".to_vec(), (0..).zip(keys).flat_map(entry).collect(), b"u.".to_vec()].concat()
}

#[test]
fn equal_keys_of_a_dict_of_any_size_are_one() {
    for length in [2, 16, 17, 255, 256, 1000] {
        let names = (0..length).map(|number| format!("key {number}"));
        for (pickle, last) in [(dict_of(names.clone()), 1), (dict_of(names.chain(["key 1".to_owned()])), length)] {
            let graph = graph(&pickle);
            let entries = graph.dict_entries(graph.root);
            assert_eq!(entries.len(), length as usize);
            assert!(matches!(graph.node(entries[1].1), Node::Int(value) if value == last), "{length}");
        }
    }
}

#[test]
fn a_dict_with_the_keys_of_the_one_before_and_one_more_is_looked_at() {
    let pickle =
        b"](}(Va\nq\0K\x01Vb\nq\x01K\x02u}(h\0K\x03h\x01K\x04u}(h\0K\x05h\x01K\x06h\0K\x07u}h\0K\x08sh\0K\x09se.";
    assert_eq!(answer(pickle), "#0[#1{s61:i01,s62:i02},#2{s61:i03,s62:i04},#3{s61:i07,s62:i06},#4{s61:i09}]");
}

#[test]
fn a_dict_that_has_moved_can_have_equal_keys_and_grow() {
    let pickle = b"}q\0(Va\nK\x01Vb\nK\x02u0]q\x01(N}(NNueh\0(Va\nK\x03Vb\nK\x04Vc\nK\x05u.";
    let pickle = [&pickle[..pickle.len() - 1], b"0h\0."].concat();
    assert_eq!(answer(&pickle), "#0{s61:i03,s62:i04,s63:i05}");
}

#[test]
fn a_long_list_or_dict_gets_its_memory_at_once() {
    // As many that doubling would leave nearly half of the memory unused.
    let count = 140_000;
    let list: Vec<(i64, String)> = (0..count).map(|number| (number, format!("{number:06}"))).collect();
    let pickle = crate::dumps(&list).unwrap();
    let graph = crate::Graph::loads(&pickle).unwrap();
    let nearly = |capacity: usize, len: usize| capacity >= len && capacity < len + len / 5;
    assert!(nearly(graph.records.capacity(), graph.len()), "{} nodes", graph.records.capacity());
    assert!(nearly(graph.texts.capacity(), list.len()), "{} texts", graph.texts.capacity());

    let dict: indexmap::IndexMap<i64, f64> = (0..count).map(|number| (number, 0.5)).collect();
    let pickle = crate::dumps(&dict).unwrap();
    let graph = crate::Graph::loads(&pickle).unwrap();
    assert!(nearly(graph.records.capacity(), graph.len()), "{} nodes", graph.records.capacity());
}

#[test]
fn no_memory_is_expected_that_the_limits_do_not_allow() {
    // The first thousand items make the rest look as if it were a million.
    let bytes = vec![0; 1 << 20];
    let pickle = [&b"\x80\x04]("[..], &b"N".repeat(1000), b"eB\0\0\x10\0", &bytes, b"a."].concat();
    let limits = Limits::default().with_max_alloc_bytes(100_000).with_max_alloc_factor(0_u64);
    let graph = crate::Unpickler::new().limits(limits).graph(&pickle).unwrap();
    assert_eq!((graph.len(), graph.records.capacity() < 3000), (1002, true));
    assert!(crate::Graph::loads(&pickle).unwrap().records.capacity() > 100_000);
}

/// `MEMOIZE` and `BINGET` are looked for behind every other opcode, and stand at their own places all the same.
#[test]
fn errors_stand_at_the_opcode_that_has_them() {
    let too_many = ReadOptions { limits: Limits::default().with_max_memo_entries(1), ..ReadOptions::default() };
    let cases: [(&[u8], &ReadOptions, u64); 8] = [
        (b"h\x05.", &ReadOptions::default(), 0),
        (b"\x94.", &ReadOptions::default(), 0),
        (b"K\x01h\x05.", &ReadOptions::default(), 2),
        (b"K\x01\x94h\x05.", &ReadOptions::default(), 3),
        (b"K\x010\x94.", &ReadOptions::default(), 3),
        (b"(\x94.", &ReadOptions::default(), 1),
        (b"K\x01\x94K\x02\x94.", &too_many, 5),
        (b"K\x01\x94h\x00K", &ReadOptions::default(), 5),
    ];
    for (pickle, options, offset) in cases {
        let error = read(pickle, options).expect_err("it is no pickle");
        assert_eq!(error.offset(), Some(offset), "{pickle:?}: {error}");
    }
}

#[test]
fn a_node_stands_at_the_opcode_that_made_it() {
    let graph = read(b"K\x01\x94h\x00K\x02\x86\x94h\x01\x86.", &ReadOptions::default()).unwrap();
    let offset = |id| graph.offset(id);
    let [pair, again] = *graph.tuple_items(graph.root) else { panic!("it is a tuple of two") };
    assert_eq!((offset(graph.root), offset(pair), pair), (11, 7, again));
    assert_eq!(graph.tuple_items(pair).iter().map(|id| offset(*id)).collect::<Vec<_>>(), [0, 5]);
}
