"""Another type of a field of a model of pydantic 1."""
# python: 3.8+
# needs: pydantic<2
# codegen: --pydantic-version 1

from pydantic import BaseModel


class Account(BaseModel):
    number: int


def samples():
    return [Account(number=7)]
