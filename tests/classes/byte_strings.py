"""`bytes` and `bytearray`."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict, List


@dataclass
class Sample:
    data: bytes
    buffer: bytearray
    many: List[bytes]
    by_data: Dict[bytes, bytearray]


def samples():
    return [
        Sample(b"\x00\x7f\x80\xff", bytearray(b"\xff\xfe"), [], {}),
        Sample(bytes(range(256)), bytearray(range(256)), [b"", b"a\n", b"it's"], {b"k": bytearray(b"v")}),
    ]
