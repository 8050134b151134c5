//! Base classes: the attributes of one struct among those of another.

use std::borrow::Cow;
use std::fmt::Debug;

use pickle_core::{Any, Attributes, Maybe, Pickle, PickleClass, Pickler, Place, Protocol, Unpickle, loads};

use crate::library_pickles::ATTRS_DERIVED;
use crate::pickles_of_bases::{
    COURT, GUEST, LEAGUE, MEMBER, MEMBER_WITH_MORE, MEMBER_WITHOUT_AGE, MEMBER_WITHOUT_NAME, SCREENING, TRAINER,
};
use crate::{any, check_error, check_exactly, check_protocols};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "club")]
struct Person {
    name: String,
    #[pickle(default = 18)]
    age: u8,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "club")]
struct Member {
    #[pickle(flatten)]
    person: Person,
    number: i64,
}

fn ann(age: u8) -> Member {
    Member { person: Person { name: "Ann".to_owned(), age }, number: 7 }
}

/// Loads pickles of CPython, and holds dumps at the same protocols to the same objects.
fn check_all<T>(pickles: &[&'static [u8]], expected: &T)
where
    T: Pickle + Unpickle<'static> + PartialEq + Debug,
{
    for pickle in pickles {
        let loaded: T = loads(pickle).expect("the pickle loads");
        assert_eq!(loaded, *expected);
        let protocol = match pickle {
            [0x80, protocol, ..] => Protocol::try_from(*protocol).expect("the protocol is known"),
            _ => Protocol::V0,
        };
        let dumped = Pickler::new().protocol(protocol).dumps(&loaded).expect("the value dumps");
        assert_eq!(any(&dumped), any(pickle), "{protocol:?}");
    }
}

#[test]
fn a_dataclass_has_the_fields_of_its_base() {
    check_all(&MEMBER, &ann(30));
    check_protocols(&ann(30), Protocol::V0);
}

#[test]
fn the_class_has_one_list_of_fields() {
    let names: Vec<&str> = Member::CLASS.fields.iter().map(|field| field.name).collect();
    assert_eq!(names, ["name", "age", "number"]);
}

#[test]
fn unknown_attributes_are_denied() {
    check_error::<Member>(
        MEMBER_WITH_MORE[2],
        "club.Member object has the unknown attribute 'vip': add a field for it, or keep it in a #[pickle(rest)] \
         field, or drop it with #[pickle(unknown = \"ignore\")] (at byte 73)",
    );
}

#[test]
fn unknown_attributes_are_kept_by_the_outer_struct() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club", name = "Member")]
    struct Open {
        #[pickle(flatten)]
        person: Person,
        number: i64,
        #[pickle(rest)]
        extra: Attributes,
    }

    let mut extra = Attributes::new();
    extra.insert("vip", true);
    let Member { person, number } = ann(30);
    check_all(&MEMBER_WITH_MORE, &Open { person, number, extra });
}

#[test]
fn a_missing_attribute_of_the_base_is_named_with_the_outer_class() {
    check_error::<Member>(
        MEMBER_WITHOUT_NAME[2],
        "club.Member object lacks the attribute 'name': was it written by an older version of the class? add \
         #[pickle(default)] to the field (at byte 30)",
    );
}

#[test]
fn a_missing_attribute_has_the_default_of_the_base() {
    for pickle in MEMBER_WITHOUT_AGE {
        assert_eq!(loads::<Member>(pickle).expect("the pickle loads"), ann(18));
    }
}

#[test]
fn a_missing_attribute_is_remembered_by_the_base() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct Lax {
        age: Maybe<u8>,
        name: Maybe<String>,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club", name = "Member")]
    struct LaxMember {
        number: i64,
        #[pickle(flatten)]
        lax: Lax,
    }

    let lax = Lax { age: Maybe::Present(30), name: Maybe::Absent };
    let member = LaxMember { number: 7, lax };
    for pickle in MEMBER_WITHOUT_NAME {
        assert_eq!(loads::<LaxMember>(pickle).expect("the pickle loads"), member);
    }
    check_protocols(&member, Protocol::V0);
}

#[test]
fn a_mistaken_attribute_of_the_base_is_named() {
    #[derive(Debug, Pickle)]
    #[pickle(module = "club")]
    struct Mistaken {
        #[pickle(rename = "name")]
        _name: Vec<i64>,
        #[pickle(rename = "age")]
        _age: i64,
    }

    #[derive(Debug, Pickle)]
    #[pickle(module = "club", name = "Member")]
    struct Outer {
        #[pickle(flatten)]
        _mistaken: Mistaken,
        #[pickle(rename = "number")]
        _number: i64,
    }

    check_error::<Outer>(MEMBER[2], "name: expected list, found str (at byte 42)");
}

#[test]
fn a_base_has_a_base() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct Trainer {
        #[pickle(flatten)]
        member: Member,
        sport: String,
    }

    let trainer = Trainer { member: ann(30), sport: "aikido".to_owned() };
    check_all(&TRAINER, &trainer);
    check_protocols(&trainer, Protocol::V0);
}

