from shop import Client, Color

from . import Money
from .money import Amount
from .missing import Missing


class Invoice:
    def __init__(self, total: Money, client: Client, extra: Amount):
        self.total = total
        self.client = client
        self.extra = extra
        self.color = Color.GREEN


class Unused:
    what: Missing
