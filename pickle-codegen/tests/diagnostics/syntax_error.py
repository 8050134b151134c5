class Order(:
    id: int


def total(order:
    print order
