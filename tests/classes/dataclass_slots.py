"""A dataclass with slots: the state is `(None, {..})`, and there is none at protocols 0 and 1."""
# python: 3.10+
from dataclasses import dataclass, field


@dataclass(slots=True)
class Sample:
    number: int
    text: str = "default"
    tags: list[int] = field(default_factory=list)
    inner: "Sample | None" = None


def samples():
    return [Sample(1), Sample(2, "two", [3], Sample(4))]
