"""A str that is bytes now."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    code: bytes


def samples():
    return [Account(b"b")]
