"""A class with a reducer in `copyreg`."""
# python: 3.6+
import copyreg


class Sample:
    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text


def rebuild(number: int, text: str) -> Sample:
    return Sample(number, text)


def reduce_sample(sample: Sample):
    return rebuild, (sample.number, sample.text)


copyreg.pickle(Sample, reduce_sample)


def samples():
    return [Sample(1, "one"), Sample(2, "")]
