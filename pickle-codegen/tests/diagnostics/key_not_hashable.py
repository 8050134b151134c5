class Money:
    amount: float


class Tags:
    names: set[str]


class Order:
    by_ratio: dict[float, int]
    by_money: dict[Money, int]
    nested: list[set[Tags]]


class Keyed:
    # `Order` has become hashable: all its fields are `Any`.
    by_order: dict[Order, int]


class Weights(dict[float, int]):
    pass
