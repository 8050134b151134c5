"""A plain class whose `__init__` has the types."""

import uuid
from datetime import datetime
from typing import Dict, List, Optional


class Part:
    def __init__(self, number: int) -> None:
        self.number = number


class Session:
    LIMIT = 5

    def __init__(
        self,
        user: str,
        tags: Optional[List[str]] = None,
        parent: "Optional[Session]" = None,
        retries=3,
        *rest: int,
        timeout: float = 1.5,
        **options: str,
    ) -> None:
        self.user = user
        self.tags = tags or []
        self.labels = tags if tags is not None else []
        self.parent = parent
        self.retries = retries
        self.rest = rest
        self.options = options
        self.timeout, self.limit = timeout, 2.0
        self.id = uuid.uuid4()
        self.started = datetime.now()
        self.part = Part(1)
        self.names = list(self.tags)
        self.copy = list(rest)
        self.cache: Dict[str, int] = {}
        self.count = 0
        self.ready = not rest
        self.title = f"{user}"
        self.squares = [n * n for n in rest]
        self._private = "p"
        self.__secret = b"s"
        if retries:
            self.error: Optional[str] = "bad"
        else:
            self.error = None
        with open("x") as log:
            self.last = None
            self.last = 1.0
