from elsewhere import Base


class Derived(Base):
    id: int


class Further(Derived):
    size: int


class A: ...


class B(A): ...


class Unordered(A, B):
    id: int


class Computed(make_base()):
    id: int
