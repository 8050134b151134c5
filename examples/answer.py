"""Python's half of the exchange: answer.py FROM_RUST TO_RUST

Loads what Rust wrote, compares it with what it has to be, and sends a changed copy back.
"""

import pickle
import sys

import make_pickles
from models import Address, Customer, LineItem, Order, Status


def expected():
    """The orders of make_pickles.py with the change that exchange makes."""
    orders = make_pickles.orders()
    orders[0].status = Status.PAID
    orders[0].notes["paid"] = "by card"
    orders[0].items.append(LineItem("card-81", 10, orders[0].items[1].price))
    orders[0].customer.email = "countess@example.org"
    return orders


def main(from_rust, to_rust):
    with open(from_rust, "rb") as file:
        orders = pickle.load(file)
    assert orders == expected(), orders
    for order in orders:
        assert type(order) is Order
        assert type(order.status) is Status
        assert type(order.customer) is Customer
        assert type(order.customer.address) is Address
        assert all(type(item) is LineItem for item in order.items)
        assert order.status is Status(order.status.value)
    assert orders[0].customer is orders[2].customer
    print("Python: equal, of the same types, and the orders of one customer share it")

    orders[1].status = Status.SHIPPED
    orders[2].customer.name = "Ada, Countess of Lovelace"
    orders.append(Order(orders[0].id, orders[1].customer, orders[0].placed, []))
    with open(to_rust, "wb") as file:
        pickle.dump(orders, file, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main(*sys.argv[1:])
