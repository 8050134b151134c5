class Order:
    id: int

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.cache = {}


class Stored:
    """Nothing is lost here."""

    id: int

    def __setstate__(self, state):
        self.__dict__.update(state)
