"""A constructor whose parameters all have defaults makes a `Default`, but fills in nothing on load."""


class Retry:
    def __init__(self, times: int = 3, delay: float = 0.5) -> None:
        self.times = times
        self.delay = delay
        self.errors: list[str] = []
