//! Values of flags: bits, names, and what unites them.

use pickle_core::{Pickle, PickleFlag, Protocol};

use crate::enum_pickles::{ALL, NO_PERMISSION, READ, READ_WRITE, STYLE, STYLE_UNKNOWN};
use crate::{check, check_error, check_protocols, loads};

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop", flag(EXECUTE = 1, WRITE = 2, READ = 4, ALL = 7))]
struct Permission(u8);

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop", flag(BOLD = 1, ITALIC = 2, DIM = 0x8))]
struct Style(i64);

/// Every version's pickle loads; the bits dump as most versions write them.
fn check_versions<T>(pickles: &[&'static [u8]], expected: &T)
where
    T: Pickle + for<'de> pickle_core::Unpickle<'de> + PartialEq + std::fmt::Debug,
{
    for pickle in pickles {
        assert_eq!(loads::<T>(pickle).expect("the pickle loads"), *expected);
    }
    check(pickles[0], expected);
    check_protocols(expected, Protocol::V0);
}

#[test]
fn values_of_all_versions() {
    check_versions(&READ, &Permission::READ);
    check_versions(&READ_WRITE, &(Permission::READ | Permission::WRITE));
    check_versions(&ALL, &Permission::ALL);
    check_versions(&NO_PERMISSION, &Permission::from_bits(0));
    check_versions(&STYLE, &(Style::BOLD | Style::ITALIC | Style::DIM));
    check_versions(&STYLE_UNKNOWN, &Style::from_bits(64));
}

#[test]
fn bits_are_those_of_the_members() {
    let permission = Permission::READ | Permission::WRITE;
    assert_eq!(permission.bits(), 6);
    assert!(permission.contains(Permission::WRITE) && !permission.contains(Permission::ALL));
    assert_eq!(permission & Permission::WRITE, Permission::WRITE);
    assert_eq!(permission ^ Permission::ALL, Permission::EXECUTE);
    assert!((permission & Permission::EXECUTE).is_empty());
    assert_eq!(Permission::CLASS.bits("ALL"), Some(7));
}

#[test]
fn bare_globals() {
    assert_eq!(loads::<Permission>(b"cshop\nPermission.READ\n.").expect("the pickle loads"), Permission::READ);
    assert_eq!(loads::<Permission>(b"cshop\nREAD\n.").expect("the pickle loads"), Permission::READ);
}

/// Python 3.11.2 writes `Permission.READ | 8` so, and does not load it.
#[test]
fn bits_without_a_member_beside_one() {
    let pickle = b"c_operator\nor_\n(cshop\nPermission.READ\nK\x08tR.";
    assert_eq!(loads::<Permission>(pickle).expect("the pickle loads"), Permission::from_bits(12));
}

#[test]
fn values_that_are_none() {
    check_error::<Permission>(b"K\x04.", "expected shop.Permission, found int (at byte 0)");
    check_error::<Permission>(
        b"c_operator\nor_\n(K\x04K\x08tR.",
        "expected shop.Permission, found an object made by _operator.or_ (at byte 21)",
    );
    check_error::<Permission>(
        b"cshop\nPermission.LIST\n.",
        "expected a member of shop.Permission (EXECUTE, WRITE, READ, ALL), found 'LIST' (at byte 0)",
    );
    check_error::<Permission>(b"cshop\nPermission\nM\x00\x01\x85R.", "value out of range for u8: 256 (at byte 21)");
}

/// `or_(x, or_(x, ..))` twice as deep as there are values of one, each of them shared.
#[test]
fn shared_and_deep_unions_end() {
    let mut pickle = b"c_operator\nor_\nq\x00cshop\nPermission.READ\nq\x01".to_vec();
    for _ in 0..100_000 {
        // Under the value on the stack: or_(value, value).
        pickle.extend(b"q\x020h\x00h\x02h\x02\x86R");
    }
    pickle.push(b'.');
    let loaded: Permission = pickle_core::Unpickler::new()
        .limits(pickle_core::Limits::unlimited())
        .loads(&pickle)
        .expect("the pickle loads");
    assert_eq!(loaded, Permission::READ);
}
