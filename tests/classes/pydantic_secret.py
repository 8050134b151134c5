"""A `SecretStr` in a model of pydantic 2: an instance of a class of pydantic."""
# python: 3.8+
# needs: pydantic>=2
from typing import Optional

from pydantic import BaseModel, SecretStr


class Sample(BaseModel):
    user: str
    password: SecretStr
    previous: Optional[SecretStr] = None


def samples():
    return [Sample(user="Ada", password="first"), Sample(user="Grace", password="second", previous="third")]
