"""A field of a model of another type."""
# needs: pydantic>=2.0

from pydantic import BaseModel


class Account(BaseModel):
    number: int


def samples():
    return [Account(number=7)]
