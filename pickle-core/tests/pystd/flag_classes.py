"""Flags of the tests, apart from the other classes because Python 2 has no enum."""
import enum


class Permission(enum.Flag):
    READ = 4
    WRITE = 2
    EXECUTE = 1
    ALL = 7


class Mode(enum.IntFlag):
    TEXT = 1
    BINARY = 2
