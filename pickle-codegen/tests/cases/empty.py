"""A module without a class."""

import os


def main() -> None:
    class Local:
        a: int

    print(os.name)
