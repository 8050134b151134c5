"""Classes, functions, methods and other things that a pickle names."""
# python: 3.6+
# rust: writes the form of another Python
import operator
from enum import Enum
from functools import lru_cache, partial
from typing import Any, Callable, Type


class Plain:
    def __init__(self, number: int) -> None:
        self.number = number

    @classmethod
    def make(cls) -> "Plain":
        return cls(1)

    @staticmethod
    def double(number: int) -> int:
        return 2 * number

    def next(self) -> int:
        return self.number + 1


class Colour(Enum):
    RED = 1


def function(*args: int, **kwargs: int) -> int:
    return len(args) + len(kwargs)


@lru_cache(maxsize=None)
def cached(number: int) -> int:
    return number


class Sample:
    cls: Type[Plain]
    enum_class: Type[Colour]
    builtin_class: type
    none_class: type
    function: Callable[..., int]
    builtin: Callable
    cached: Callable[[int], int]
    partial: partial
    partial_keywords: partial
    bound_method: Callable[[], int]
    builtin_method: Callable
    class_method: Callable[[], Plain]
    static_method: Callable[[int], int]
    unbound_method: Callable
    attributes: operator.attrgetter
    items: operator.itemgetter
    method: operator.methodcaller
    ellipsis: Any
    not_implemented: Any


def samples():
    sample = Sample()
    sample.cls = Plain
    sample.enum_class = Colour
    sample.builtin_class = int
    sample.none_class = type(None)
    sample.function = function
    sample.builtin = len
    sample.cached = cached
    sample.partial = partial(function, 1)
    sample.partial_keywords = partial(function, a=1)
    sample.bound_method = Plain(5).next
    sample.builtin_method = [6].append
    sample.class_method = Plain.make
    sample.static_method = Plain.double
    sample.unbound_method = str.upper
    sample.attributes = operator.attrgetter("a.b")
    sample.items = operator.itemgetter(1, 2)
    sample.method = operator.methodcaller("strip", "x")
    sample.ellipsis = ...
    sample.not_implemented = NotImplemented
    return [sample]
