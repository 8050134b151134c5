class Order:
    id: int  # pickle: shared
    name: str  # pickle: share
    # pickle: shared
