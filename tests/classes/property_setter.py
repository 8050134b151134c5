"""What `__init__` assigns to a property goes to the attribute of its setter."""
# python: 3.6+


class Base:
    def __init__(self, celsius: float) -> None:
        self.celsius = celsius
        self.name = "n"

    @property
    def celsius(self) -> float:
        return self._celsius

    @celsius.setter
    def celsius(self, value: float) -> None:
        self._celsius = value

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = value

    name = property(get_name, set_name)


class Sample(Base):
    name = "an attribute again"

    def __init__(self, celsius: float, name: str) -> None:
        super().__init__(celsius)
        self.celsius = celsius * 2
        self.name = name
        self.base = Base(celsius)


def samples():
    return [Sample(1.5, "warm")]
