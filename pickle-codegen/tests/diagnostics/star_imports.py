from typing import *
from elsewhere import *


class Refused(ShopError):
    id: int


class Held:
    error: ShopError
    items: List[int]
    cause: ValueError
