class Order:
    id: int

    def __setstate__(self, state):
        self.__dict__.update(state)
