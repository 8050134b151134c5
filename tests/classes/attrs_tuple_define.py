"""A class of `@define`, which has slots, for readers with attrs 22.1 and earlier: by position."""
# python: 3.8+
# needs: attrs
# codegen: --attrs-version <22.2
import datetime
from typing import Dict, List, Optional

from attrs import define, field


@define
class Line:
    name: str
    amount: int = 1


@define
class Sample:
    number: int
    lines: List[Line] = field(factory=list)
    due: Optional[datetime.date] = None
    by_name: Dict[str, Line] = field(factory=dict)


def samples():
    lines = [Line("apple"), Line("pear", 2)]
    return [Sample(1), Sample(2, lines, datetime.date(2024, 2, 29), {"plum": Line("Mirabelle", 3)})]
