"""A list that is a tuple now."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    values: tuple


def samples():
    return [Account((1,))]
