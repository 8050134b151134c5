"""Reads from standard input what Rust dumped with one memo, with one Unpickler, and checks which objects are the same."""

import io
import pickle
import sys

import models

data = getattr(sys.stdin, "buffer", sys.stdin).read()
unpickler = pickle.Unpickler(io.BytesIO(data))

ada = unpickler.load()
assert type(ada) is models.Person and ada.__dict__ == {"name": "Ada Lovelace"}, ada.__dict__
names = unpickler.load()
assert names == ["spam", "eggs"], names
order = unpickler.load()
assert type(order) is models.Order and order.number == 1, order
assert order.customer is ada
again = unpickler.load()
assert again[0] is names and again[1] is names and len(again) == 2, again
text = unpickler.load()
assert text is names[0], text
assert unpickler.load() is ada
try:
    unpickler.load()
except EOFError:
    print("ok")
