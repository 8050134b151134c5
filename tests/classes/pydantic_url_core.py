"""An `HttpUrl` in a model of pydantic up to 2.9: an instance of a class of pydantic's core."""
# python: 3.8+
# needs: pydantic>=2, pydantic<2.10
# rust: dumps what Python refuses
from typing import Optional

from pydantic import BaseModel, HttpUrl


class Sample(BaseModel):
    home: HttpUrl
    feed: Optional[HttpUrl] = None


def samples():
    return [Sample(home="https://example.org/one"), Sample(home="https://example.org/two", feed="http://example.com/")]
