"""`Literal` fields: strings, numbers, and kinds mixed."""
# python: 3.8+
from dataclasses import dataclass
from typing import List, Literal, Optional

Mode = Literal["r", "w", "rw"]


@dataclass
class Sample:
    mode: Mode
    status: Literal["open", "closed"]
    level: Literal[1, 2, 3]
    mixed: Literal["auto", 0, True, None]
    modes: List[Mode]
    maybe: Optional[Literal["yes", "no"]] = None


def samples():
    return [
        Sample("r", "open", 1, "auto", []),
        Sample("rw", "closed", 3, 0, ["w", "rw"], "no"),
        Sample("w", "open", 2, True, ["r"], "yes"),
        Sample("w", "closed", 2, None, []),
    ]
