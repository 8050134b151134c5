from dataclasses import dataclass


@dataclass
class Order:
    id: int = None


class Basket:
    def __init__(self, id: int = None) -> None:
        self.id = id
