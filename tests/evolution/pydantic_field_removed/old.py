"""A field less of a model."""
# needs: pydantic>=2.0

from pydantic import BaseModel


class Account(BaseModel):
    number: int
    name: str


def samples():
    return [Account(number=7, name="a")]
