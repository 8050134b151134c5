//! Every kind of error, once: what it says, on which path, at which byte.

use std::io::{self, Read, Write};

use insta::assert_snapshot;
use pickle_core::pystd::{Date, DateTime, Decimal, OrderedDict, Uuid};
use pickle_core::{
    Any, Bytes, Graph, IndexMap, IndexSet, Int, Limits, OnShared, Pickle, Pickler, Protocol, Tuple, Unpickle,
    Unpickler, Writer, dump, dumps, load, loads,
};

/// The error of loading the pickle as a `T`.
#[track_caller]
fn load_error<'de, T: Unpickle<'de>>(pickle: &'de [u8]) -> String {
    limited_error::<T>(pickle, Limits::default())
}

/// The error of loading the pickle as a `T` under these limits.
#[track_caller]
fn limited_error<'de, T: Unpickle<'de>>(pickle: &'de [u8], limits: Limits) -> String {
    match Unpickler::new().limits(limits).loads::<T>(pickle) {
        Ok(_) => panic!("the pickle was loaded"),
        Err(error) => error.to_string(),
    }
}

/// The error of dumping the value at this protocol.
#[track_caller]
fn dump_error(protocol: Protocol, value: &impl Pickle) -> String {
    Pickler::new().protocol(protocol).dumps(value).expect_err("no pickle").to_string()
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Shop {
    orders: Vec<Order>,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Order {
    customer: Customer,
}

#[derive(Debug, Clone, Pickle)]
#[pickle(module = "shop")]
struct Customer {
    birthday: Date,
}

/// A customer before birthdays were dates.
#[derive(Debug, Clone, Pickle)]
#[pickle(module = "shop", name = "Customer")]
struct OldCustomer {
    birthday: String,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Stock {
    prices: IndexMap<String, i64>,
    tags: IndexSet<String>,
    sizes: Tuple<i64>,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Item {
    name: String,
    price: u8,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop", layout = "slots")]
struct Slotted {
    name: String,
}

/// A frozen dataclass with slots.
#[derive(Debug, Pickle)]
#[pickle(module = "shop", layout = "list")]
struct Frozen {
    name: String,
    price: i64,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop", layout = "args")]
struct Point {
    x: i64,
    y: i64,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop", layout = "call")]
struct Called {
    x: i64,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop", newargs(key))]
struct Keyed {
    #[pickle(arg)]
    key: i64,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
enum Color {
    #[pickle(name = "RED", value = 1)]
    Red,
    #[pickle(name = "GREEN", value = "green")]
    Green,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Painted {
    color: Color,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop", getstate = Even::state, setstate = Even::of_state)]
struct Even {
    half: i64,
}

impl Even {
    fn state(&self) -> i64 {
        self.half * 2
    }

    fn of_state(number: i64) -> Result<Even, String> {
        if number % 2 == 0 { Ok(Even { half: number / 2 }) } else { Err(format!("{number} is odd")) }
    }
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Pair {
    numbers: Vec<Even>,
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Tree {
    children: Vec<Tree>,
}

/// A tree of `levels` with one branch.
fn tree(levels: usize) -> Tree {
    (1..levels).fold(Tree { children: vec![] }, |tree, _| Tree { children: vec![tree] })
}

// ---- The value is of another type.

#[test]
fn a_value_of_another_type_deep_inside() {
    #[derive(Pickle)]
    #[pickle(module = "shop", name = "Order")]
    struct AnyOrder(#[pickle(rename = "customer")] Any);
    #[derive(Pickle)]
    #[pickle(module = "shop", name = "Shop")]
    struct AnyShop(#[pickle(rename = "orders")] Vec<AnyOrder>);

    let customer = Any::of(&Customer { birthday: Date::new(1815, 12, 10).unwrap() }).unwrap();
    let old_customer = Any::of(&OldCustomer { birthday: "1815-12-10".to_owned() }).unwrap();
    let customers = [customer.clone(), customer.clone(), customer, old_customer];
    let pickle = dumps(&AnyShop(customers.map(AnyOrder).into())).unwrap();
    assert_snapshot!(load_error::<Shop>(&pickle), @"orders[3].customer.birthday: expected datetime.date, found str (at byte 191)");
}

#[test]
fn a_value_of_another_type_at_the_top() {
    assert_snapshot!(load_error::<i64>(b"Vx\n."), @"expected int, found str (at byte 0)");
    assert_snapshot!(load_error::<String>(b"\x80\x02}."), @"expected str, found dict (at byte 2)");
    assert_snapshot!(load_error::<Vec<i64>>(b"\x80\x02K\x01K\x02\x86."), @"expected list, found tuple (at byte 6)");
    assert_snapshot!(load_error::<bool>(b"I1\n."), @"expected bool, found int (at byte 0)");
    assert_snapshot!(load_error::<()>(b"I1\n."), @"expected None, found int (at byte 0)");
    assert_snapshot!(load_error::<Option<String>>(b"I1\n."), @"expected str, found int (at byte 0)");
    assert_snapshot!(load_error::<Bytes>(b"Vx\n."), @"expected bytes, found str (at byte 0)");
    assert_snapshot!(load_error::<f64>(b"Vx\n."), @"expected float, found str (at byte 0)");
}

#[test]
fn a_value_of_another_type_in_a_dict() {
    let pickle = b"cshop\nStock\n)\x81}Vprices\n}Vapple\nVone\nssb.";
    assert_snapshot!(load_error::<Stock>(pickle), @"prices['apple']: expected int, found str (at byte 31)");
    assert_snapshot!(load_error::<IndexMap<i64, i64>>(b"}I5\nNs."), @"[5]: expected int, found None (at byte 4)");
    assert_snapshot!(load_error::<IndexMap<(i64, i64), i64>>(b"}I1\nI2\n\x86Ns."), @"[(1, 2)]: expected int, found None (at byte 8)");
    let long = [&b"}V"[..], &b"x".repeat(200), b"\nNs."].concat();
    assert_snapshot!(load_error::<IndexMap<String, i64>>(&long), @"['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...']: expected int, found None (at byte 203)");
}

#[test]
fn a_key_of_another_type() {
    assert_snapshot!(load_error::<IndexMap<String, i64>>(b"}I5\nI1\ns."), @"[key 5]: expected str, found int (at byte 1)");
}

#[test]
fn a_value_of_another_type_in_a_set() {
    assert_snapshot!(load_error::<Stock>(b"cshop\nStock\n)\x81}Vtags\n\x8f(Vnew\nI1\n\x90sb."), @"tags[1]: expected str, found int (at byte 28)");
}

#[test]
fn a_value_of_another_type_in_a_tuple() {
    assert_snapshot!(load_error::<Stock>(b"cshop\nStock\n)\x81}Vsizes\nI1\nVtwo\n\x86sb."), @"sizes[1]: expected int, found str (at byte 25)");
    assert_snapshot!(load_error::<(i64, String)>(b"I1\nI2\n\x86."), @"[1]: expected str, found int (at byte 3)");
}

#[test]
fn a_tuple_of_another_length() {
    assert_snapshot!(load_error::<(i64, i64)>(b"I1\nI2\nI3\n\x87."), @"expected tuple of 2, found tuple of 3 (at byte 9)");
    assert_snapshot!(load_error::<(i64,)>(b"]."), @"expected tuple of 1, found list (at byte 0)");
}

#[test]
fn an_array_of_another_length() {
    assert_snapshot!(load_error::<[i64; 2]>(b"(I1\nl."), @"expected list of 2, found list of 1 (at byte 4)");
    assert_snapshot!(load_error::<[i64; 2]>(b"(I1\nI2\nI3\nl."), @"expected list of 2, found list of 3 (at byte 10)");
}

#[test]
fn a_standard_class_that_holds_something_else() {
    assert_snapshot!(load_error::<Date>(b"cdatetime\ndate\n(C\x04\x00\x00\x00\x00tR."), @"value out of range for Date: year 0 is not in 1 to 9999 (at byte 23)");
    assert_snapshot!(load_error::<Date>(b"cdatetime\ndate\n(C\x03\x07\xd0\x01tR."), @"value out of range for Date: expected 4 packed bytes, found 3 (at byte 22)");
    assert_snapshot!(load_error::<DateTime>(b"cdatetime\ndate\n(C\x04\x07\xd0\x01\x01tR."), @"expected datetime.datetime, found an object made by datetime.date (at byte 23)");
    assert_snapshot!(load_error::<Decimal>(b"cdecimal\nDecimal\n(Vone\ntR."), @"value out of range for Decimal: 'one' is no decimal number; write it like 9.90, 1E+3, NaN or Infinity (at byte 18)");
    assert_snapshot!(load_error::<Uuid>(b"cuuid\nUUID\n)\x81}Vint\nI-1\nsb."), @"int: value out of range for u128: -1 (at byte 19)");
    assert_snapshot!(load_error::<OrderedDict<String, i64>>(b"}."), @"expected collections.OrderedDict, found dict (at byte 0)");
}

// ---- The Rust type cannot hold the value.

#[test]
fn an_int_out_of_range() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81}Vname\nVpear\nsVprice\nI300\nsb."), @"price: value out of range for u8: 300 (at byte 34)");
    assert_snapshot!(load_error::<u32>(b"I-1\n."), @"value out of range for u32: -1 (at byte 0)");
    assert_snapshot!(load_error::<i64>(b"L1180591620717411303424L\n."), @"value out of range for i64: 1180591620717411303424; i128, u128 or pickle_core::Int hold more (at byte 0)");
    assert_snapshot!(load_error::<u128>(b"I-1\n."), @"value out of range for u128: -1 (at byte 0)");
    assert_snapshot!(load_error::<f64>(b"L9007199254740993L\n."), @"value out of range for f64: no float is 9007199254740993; pickle_core::Int holds it (at byte 0)");
}

#[test]
fn text_out_of_range() {
    assert_snapshot!(load_error::<String>(b"V\\ud800\n."), @"value out of range for str: it holds lone surrogates, which UTF-8 has no place for; pickle_core::PyString holds it (at byte 0)");
    assert_snapshot!(load_error::<String>(b"S'\\xe9'\n."), @"value out of range for str: a str of Python 2 that is not ASCII; set Unpickler::encoding or Unpickler::errors, or load it as Bytes (at byte 0)");
    assert_snapshot!(load_error::<&str>(b"V\\u00e9\n."), @"expected a str that the pickle holds verbatim, to borrow it, found one that is escaped or converted; String or Cow<str> can hold it (at byte 0)");
    assert_snapshot!(load_error::<char>(b"Vab\n."), @"value out of range for char: a str of 2 characters (at byte 0)");
}

// ---- Attributes.

#[test]
fn a_missing_attribute() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81}Vname\nVpear\nsb."), @"shop.Item object lacks the attribute 'price': was it written by an older version of the class? add #[pickle(default)] to the field (at byte 12)");
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81."), @"shop.Item object lacks the attribute 'name': was it written by an older version of the class? add #[pickle(default)] to the field (at byte 12)");
}

#[test]
fn an_unknown_attribute() {
    let pickle = b"cshop\nItem\n)\x81}Vname\nVpear\nsVprice\nI1\nsVcolour\nVgreen\nsb.";
    assert_snapshot!(load_error::<Item>(pickle), @r#"shop.Item object has the unknown attribute 'colour': add a field for it, or keep it in a #[pickle(rest)] field, or drop it with #[pickle(unknown = "ignore")] (at byte 46)"#);
}

#[test]
fn an_attribute_whose_name_is_no_text() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81}I1\nI1\nsb."), @"expected an attribute name of shop.Item, found int (at byte 14)");
}

// ---- The class and its layout.

#[test]
fn another_class() {
    assert_snapshot!(load_error::<Item>(b"cshop\nOrder\n)\x81}b."), @"expected shop.Item, found an object made by shop.Order (at byte 13)");
    assert_snapshot!(load_error::<Item>(b"}."), @"expected shop.Item, found dict (at byte 0)");
    assert_snapshot!(load_error::<Item>(b"\x80\x04\x8c\x0bshop.models\x8c\x04Item\x93)\x81."), @"expected shop.Item, found an object made by shop.models.Item (at byte 23)");
}

#[test]
fn the_class_and_not_an_instance() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n."), @"expected shop.Item, found the global shop.Item (at byte 0)");
}

#[test]
fn a_function_that_would_run() {
    assert_snapshot!(load_error::<Item>(b"cos\nsystem\n(Vtouch pwned\ntR."), @"expected shop.Item, found an object made by os.system (at byte 26)");
    assert_snapshot!(load_error::<Item>(b"cos\nsystem\n."), @"expected shop.Item, found the global os.system (at byte 0)");
}

#[test]
fn a_dict_for_a_list_of_fields() {
    assert_snapshot!(load_error::<Frozen>(b"cshop\nFrozen\n)\x81}Vname\nVpear\nsVprice\nI1\nsb."), @"expected a list as the state of shop.Frozen, found dict (at byte 15)");
}

#[test]
fn a_list_of_fields_for_a_dict() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81(Vpear\nI1\nlb."), @"expected a dict as the state of shop.Item, found list (at byte 23)");
    assert_snapshot!(load_error::<Slotted>(b"cshop\nSlotted\n)\x81(Vpear\nlb."), @"expected a (dict or None, dict) tuple as the state of shop.Slotted, found list (at byte 23)");
}

#[test]
fn a_list_of_fields_of_another_length() {
    assert_snapshot!(load_error::<Frozen>(b"cshop\nFrozen\n)\x81(Vpear\nlb."), @"expected a state of 2 values for shop.Frozen, found 1 value (at byte 22)");
    assert_snapshot!(load_error::<Frozen>(b"cshop\nFrozen\n)\x81(Vpear\nI1\nI2\nlb."), @"expected a state of 2 values for shop.Frozen, found 3 values (at byte 28)");
}

#[test]
fn arguments_of_another_number() {
    assert_snapshot!(load_error::<Point>(b"cshop\nPoint\n(I1\nt\x81."), @"expected shop.Point made with at least 2 arguments, the last for 'y', found 1 argument; if an older version of the class wrote it, add #[pickle(default)] to the field (at byte 17)");
    assert_snapshot!(load_error::<Point>(b"cshop\nPoint\n(I1\nI2\nI3\nt\x81."), @"expected shop.Point made with up to 2 arguments, found 3 arguments (at byte 23)");
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n(I1\nt\x81."), @"expected shop.Item made without arguments, found 1 argument (at byte 16)");
}

#[test]
fn an_argument_of_another_type() {
    assert_snapshot!(load_error::<Point>(b"cshop\nPoint\n(I1\nVx\nt\x81."), @"y: expected int, found str (at byte 16)");
}

#[test]
fn a_call_for_a_new_object_and_a_new_object_for_a_call() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n(Vpear\nI1\ntR."), @r#"expected a shop.Item object made by its __new__, found one made by a call; #[pickle(accept("call"))] takes it (at byte 22)"#);
    assert_snapshot!(load_error::<Called>(b"cshop\nCalled\n(I1\nt\x81."), @r#"expected a shop.Called object made by a call, found one made by its __new__; #[pickle(accept("dict"))] takes it (at byte 18)"#);
}

#[test]
fn entries_or_items_in_a_struct() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81Vkey\nI1\ns."), @"expected a shop.Item object with attributes only, found one with dict entries; load it as pickle_core::Any (at byte 12)");
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81I1\na."), @"expected a shop.Item object with attributes only, found one with items; load it as pickle_core::Any (at byte 12)");
}

#[test]
fn a_state_that_a_function_sets() {
    assert_snapshot!(load_error::<Item>(b"cshop\nItem\n)\x81q\x00cshop\nset_state\nh\x00}\x86R0."), @r#"expected a shop.Item object, found one whose state is set by shop.set_state; name it in #[pickle(state_setter = "shop.set_state")] (at byte 35)"#);
}

// ---- Enums.

#[test]
fn an_enum_with_an_unknown_value() {
    assert_snapshot!(load_error::<Painted>(b"cshop\nPainted\n)\x81}Vcolor\ncshop\nColor\n(I3\ntRsb."), @"color: expected a member of shop.Color (RED, GREEN), found 3 (at byte 41)");
    assert_snapshot!(load_error::<Color>(b"cshop\nColor\n(Vblue\ntR."), @"expected a member of shop.Color (RED, GREEN), found 'blue' (at byte 20)");
    assert_snapshot!(load_error::<Color>(b"cshop\nColor\n(]tR."), @"expected a member of shop.Color (RED, GREEN), found list (at byte 15)");
}

#[test]
fn an_enum_with_an_unknown_name() {
    assert_snapshot!(load_error::<Color>(b"cbuiltins\ngetattr\n(cshop\nColor\nVBLUE\ntR."), @"expected a member of shop.Color (RED, GREEN), found 'BLUE' (at byte 38)");
    assert_snapshot!(load_error::<Color>(b"\x80\x04\x8c\x04shop\x8c\x0aColor.BLUE\x93."), @"expected a member of shop.Color (RED, GREEN), found 'BLUE' (at byte 20)");
}

#[test]
fn another_value_for_an_enum() {
    assert_snapshot!(load_error::<Color>(b"I1\n."), @"expected shop.Color, found int (at byte 0)");
    assert_snapshot!(load_error::<Color>(b"cshop\nSize\n(I1\ntR."), @"expected shop.Color, found an object made by shop.Size (at byte 16)");
}

// ---- Cycles and limits.

#[test]
fn an_object_that_contains_itself() {
    assert_snapshot!(load_error::<Tree>(b"cshop\nTree\n)\x81q\x00}Vchildren\n(h\x00lsb."), @"children[0]: the object contains itself, which an owned Rust value cannot; load it as pickle_core::Graph or Any (at byte 12)");
    assert_snapshot!(load_error::<Vec<Tree>>(b"cshop\nTree\n)\x81q\x00}Vchildren\n(h\x00lsb]h\x00a."), @"[0].children[0]: the object contains itself, which an owned Rust value cannot; load it as pickle_core::Graph or Any (at byte 12)");
}

#[test]
fn an_object_that_two_places_share() {
    let strict = |pickle: &[u8]| {
        let unpickler = Unpickler::new().on_shared(OnShared::Error);
        unpickler.loads::<Vec<Order>>(pickle).expect_err("the pickle is loaded").to_string()
    };
    let order = |customer: &str| format!("(ishop\nOrder\n(dVcustomer\n{customer}sb");
    let customer = "(ishop\nCustomer\np1\n(dVbirthday\ncdatetime\ndate\n(S'\\x07\\xe4\\x02\\x1d'\ntRsb";
    let pickle = format!("({}{}l.", order(customer), order("g1\n"));
    assert_snapshot!(strict(pickle.as_bytes()), @"[1].customer: the shop.Customer object is also at [0].customer, and would be copied; load both as Rc or Arc (pickle-codegen --shared), or allow copies with Unpickler::on_shared (at byte 27)");
    let pickle = format!("({}p2\ng2\nl.", order(customer));
    assert_snapshot!(strict(pickle.as_bytes()), @"[1]: the shop.Order object is also at [0], and would be copied; load both as Rc or Arc (pickle-codegen --shared), or allow copies with Unpickler::on_shared (at byte 2)");
}

#[test]
fn too_deep() {
    let pickle = dumps(&tree(20)).unwrap();
    assert_snapshot!(limited_error::<Tree>(&pickle, Limits::default().with_max_tree_depth(5)), @"children[0].children[0].children: the pickle nests deeper than 5 levels; raise Limits::max_tree_depth to load it (at byte 57)");
    let pickle = [&b"]".repeat(300)[..], &b"a".repeat(299), b"."].concat();
    assert_snapshot!(load_error::<Vec<Vec<Vec<()>>>>(&pickle), @"[0][0][0]: expected None, found list (at byte 3)");
}

#[test]
fn too_far_expanded() {
    let nodes = b"(I1\nI2\nI3\nlq\x00](h\x00h\x00h\x00h\x00e.";
    let limits = Limits::default().with_max_expand_nodes(10).with_expand_factor(1_u64);
    assert_snapshot!(limited_error::<Vec<Vec<i64>>>(nodes, limits.clone()), @"[2]: the pickle expands to more than 10 values; raise Limits::max_expand_nodes to load it (at byte 10)");
    let text = b"Vabcdefghijklmnopqrstuvwxyz\nq\x00](h\x00h\x00h\x00h\x00e.";
    assert_snapshot!(limited_error::<Vec<String>>(text, limits.with_max_expand_bytes(10)), @"[1]: the pickle expands to more than 42 bytes of text and data; raise Limits::max_expand_bytes to load it (at byte 0)");
}

#[test]
fn too_much_memory() {
    let limits = Limits::default().with_max_alloc_bytes(10).with_max_alloc_factor(1_u64);
    assert_snapshot!(limited_error::<Vec<i64>>(b"(I1\nI2\nI3\nl.", limits), @"the pickle needs more than 22 bytes of memory; raise Limits::max_alloc_bytes to load it (at byte 1)");
    assert_snapshot!(limited_error::<i64>(b"I1\np0\np1\n.", Limits::default().with_max_memo_entries(1)), @"the pickle stores more than 1 value in its memo; raise Limits::max_memo_entries to load it (at byte 6)");
    let digits = Limits::default().with_max_text_int_digits(20);
    assert_snapshot!(limited_error::<i64>(b"L123456789012345678901L\n.", digits), @"the pickle writes an int with more than 20 digits; raise Limits::max_text_int_digits to load it (at byte 0)");
    let unpickler = Unpickler::new().limits(Limits::default().with_max_input_bytes(3));
    assert_snapshot!(unpickler.load::<i64>(&b"I12345\n."[..]).unwrap_err(), @"the pickle is longer than 3 bytes; raise Limits::max_input_bytes to load it (at byte 0)");
}

// ---- The pickle is broken.

#[test]
fn a_truncated_pickle() {
    assert_snapshot!(load_error::<Any>(b""), @"pickle data was truncated: it ends before its STOP (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"I1\n"), @"pickle data was truncated: it ends before its STOP (at byte 3)");
    assert_snapshot!(load_error::<Any>(b"I1"), @"pickle data was truncated: INT needs 2 bytes, 1 is left (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"X\x05\x00\x00\x00ab"), @"pickle data was truncated: BINUNICODE needs 5 bytes, 2 are left (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"X\x05\x00"), @"pickle data was truncated: BINUNICODE needs 4 bytes, 2 are left (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"\x80\x04\x95\x09\x00\x00\x00\x00\x00\x00\x00N."), @"pickle data was truncated: FRAME needs 9 bytes, 2 are left (at byte 2)");
    assert_snapshot!(load::<Any>(&b"X\x05\x00\x00\x00ab"[..]).unwrap_err(), @"pickle data was truncated: BINUNICODE needs 5 bytes, 2 are left (at byte 0)");
}

#[test]
fn an_unknown_opcode() {
    assert_snapshot!(load_error::<Any>(b"\x80\x02\xff."), @"unknown opcode 0xff (at byte 2)");
    assert_snapshot!(load_error::<Any>(b"{\"json\": 1}"), @"unknown opcode '{' (0x7b) (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"\x1f\x8b\x08"), @"unknown opcode 0x1f (at byte 0)");
}

#[test]
fn an_unknown_protocol() {
    assert_snapshot!(load_error::<Any>(b"\x80\x06N."), @"expected a pickle protocol up to 5, found protocol 6 (at byte 0)");
}

#[test]
fn a_memo_that_is_empty() {
    assert_snapshot!(load_error::<Any>(b"h\x05."), @"memo index 5 is read before anything is stored there (at byte 0)");
}

#[test]
fn an_invalid_argument() {
    assert_snapshot!(load_error::<Any>(b"Ione\n."), @"invalid argument of INT: the text is not an int (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"F1.2.3\n."), @"invalid argument of FLOAT: the text is not a float (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"Sabc\n."), @"invalid argument of STRING: the string is not quoted (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"X\x01\x00\x00\x00\xff."), @"invalid argument of BINUNICODE: the text is not UTF-8 (at byte 0)");
}

#[test]
fn an_invalid_stack() {
    assert_snapshot!(load_error::<Any>(b"."), @"invalid stack for STOP: it takes more values than there are (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"I1\na."), @"invalid stack for APPEND: it takes more values than there are (at byte 3)");
    assert_snapshot!(load_error::<Any>(b"I1\nI2\na."), @"invalid stack for APPEND: expected a list, found int (at byte 6)");
    assert_snapshot!(load_error::<Any>(b"t."), @"invalid stack for TUPLE: there is no mark (at byte 0)");
    assert_snapshot!(load_error::<Any>(b"I1\n)R."), @"invalid stack for REDUCE: expected a callable, found int (at byte 4)");
    assert_snapshot!(load_error::<Any>(b"I1\nI2\n\x93."), @"invalid stack for STACK_GLOBAL: expected a name as str, found int (at byte 6)");
}

#[test]
fn an_unhashable_key() {
    assert_snapshot!(load_error::<Any>(b"}]Ns."), @"expected a hashable dict key or set member, found list (at byte 1)");
    assert_snapshot!(load_error::<Any>(b"}I1\n]\x86Ns."), @"expected a hashable dict key or set member, found list (at byte 5)");
    assert_snapshot!(load_error::<Any>(b"\x8f(}\x90."), @"expected a hashable dict key or set member, found dict (at byte 2)");
}

#[test]
fn a_buffer_that_was_not_given() {
    assert_snapshot!(load_error::<Bytes>(b"\x80\x05\x97."), @"the pickle uses out-of-band buffer 0, which was not given; pass it with Unpickler::buffers (at byte 2)");
    let unpickler = Unpickler::new().buffers([&b"first"[..]]);
    assert_snapshot!(unpickler.loads::<Vec<Bytes>>(b"\x80\x05](\x97\x97e.").unwrap_err(), @"the pickle uses out-of-band buffer 1, which was not given; pass it with Unpickler::buffers (at byte 5)");
}

// ---- Messages of one's own.

#[test]
fn a_state_that_setstate_refuses() {
    assert_snapshot!(load_error::<Even>(b"cshop\nEven\n)\x81I3\nb."), @"3 is odd (at byte 12)");
    assert_snapshot!(load_error::<Pair>(b"cshop\nPair\n)\x81}Vnumbers\n(cshop\nEven\n)\x81I3\nblsb."), @"numbers[0]: 3 is odd (at byte 36)");
    assert_snapshot!(load_error::<Even>(b"cshop\nEven\n)\x81Vx\nb."), @"expected int, found str (at byte 13)");
    assert_snapshot!(load_error::<Even>(b"cshop\nEven\n)\x81."), @"expected a state of shop.Even, found none (at byte 12)");
}

// ---- Dumping.

#[test]
fn slots_below_protocol_2() {
    let slotted = Slotted { name: "pear".to_owned() };
    assert_snapshot!(dump_error(Protocol::V0, &slotted), @"cannot pickle: shop.Slotted has __slots__; use protocol 2 or higher");
    assert_snapshot!(dump_error(Protocol::V1, &vec![slotted]), @"[0]: cannot pickle: shop.Slotted has __slots__; use protocol 2 or higher");
}

#[test]
fn an_argument_of_the_constructor_below_protocol_2() {
    assert_snapshot!(dump_error(Protocol::V1, &Keyed { key: 1 }), @"cannot pickle: shop.Keyed takes 'key' in its constructor only, where it would be lost; use protocol 2 or higher");
}

#[test]
fn a_name_that_the_protocol_has_no_room_for() {
    #[derive(Pickle)]
    #[pickle(module = "shop", name = "Größe")]
    struct Size {}

    let lines = Graph::loads(b"\x80\x04\x8c\x04shop\x8c\x09two\nlines\x93.").unwrap();
    assert_snapshot!(dump_error(Protocol::V2, &lines), @r#"cannot pickle: 'two\nlines' is a name with a newline; use protocol 4 or higher"#);
    assert_snapshot!(dump_error(Protocol::V2, &Size {}), @"cannot pickle: 'Größe' is a name outside ASCII; use protocol 3 or higher");
    assert_snapshot!(dump_error(Protocol::V2, &vec![Size {}]), @"[0]: cannot pickle: 'Größe' is a name outside ASCII; use protocol 3 or higher");
}

#[test]
fn a_value_that_is_too_deep() {
    assert_snapshot!(Pickler::new().max_depth(4).dumps(&tree(4)).unwrap_err(), @"children[0].children[0]: cannot pickle: the value nests more than 4 levels deep or contains itself; raise Pickler::max_depth if the stack of the thread is large enough, or put what contains itself into an Rc");
}

#[test]
fn what_protocol_0_cannot_spell() {
    let long: Int = "9".repeat(4_301).parse().unwrap();
    assert_snapshot!(dump_error(Protocol::V0, &vec![long]), @"[0]: cannot pickle: the int has more than 4,300 digits; use protocol 2 or higher");
    let buffer = b"\x80\x05\x97.";
    let graph = Unpickler::new().buffers([&b"first"[..]]).graph(buffer).unwrap();
    assert_snapshot!(dump_error(Protocol::V4, &graph), @"cannot pickle: an out-of-band buffer needs protocol 5");
    assert_snapshot!(dump_error(Protocol::V0, &Graph::loads(b"I1\n]\x86Q.").unwrap()), @"cannot pickle: protocol 0 has persistent ids of one line of ASCII only; use protocol 1 or higher");
    assert_snapshot!(dump_error(Protocol::V0, &Graph::loads(b"\x80\x02\x82\x05.").unwrap()), @"cannot pickle: a code of the copyreg extension registry needs protocol 2 or higher");
}

#[test]
fn a_message_of_ones_own_while_dumping() {
    struct Never;
    impl Pickle for Never {
        fn pickle(&self, _: &mut Writer<'_>) -> Result<(), pickle_core::Error> {
            Err(pickle_core::Error::custom("there is no such thing"))
        }
    }
    let values = IndexMap::from([("never".to_owned(), vec![Never])]);
    assert_snapshot!(dump_error(Protocol::V4, &values), @"['never'][0]: there is no such thing");
}

// ---- Streams.

/// A stream that breaks at once.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::ConnectionReset, "the cable is cut"))
    }
}

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::StorageFull, "the disk is full"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_stream_that_breaks() {
    assert_snapshot!(load::<i64>(Broken).unwrap_err(), @"the cable is cut (at byte 0)");
    assert_snapshot!(load::<i64>((&b"\x80\x04"[..]).chain(Broken)).unwrap_err(), @"the cable is cut (at byte 2)");
    assert_snapshot!(dump(&1, Broken).unwrap_err(), @"the disk is full");
}

#[test]
fn the_error_says_its_cause() {
    let error = load::<i64>(Broken).unwrap_err();
    assert_snapshot!(std::error::Error::source(&error).unwrap(), @"the cable is cut");
    assert_snapshot!(format!("{:?}", loads::<i64>(b"N.").unwrap_err()), @r#"Error(Mismatch { expected: "int", found: "None" }: expected int, found None (at byte 0))"#);
}
