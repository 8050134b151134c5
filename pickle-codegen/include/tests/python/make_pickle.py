"""Writes order.pickle: an Order as Python pickles it."""

import pickle
from pathlib import Path

from models import Order

Path(__file__).with_name("order.pickle").write_bytes(pickle.dumps(Order(7, ["ink", "paper"]), protocol=4))
