"""Names that Rust spells differently."""


class Keywords:
    type: str
    match: int
    self: int
    crate: int
    gen: bool
    async_: int


class camel_case_class:
    userName: str
    HTTPCode: int
    MAX_SIZE: int
    double__underscore: int
    _private: int
    _: int


class _Hidden:
    value: int


class extra:
    extra: int


class ExtraTwice:
    extra: int
    extra_attributes: int


class Größe:
    größe: int
    名前: str


class Account:
    def __init__(self, pin: int) -> None:
        self.__pin = pin


class SavingsAccount(Account):
    rate: float


class Option:
    some: int


class String:
    text: str


class Self:
    value: int
