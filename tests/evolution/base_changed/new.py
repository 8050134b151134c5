"""The class derives from another class, whose fields are others."""

from dataclasses import dataclass


@dataclass
class Named:
    name: str


@dataclass
class Dated:
    year: int


@dataclass
class Account(Dated):
    number: int


def samples():
    return [Account(2024, 7)]
