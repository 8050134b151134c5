"""`__reduce__` with a function that sets the state."""
# python: 3.8+


class Sample:
    number: int
    text: str

    def __reduce__(self):
        return Sample, (), {"number": self.number, "text": self.text}, None, None, set_state


def set_state(sample, state):
    sample.number = state["number"]
    sample.text = state["text"]


def samples():
    one, two = Sample(), Sample()
    set_state(one, {"number": 1, "text": "one"})
    set_state(two, {"number": 2, "text": ""})
    return [one, two]
