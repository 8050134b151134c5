"""A field more of a model, with a default."""
# needs: pydantic>=2.0

from pydantic import BaseModel


class Account(BaseModel):
    number: int
    name: str = "x"


def samples():
    return [Account(number=8, name="b")]
