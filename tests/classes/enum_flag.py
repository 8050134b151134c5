"""A `Flag`: one member, named and unnamed combinations, and none at all."""
# python: 3.6+
from enum import Flag, auto


class Access(Flag):
    NONE = 0
    READ = auto()
    WRITE = auto()
    EXECUTE = auto()
    EDIT = READ | WRITE


class Sample:
    def __init__(self, access: Access, others: "list[Access]") -> None:
        self.access = access
        self.others = others


def samples():
    return [
        Sample(Access.READ, []),
        Sample(Access.EDIT, [Access.READ | Access.EXECUTE, Access.NONE]),
        Sample(Access.READ | Access.WRITE | Access.EXECUTE, [Access.WRITE, Access.EXECUTE]),
    ]
