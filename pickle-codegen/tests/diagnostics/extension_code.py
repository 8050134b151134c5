import copyreg


class Order:
    id: int


copyreg.add_extension("cases", "Order", 100)
