"""Flags."""
from enum import Flag, IntFlag, auto


class Permission(IntFlag):
    """What somebody may do."""

    READ = 4
    WRITE = 2
    EXECUTE = 1
    ALL = READ | WRITE | EXECUTE
    NONE = 0


class Color(Flag, boundary=None):
    RED = auto()
    GREEN = auto()
    BLUE = auto()
    WHITE = RED | GREEN | BLUE
    DARK = auto()




class Access(Flag):
    NONE = 0
    READ = auto()
    WRITE = auto()
    EDIT = READ | WRITE


Mode = Flag("Mode", "FAST SAFE")


class File:
    permission: Permission = Permission.READ
    modes: dict[Mode, str]
