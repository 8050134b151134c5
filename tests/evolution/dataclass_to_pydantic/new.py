"""A dataclass that is a model now."""
# needs: pydantic>=2.1

from pydantic import BaseModel


class Account(BaseModel):
    number: int


def samples():
    return [Account(number=8)]
