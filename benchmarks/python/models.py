"""The classes of the benchmarks, and their instances from the data that the Rust side writes as JSON."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Optional


@dataclass
class User:
    """W1: somebody with an account."""

    id: int
    name: str
    email: Optional[str]
    active: bool
    score: float
    tags: list[str]


@dataclass
class Customer:
    """W2: somebody who orders; about ten orders refer to the same object."""

    id: int
    name: str
    email: Optional[str]


@dataclass
class LineItem:
    """W2: some pieces of one article."""

    sku: str
    quantity: int
    price: Decimal


@dataclass
class Order:
    """W2: what a customer ordered."""

    id: int
    customer: Customer
    items: list[LineItem]
    placed: datetime
    total: Decimal
    notes: dict[str, str]


@dataclass
class Event:
    """W6: one small object."""

    id: int
    kind: str
    user: str
    at: float
    level: int
    handled: bool
    source: Optional[str]
    tags: list[str]


def users(data):
    """Users whose tags are the same few strings, as those of a program are."""
    return [User(**{**user, "tags": [sys.intern(tag) for tag in user["tags"]]}) for user in data]


def orders(data):
    """Orders that share their customers."""
    customers = {order["customer"]["id"]: Customer(**order["customer"]) for order in data}
    return [order(fields, customers[fields["customer"]["id"]]) for fields in data]


def order(fields, customer):
    """One order, with the date and the decimals that JSON does not have."""
    return Order(
        id=fields["id"],
        customer=customer,
        items=[LineItem(item["sku"], item["quantity"], Decimal(item["price"])) for item in fields["items"]],
        placed=datetime(1970, 1, 1) + timedelta(microseconds=fields["placed"]),
        total=Decimal(fields["total"]),
        notes={sys.intern(key): value for key, value in fields["notes"].items()},
    )


def event(data):
    """The event."""
    return Event(**data)


def plain(data):
    """Numbers and texts are what JSON has."""
    return data


def blobs(data):
    """So many values of so many bytes, each of another byte."""
    return [bytes([index % 256]) * data["size"] for index in range(data["count"])]


def array(data):
    """A numpy array of so many floats."""
    import numpy

    return numpy.arange(data["count"], dtype=numpy.float64)
