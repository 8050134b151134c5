"""Text and bytes, empty, beyond ASCII, and with half a surrogate pair."""
# python: 3.6+
from typing import Any


class Sample:
    def __init__(self, text: str, data: bytes, buffer: bytearray, surrogate: Any) -> None:
        self.text = text
        self.data = data
        self.buffer = buffer
        self.surrogate = surrogate


def samples():
    return [
        Sample("h\u00e9", b"\x00\xffab", bytearray(b"ab\xff"), "\ud800"),
        Sample("", b"", bytearray(), ["\udc80", "\U0001f600"]),
    ]
