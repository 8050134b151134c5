"""Classes as values: a pickle only has their names."""

from typing import Optional, Type


class Plugin:
    cls: type[int]
    classes: list[Type[str]]
    bare: type
    optional: Optional[type]
    either: type | str
