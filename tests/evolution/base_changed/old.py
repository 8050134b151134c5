"""The class derives from another class, whose fields are others."""

from dataclasses import dataclass


@dataclass
class Named:
    name: str


@dataclass
class Dated:
    year: int


@dataclass
class Account(Named):
    number: int


def samples():
    return [Account("a", 7)]
