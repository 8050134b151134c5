//! `Alternative` says of every type which kinds of values it takes, and is right about it.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use pickle_core::pystd::{
    Array, ArrayValues, Complex, Counter, Date, DateTime, Decimal, DefaultDict, Deque, Fraction, Ipv4Address,
    OrderedDict, Path, PathClass, Pattern, Range, SimpleNamespace, Time, TimeDelta, TimeZone, TzInfo, Uuid, ZoneInfo,
};
use pickle_core::{
    Alternative, Any, ByteArray, Bytes, FrozenSet, Global, IndexMap, IndexSet, Int, Kind, Match, Pickle, Pickler,
    Protocol, PyString, Result, Source, Tuple, Unpickle, dumps, loads,
};

/// How far a `T` takes the value.
struct Asked<T>(Match, std::marker::PhantomData<T>);

impl<'de, T: Alternative> Unpickle<'de> for Asked<T> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        Ok(Asked(T::matches(&source.kind()), std::marker::PhantomData))
    }
}

fn asked<T: Alternative>(pickle: &[u8]) -> Match {
    loads::<Asked<T>>(pickle).expect("a kind is never an error").0
}

/// A type takes what it dumps itself, at every protocol.
#[track_caller]
fn check_own<T: Alternative + Pickle>(value: &T) {
    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(value).expect("the value dumps");
        assert_eq!(asked::<T>(&pickle), Match::Exactly, "{} at {protocol}", T::expected());
    }
}

#[test]
fn types_take_what_they_dump() -> Result<()> {
    check_own(&());
    check_own(&true);
    check_own(&1_u8);
    check_own(&Int::from(u128::MAX));
    check_own(&0.5);
    check_own(&"text".to_owned());
    check_own(&PyString::from("text"));
    check_own(&Bytes(b"data".to_vec()));
    check_own(&ByteArray(b"data".to_vec()));
    check_own(&vec![1]);
    check_own(&VecDeque::from([1]));
    check_own(&[1, 2]);
    check_own(&(1, "a".to_owned()));
    check_own(&Tuple(vec![1]));
    check_own(&BTreeMap::from([(1, 2)]));
    check_own(&BTreeSet::from([1]));
    check_own(&FrozenSet::from_iter([1]));
    check_own(&Some(1));
    check_own(&None::<i64>);
    check_own(&Rc::new(Box::new(1)));
    check_own(&Complex::new(0.5, 1.0));
    let date = Date::new(2024, 2, 29)?;
    let time = Time::new(12, 30, 0, 0)?;
    check_own(&date);
    check_own(&time);
    check_own(&DateTime::new(date, time));
    check_own(&TimeDelta::new(1, 2, 3)?);
    check_own(&TimeZone::UTC);
    check_own(&ZoneInfo::new("Europe/Paris"));
    check_own(&TzInfo::from(TimeZone::UTC));
    check_own(&Decimal::new("9.90")?);
    check_own(&Fraction::new(1, 3)?);
    check_own(&Uuid::from_u128(1));
    check_own(&Range::new(0, 3, 1)?);
    check_own(&Path::new(PathClass::PosixPath, "/srv"));
    check_own(&Ipv4Address::from(std::net::Ipv4Addr::LOCALHOST));
    check_own(&Array::new('d', ArrayValues::F64(vec![0.5]))?);
    check_own(&SimpleNamespace::default());
    check_own(&OrderedDict::<i64, i64>::default());
    check_own(&Counter::<String>::default());
    check_own(&Deque::<i64>::default());
    Ok(())
}

/// Values of every kind.
fn samples() -> Vec<Vec<u8>> {
    let mut samples: Vec<Vec<u8>> = [
        &b"N."[..],
        b"I01\n.",
        b"K\x03.",
        b"F0.5\n.",
        b"Vx\n.",
        b"S'x'\n.",
        b"C\x01x.",
        b"\x80\x05\x96\x01\x00\x00\x00\x00\x00\x00\x00x.",
        b"](K\x01K\x02e.",
        b"K\x01K\x02\x86.",
        b"}K\x01K\x02s.",
        b"\x8f(K\x01\x90.",
        b"(K\x01\x91.",
        b"cshop\nOrder\n.",
        b"\x80\x02cshop\nOrder\n)\x81.",
        b"cshop\nOrder\n)R.",
        b"K\x01Q.",
    ]
    .map(<[u8]>::to_vec)
    .into();
    let day = Date::new(2024, 2, 29).expect("it is one");
    samples.push(dumps(&day).expect("it dumps"));
    samples.push(dumps(&Complex::new(0.5, 1.0)).expect("it dumps"));
    samples.push(dumps(&Decimal::new("1").expect("it is one")).expect("it dumps"));
    samples
}

/// What can be loaded as a type is never of a kind that the type does not take.
fn check_loads<T: Alternative + for<'de> Unpickle<'de>>() {
    for pickle in samples() {
        let is_loaded = loads::<T>(&pickle).is_ok();
        let is_taken = asked::<T>(&pickle) != Match::No;
        assert!(is_taken || !is_loaded, "{} takes {}", T::expected(), pickle.escape_ascii());
    }
}

#[test]
fn types_are_asked_what_they_load() {
    check_loads::<()>();
    check_loads::<bool>();
    check_loads::<i64>();
    check_loads::<u128>();
    check_loads::<Int>();
    check_loads::<f64>();
    check_loads::<char>();
    check_loads::<String>();
    check_loads::<Rc<str>>();
    check_loads::<PyString>();
    check_loads::<Bytes>();
    check_loads::<ByteArray>();
    check_loads::<Vec<Any>>();
    check_loads::<[Any; 2]>();
    check_loads::<(Any, Any)>();
    check_loads::<Tuple<Any>>();
    check_loads::<HashMap<i64, i64>>();
    check_loads::<IndexMap<i64, i64>>();
    check_loads::<IndexSet<i64>>();
    check_loads::<FrozenSet<i64>>();
    check_loads::<Option<Box<i64>>>();
    check_loads::<Global<'static>>();
    check_loads::<Any>();
    check_loads::<Complex>();
    check_loads::<Date>();
    check_loads::<Decimal>();
    check_loads::<Pattern>();
    check_loads::<TzInfo>();
    check_loads::<DefaultDict<i64, i64>>();
    check_loads::<pickle_core::pystd::Exception>();
    check_loads::<pickle_core::pystd::NamedTuple>();
    check_loads::<pickle_core::pystd::Flags>();
    check_loads::<pickle_core::Persistent<i64>>();
}

struct IsRed(bool);

impl<'de> Unpickle<'de> for IsRed {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        Ok(IsRed(source.kind() == Kind::Global(Global::new("shop", "Color.RED"))))
    }
}

#[test]
fn united_flags_are_of_the_kind_of_the_first() {
    let pickle = b"c_operator\nor_\n(c_operator\nor_\n(cshop\nColor.RED\nK\x01tRK\x02tR.";
    assert!(loads::<IsRed>(pickle).expect("the pickle loads").0);
}
