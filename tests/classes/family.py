"""A field typed as the base class that holds the classes derived from it."""
# python: 3.6+
# codegen: --family Contract
from typing import List, Optional


class Contract:
    def __init__(self, symbol: str) -> None:
        self.symbol = symbol


class Stock(Contract):
    def __init__(self, symbol: str, exchange: str) -> None:
        super().__init__(symbol)
        self.exchange = exchange


class Option(Stock):
    def __init__(self, symbol: str, exchange: str, strike: float) -> None:
        super().__init__(symbol, exchange)
        self.strike = strike


class Sample:
    def __init__(self, contract: Contract, others: List[Contract], maybe: Optional[Contract] = None) -> None:
        self.contract = contract
        self.others = others
        self.maybe = maybe


def samples():
    return [
        Sample(Contract("plain"), []),
        Sample(Stock("AAPL", "Q"), [Option("MSFT", "N", 300.5), Contract("base")], Option("F", "N", 12.0)),
    ]
