class Node:
    next: "Node"  # pickle: weak


class Customer: ...


class Order:
    customer: Customer  # pickle: shared
    payer: Customer | None  # pickle: weak(arc)
    others: list[Customer]  # pickle: weak
