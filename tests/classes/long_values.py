"""Text and bytes around the sizes where opcodes and frames change."""
# python: 3.7+
from dataclasses import dataclass
from typing import List


@dataclass
class Sample:
    texts: List[str]
    data: List[bytes]


def samples():
    return [
        Sample(["", "a", "b" * 255, "c" * 256, "d" * 65535], [b"", b"e", b"f" * 255, b"g" * 256]),
        Sample(["small", "\u00e9" * 300], [b"h" * 65536, b"small"]),
    ]
