from dataclasses import dataclass

from shop.base import Entity


@dataclass
class Order(Entity):
    items: list[str]


@dataclass
class Report:
    title: str
