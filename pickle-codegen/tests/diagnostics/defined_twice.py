try:
    import fast
except ImportError:

    class Order:
        id: int

else:

    class Order:
        id: str


class Basket:
    order: Order


class Outer:
    class Inner: ...


class Outer:
    class Inner: ...
