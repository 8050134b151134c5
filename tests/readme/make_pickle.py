"""Makes orders.pickle: python3.12 make_pickle.py"""

import os
import pickle
from datetime import date

from shop import Order

FOLDER = os.path.dirname(os.path.abspath(__file__))

with open(os.path.join(FOLDER, "orders.pickle"), "wb") as file:
    pickle.dump([Order(1, ["tea", "cups"], date(2024, 5, 17)), Order(2, ["milk"])], file)
