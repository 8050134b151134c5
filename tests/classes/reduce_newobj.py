"""`__reduce_ex__` to `copyreg.__newobj__`: a call at protocols 0 and 1, an opcode from 2 on."""
# python: 3.6+
import copyreg


class Sample:
    number: int
    text: str

    def __reduce_ex__(self, protocol):
        return copyreg.__newobj__, (Sample,), {"number": self.number, "text": self.text}


def samples():
    one, two = Sample(), Sample()
    one.number, one.text = 1, "one"
    two.number, two.text = 2, ""
    return [one, two]
