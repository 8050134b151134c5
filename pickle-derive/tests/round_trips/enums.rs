//! Members of enums, by value and by name.

use pickle_core::{Pickle, Protocol};

use crate::pickles::{COLORS, CRIMSON};
use crate::{check, check_error, check_protocols, loads};

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
}