#[test]
fn a_class_has_several_bases() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct Skill {
        sport: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct Nothing;

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct Trainer {
        #[pickle(flatten)]
        person: Person,
        #[pickle(flatten)]
        nothing: Nothing,
        number: i64,
        #[pickle(flatten)]
        skill: Skill,
    }

    let Member { person, number } = ann(30);
    let trainer = Trainer { person, nothing: Nothing, number, skill: Skill { sport: "aikido".to_owned() } };
    check_all(&TRAINER, &trainer);
    check_protocols(&trainer, Protocol::V0);
}

#[test]
fn slots_of_a_base_are_slots_beside_a_dict() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club", layout = "slots")]
    struct Room {
        room: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club", layout = "dict_slots")]
    struct Court {
        #[pickle(flatten)]
        place: Room,
        surface: String,
    }

    assert_eq!(Court::CLASS.fields[0].place, Place::Slot);
    check_all(&COURT, &Court { place: Room { room: "B2".to_owned() }, surface: "clay".to_owned() });
}

#[test]
fn a_base_is_a_list() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct Team {
        #[pickle(items)]
        members: Vec<i64>,
        title: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct League {
        #[pickle(flatten)]
        team: Team,
        level: i64,
    }

    let league = League { team: Team { members: vec![1, 2], title: "first".to_owned() }, level: 3 };
    check_all(&LEAGUE, &league);
    check_protocols(&league, Protocol::V0);
}

#[test]
fn a_base_borrows_and_the_outer_struct_has_parameters() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club")]
    struct Person<'a> {
        name: Cow<'a, str>,
        age: u8,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "club", newargs(ticket))]
    struct Guest<'a, T> {
        #[pickle(flatten)]
        person: Person<'a>,
        ticket: T,
    }

    let guest: Guest<'_, Any> = loads(GUEST[2]).expect("the pickle loads");
    assert!(matches!(guest.person.name, Cow::Borrowed("Ann")));
    check_all(&GUEST[1..], &Guest { person: Person { name: "Ann".into(), age: 30 }, ticket: 9 });
}

#[test]
fn an_attrs_class_with_slots_has_the_attributes_of_its_base() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "attrs")]
    struct Item {
        x: i64,
        y: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "attrs")]
    struct Gift {
        #[pickle(flatten)]
        item: Item,
        z: String,
    }

    check_exactly(ATTRS_DERIVED, &Gift { item: Item { x: 1, y: "one".to_owned() }, z: "red".to_owned() });
}

#[test]
fn a_mapping_has_the_keys_of_its_base() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(layout = "mapping")]
    struct Movie {
        title: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(layout = "mapping")]
    struct Screening {
        #[pickle(flatten)]
        movie: Movie,
        hall: String,
        minutes: Maybe<i64>,
        #[pickle(rest)]
        extra: Attributes,
    }

    let (movie, hall) = (Movie { title: "Up".to_owned() }, "B2".to_owned());
    check_all(&SCREENING, &Screening { movie, hall, minutes: Maybe::Absent, extra: Attributes::new() });
}
