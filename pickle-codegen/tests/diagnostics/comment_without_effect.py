class Order:
    id: int  # pickle: shared
    name: str  # pickle: share
    # pickle: shared


class Line:
    order: Order  # pickle: shared, weak
    number: int  # pickle: weak
    either: Order | int  # pickle: weak
    orders: list[Order]  # pickle: shared


class Empty:  # pickle: family
    pass
