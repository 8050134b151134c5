"""A subclass of `UserString`: from protocol 2 on its text is an argument of `__new__` as well."""
# python: 3.6+
import collections


class Code(collections.UserString):
    def __init__(self, text: str, system: str = "ean") -> None:
        super().__init__(text)
        self.system = system


class Sample:
    def __init__(self, code: Code) -> None:
        self.code = code


def samples():
    return [Sample(Code("4711")), Sample(Code("", "isbn"))]
