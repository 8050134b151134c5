"""An exception of `@define`: a call with the attributes, which stand in slots."""
# python: 3.8+
# needs: attrs
from attrs import define


@define
class Sample(Exception):
    code: int
    message: str = "failed"


def samples():
    return [Sample(1), Sample(2, "not found")]
