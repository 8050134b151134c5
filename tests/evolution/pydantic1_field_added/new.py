"""A field more of a model of pydantic 1, with a default."""
# python: 3.8+
# needs: pydantic<2
# codegen: --pydantic-version 1

from pydantic import BaseModel


class Account(BaseModel):
    number: int
    name: str = "x"


def samples():
    return [Account(number=8, name="b")]
