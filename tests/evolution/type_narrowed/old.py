"""An int or a str, and now only an int."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    code: Union[int, str]


def samples():
    return [Account(8), Account("a")]
