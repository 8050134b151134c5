"""Names and text beyond ASCII, and all that the text opcode has to escape."""
# python: 3.6+


class Sample:
    def __init__(self, größe: int, 名前: str) -> None:
        self.größe = größe
        self.名前 = 名前


def samples():
    return [
        Sample(1, "Grüße, 世界 \U0001f600"),
        Sample(2, "\x00\r\n\\u0041\x1a\t\x7f\xff\u2028\ufeff"),
        Sample(3, "\ud7ff\ue000\uffff\U0010ffff"),
    ]
