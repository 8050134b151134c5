"""A plain class whose body has the types."""


class Settings:
    name: str
    retries: int = 3
    verbose: bool = False
    LIMIT = 10

    def describe(self) -> str:
        return self.name
