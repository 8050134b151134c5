"""UUIDs that say whether they were made safely."""
# python: 3.7+
from uuid import UUID, SafeUUID


class Sample:
    def __init__(self, key: UUID) -> None:
        self.key = key


def samples():
    return [
        Sample(UUID(int=5, is_safe=SafeUUID.safe)),
        Sample(UUID(int=6, is_safe=SafeUUID.unsafe)),
        Sample(UUID(int=7, is_safe=SafeUUID.unknown)),
    ]
