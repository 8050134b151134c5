"""Makes orders.pickle, what the shop's Python service would send: python3 examples/make_pickles.py"""

import os
import pickle
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

from models import Address, Customer, LineItem, Order, Status

FOLDER = os.path.dirname(os.path.abspath(__file__))


def orders():
    ada = Customer(1, "Ada Lovelace", Address("St James's Square 12", "London", "GB"), "ada@example.org")
    guido = Customer(2, "Guido", Address("Kalverstraat 1", "Amsterdam"))
    summer_time = timezone(timedelta(hours=2))
    return [
        Order(
            UUID("6f1c1c26-5c4e-4a4e-9a57-0c7be1f4c001"),
            ada,
            datetime(2024, 5, 17, 9, 30, tzinfo=timezone.utc),
            [LineItem("engine-1", 1, Decimal("1299.00")), LineItem("card-80", 200, Decimal("0.05"))],
            notes={"gift": "yes", "wrap": "blue"},
        ),
        Order(
            UUID("6f1c1c26-5c4e-4a4e-9a57-0c7be1f4c002"),
            guido,
            datetime(2024, 5, 17, 11, 0, 0, 250000, tzinfo=summer_time),
            [LineItem("snake-0", 3, Decimal("19.95"))],
            Status.PAID,
        ),
        Order(
            UUID("6f1c1c26-5c4e-4a4e-9a57-0c7be1f4c003"),
            ada,
            datetime(2024, 5, 18, 8, 15),
            [],
            Status.SHIPPED,
            {"carrier": "Postbode"},
        ),
    ]


if __name__ == "__main__":
    with open(os.path.join(FOLDER, "orders.pickle"), "wb") as file:
        pickle.dump(orders(), file, protocol=4)
