"""Prints pickles of classes of other libraries at the protocols 0 to 5; library_pickles.rs has what it prints with each of
them:

    for requirements in attrs==21.4.0 'attrs==26.1.0 pydantic==2.14.4 msgspec==0.22.0' pydantic==1.10.27; do
        python3.13 -m venv venv && venv/bin/pip install $requirements
        venv/bin/python make_library_pickles.py; rm -r venv
    done
"""
import pickle
import sys

sys.modules["shop"] = sys.modules["__main__"]


def in_shop(cls):
    cls.__module__ = "shop"
    return cls


def of_attrs():
    import attr

    @in_shop
    @attr.s(slots=True, auto_attribs=True)
    class Item:
        x: int
        y: str

    @in_shop
    @attr.s(slots=True)
    class Empty:
        pass

    @in_shop
    @attr.s(slots=True, auto_attribs=True)
    class Gift(Item):
        z: str

    if attr.__version__.startswith("21."):
        return {"ATTRS_21_4": Item(1, "one"), "ATTRS_EMPTY_21_4": Empty()}
    return {"ATTRS": Item(1, "one"), "ATTRS_EMPTY": Empty(), "ATTRS_DERIVED": Gift(1, "one", "red")}


def of_msgspec():
    import msgspec

    class Ticket(msgspec.Struct, kw_only=True):
        x: int
        y: str

    class Row(msgspec.Struct):
        x: int
        y: str

    return {"MSGSPEC_KW_ONLY": in_shop(Ticket)(x=1, y="one"), "MSGSPEC": in_shop(Row)(1, "one")}


def of_pydantic():
    from pydantic import VERSION, BaseModel, PrivateAttr

    class Model(BaseModel):
        x: int
        y: str = "one"

    class Secret(BaseModel):
        x: int
        _p: int = PrivateAttr()
        _q: int = PrivateAttr(3)

    is_1 = VERSION.startswith("1.")
    suffix = "1" if is_1 else "2"
    secret = in_shop(Secret)(x=1)
    bare = Secret(x=1)
    del bare._q
    models = {f"MODEL_{suffix}": in_shop(Model)(x=1), f"SECRET_{suffix}": secret, f"SECRET_UNSET_{suffix}": bare}
    return models if is_1 else {**models, **of_pydantic_2()}


def of_pydantic_2():
    from pydantic import BaseModel, ConfigDict, RootModel

    class Open(BaseModel):
        model_config = ConfigDict(extra="allow")
        x: int

    class Numbers(RootModel[list[int]]):
        pass

    return {"OPEN": in_shop(Open)(x=1, z=2), "OPEN_EMPTY": Open(x=1), "NUMBERS": in_shop(Numbers)([1, 2])}


def literal(data):
    text = "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in data)
    return f'b"{text}"'


def main():
    for library in [of_attrs, of_msgspec, of_pydantic]:
        try:
            values = library()
        except ImportError:
            continue
        for value in values.values():
            globals()[type(value).__name__] = type(value)
            type(value).__qualname__ = type(value).__name__
        for name, value in values.items():
            pickles = ",\n".join(f"    {literal(pickle.dumps(value, protocol))}" for protocol in range(6))
            print(f"pub(crate) const {name}: [&[u8]; 6] = [\n{pickles},\n];")


main()
