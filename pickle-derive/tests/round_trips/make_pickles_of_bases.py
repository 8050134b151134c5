"""Writes pickles_of_bases.rs: pickles of classes with base classes, as CPython writes them at several protocols."""
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

sys.modules["club"] = sys.modules["__main__"]


def in_club(cls):
    cls.__module__ = "club"
    return cls


@in_club
@dataclass
class Person:
    name: str
    age: int = 18


@in_club
@dataclass
class Member(Person):
    number: int = 0


@in_club
@dataclass
class Trainer(Member):
    sport: str = "judo"


@in_club
class Guest(Person):
    def __new__(cls, *ticket):
        return object.__new__(cls)

    def __getnewargs__(self):
        return (self.ticket,)


@in_club
class Place:
    __slots__ = ["room"]

    def __init__(self, room):
        self.room = room


@in_club
class Court(Place):
    def __init__(self, room, surface):
        super().__init__(room)
        self.surface = surface


@in_club
class Team(list):
    def __init__(self, members, title):
        super().__init__(members)
        self.title = title


@in_club
class League(Team):
    def __init__(self, members, title, level):
        super().__init__(members, title)
        self.level = level


class Movie(TypedDict):
    title: str


class Screening(Movie):
    hall: str
    minutes: NotRequired[int]


def with_attributes(instance, **attributes):
    vars(instance).update(attributes)
    return instance


PICKLES = {
    "MEMBER": Member("Ann", 30, 7),
    "MEMBER_WITH_MORE": with_attributes(Member("Ann", 30, 7), vip=True),
    "MEMBER_WITHOUT_NAME": with_attributes(Member.__new__(Member), age=30, number=7),
    "MEMBER_WITHOUT_AGE": with_attributes(Member.__new__(Member), number=7, name="Ann"),
    "TRAINER": Trainer("Ann", 30, 7, "aikido"),
    "GUEST": with_attributes(Guest("Ann", 30), ticket=9),
    "COURT": Court("B2", "clay"),
    "LEAGUE": League([1, 2], "first", 3),
    "SCREENING": Screening(title="Up", hall="B2"),
}


def literal(data):
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in data)


def main():
    text = "//! What make_pickles_of_bases.py makes with CPython 3.12, each at protocols 0, 2, 4 and 5; COURT has slots and no protocol 0.\n\n"
    for name, value in PICKLES.items():
        protocols = [2, 4, 5] if name == "COURT" else [0, 2, 4, 5]
        text += f"pub(crate) const {name}: [&[u8]; {len(protocols)}] = [\n"
        for protocol in protocols:
            text += f'    b"{literal(pickle.dumps(value, protocol=protocol))}",\n'
        text += "];\n"
    Path(__file__).with_name("pickles_of_bases.rs").write_text(text)


main()
