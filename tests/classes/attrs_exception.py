"""An exception of `@attr.s`: a call with the attributes, which are its `__dict__` too."""
# python: 3.8+
# needs: attrs
import attr


@attr.s(auto_exc=True, auto_attribs=True)
class Sample(Exception):
    code: int
    message: str = "failed"


def samples():
    noted = Sample(2, "not found")
    noted.path = "/two"
    return [Sample(1), noted]
