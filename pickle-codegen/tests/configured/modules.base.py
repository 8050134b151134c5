from dataclasses import dataclass


@dataclass
class Base:
    id: int
