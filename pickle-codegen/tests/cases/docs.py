"""Documentation is carried over, and cannot be mistaken for links, tags or Rust."""

from dataclasses import dataclass


@dataclass
class Documented:
    """A class with [brackets], <tags> and `code[0]`.

    See https://example.com/a for more.

    Args:
        x: something

    Use it like this::

        value = Documented(1)
        value.x[0]

    Or so:

    >>> Documented(1).x
    1

    ```
    let fenced = true;
    ```
    """

    #: One line.
    a: int
    #: Two lines,
    #: the second.
    b: int
    c: int  #: At the end.
    d: int
    """After it.

    With *two* paragraphs.
    """
    # Not documentation.
    e: int
