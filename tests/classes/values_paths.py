"""Paths, pure and of the system."""
# python: 3.6+
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import List


class Sample:
    def __init__(self, path: Path, posix: PurePosixPath, windows: PureWindowsPath, more: List[Path]) -> None:
        self.path = path
        self.posix = posix
        self.windows = windows
        self.more = more


def samples():
    return [
        Sample(Path("a/b"), PurePosixPath("/c/d"), PureWindowsPath("c:/e"), []),
        Sample(Path("/"), PurePosixPath("."), PureWindowsPath("//host/share/f.txt"), [Path("g"), Path("/h/i")]),
    ]
