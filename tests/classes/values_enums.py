"""Enums of the standard library, which Python's versions pickle in different ways, and an enum as the key of a dict."""
# python: 3.6+
# rust: writes the form of another Python
import re
import signal
import socket
from enum import Enum
from http import HTTPStatus
from typing import Dict


class Colour(Enum):
    RED = 1
    GREEN = 2


class Sample:
    status: HTTPStatus
    flag: re.RegexFlag
    flags: re.RegexFlag
    signal: signal.Signals
    family: socket.AddressFamily
    counts: Dict[Colour, int]

    def __init__(self, status, flag, flags, number, family, counts):
        self.status = status
        self.flag = flag
        self.flags = flags
        self.signal = number
        self.family = family
        self.counts = counts


def samples():
    return [
        Sample(HTTPStatus.OK, re.I, re.I | re.M, signal.SIGINT, socket.AF_INET, {Colour.RED: 1}),
        Sample(HTTPStatus.NOT_FOUND, re.S, re.S | re.X | re.A, signal.SIGTERM, socket.AF_INET6, {}),
    ]
