//! Members of enums, by value and by name.

use pickle_core::{Any, Pickle, Protocol, Value, dumps};

use crate::enum_pickles::{LEVELS, NAMED, ODD};
use crate::pickles::{COLORS, CRIMSON};
use crate::{any, check, check_error, check_protocols, loads};

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop")]
enum Color {
    #[pickle(name = "RED", value = 1, alias("SCARLET", "CRIMSON"))]
    Red,
    #[pickle(name = "GREEN", value = "g")]
    Green,
    #[pickle(name = "BLUE", value = (0.5, b"b", true))]
    Blue,
}

#[test]
fn members_by_value() {
    check(COLORS, &vec![Color::Red, Color::Green, Color::Blue]);
    check_protocols(&vec![Color::Red, Color::Green, Color::Blue], Protocol::V0);
}

#[test]
fn members_by_name() {
    assert_eq!(loads::<Color>(CRIMSON).expect("the pickle loads"), Color::Red);
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Color")]
enum Negative {
    #[pickle(value = -9_223_372_036_854_775_808)]
    Int,
    #[pickle(value = -3.141_592)]
    Float,
}

#[test]
fn negative_values() {
    check_protocols(&vec![Negative::Float, Negative::Int], Protocol::V0);
}

#[test]
fn unknown_members() {
    let expected = "expected a member of shop.Color (Int, Float), found 'CRIMSON' (at byte 63)";
    check_error::<Negative>(CRIMSON, expected);
    let expected = "expected a member of shop.Color (Int, Float), found 2 (at byte 15)";
    check_error::<Negative>(b"cshop\nColor\nK\x02\x85R.", expected);
    check_error::<Negative>(b"K\x02.", "expected shop.Color, found int (at byte 0)");
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Level")]
enum LevelOfYesterday {
    #[pickle(name = "LOW", value = 1)]
    Low,
    #[pickle(other)]
    Other(Any),
}

#[test]
fn other_keeps_unknown_members() {
    for pickle in LEVELS {
        let levels: Vec<LevelOfYesterday> = loads(pickle).expect("the pickle loads");
        let [LevelOfYesterday::Low, LevelOfYesterday::Other(high)] = &levels[..] else { panic!("{levels:?}") };
        let Value::Object(_) = high.value() else { panic!("{high:?}") };
        let dumped = dumps(&levels).expect("the value dumps");
        assert_eq!(loads::<Vec<LevelOfYesterday>>(&dumped).expect("the dump loads"), levels);
    }
    assert_eq!(
        any(&dumps(&loads::<Vec<LevelOfYesterday>>(LEVELS[0]).expect("it loads")).expect("it dumps")),
        any(LEVELS[0])
    );
    check_error::<LevelOfYesterday>(b"K\x02.", "expected shop.Level, found int (at byte 0)");
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop", by = "name")]
enum Named {
    #[pickle(name = "FIRST", value = 1)]
    First,
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Named")]
#[expect(clippy::upper_case_acronyms, reason = "as in Python")]
enum WithoutValue {
    FIRST,
}

#[test]
fn members_that_are_written_by_name() {
    for pickle in NAMED {
        check(pickle, &vec![Named::First, Named::First]);
        check(pickle, &vec![WithoutValue::FIRST, WithoutValue::FIRST]);
    }
    check_protocols(&Named::First, Protocol::V0);
    check_protocols(&WithoutValue::FIRST, Protocol::V0);
    let by_value = b"cshop\nNamed\nK\x01\x85R.";
    assert_eq!(loads::<Named>(by_value).expect("the pickle loads"), Named::First);
    check_error::<WithoutValue>(by_value, "expected a member of shop.Named (FIRST), found 1 (at byte 15)");
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Odd")]
enum Odd {
    #[pickle(name = "NOTHING", value = None)]
    Nothing,
    #[pickle(name = "LISTED", value = [1, 2])]
    Listed,
    #[pickle(name = "MAPPED", value = dict(("k", 1), ("l", 2)))]
    Mapped,
    #[pickle(name = "DAY", value = date(2020, 1, 2))]
    Day,
}

#[test]
fn values_of_all_kinds() {
    let all = vec![Odd::Nothing, Odd::Listed, Odd::Mapped, Odd::Day];
    for pickle in ODD {
        assert_eq!(loads::<Vec<Odd>>(pickle).expect("the pickle loads"), all);
    }
    check(ODD[0], &all);
    let in_another_order = b"cshop\nOdd\n}(Vl\nK\x02Vk\nK\x01u\x85R.";
    assert_eq!(loads::<Odd>(in_another_order).expect("the pickle loads"), Odd::Mapped);
    check_protocols(&all, Protocol::V0);
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "socket")]
enum AddressFamily {
    #[pickle(name = "AF_INET", value = 2)]
    Inet,
}

#[test]
fn members_that_are_globals_of_their_module() {
    let loaded: AddressFamily = loads(b"csocket\nAF_INET\n.").expect("the pickle loads");
    assert_eq!(loaded, AddressFamily::Inet);
    check_error::<AddressFamily>(
        b"csocket\nAF_INET6\n.",
        "expected socket.AddressFamily, found the global socket.AF_INET6 (at byte 0)",
    );
}
