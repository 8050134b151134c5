"""A field less of a model."""
# needs: pydantic>=2.0

from pydantic import BaseModel


class Account(BaseModel):
    number: int


def samples():
    return [Account(number=8)]
