"""A model of pydantic 2 with aliases, which are for JSON: the pickle has the names of the fields."""
# python: 3.8+
# needs: pydantic>=2
from pydantic import BaseModel, Field


class Sample(BaseModel):
    number: int = Field(alias="orderNumber")
    note: str = Field(default="none", alias="orderNote", description="what somebody noted")


def samples():
    return [Sample(orderNumber=1), Sample(orderNumber=2, orderNote="two")]
