"""Instances of classes of the packages in requirements.txt, as the libraries themselves pickle them.

    python instances.py write DIRECTORY    one pickle for each instance, and `index.txt` with their classes
    python instances.py check DIRECTORY    loads NAME.out, which Rust wrote, beside each NAME.pickle and compares them
"""

import datetime
import enum
import pathlib
import pickle
import sys
import types
import warnings

warnings.simplefilter("ignore")


def instances():
    """Pairs of a module and an instance of one of its classes; the class may stand in a submodule."""
    import astral
    import chess
    import chess.engine
    import chess.svg
    import cyclonedx.model
    import cyclonedx.model.component
    import cyclonedx.model.contact
    import h2.events
    import h2.errors
    import h2.settings
    import h11
    import ib_async
    import icalendar.enums
    import isodate
    import lark
    import lark.grammar
    import lsprotocol.types as lsp
    import markdown_it.token
    import mido
    import openapi_pydantic
    import outcome
    import packageurl
    import pymodbus.constants
    import pymodbus.pdu.register_message
    import rfc3986
    import rich.color
    import rich.color_triplet
    import rich.segment
    import rich.region
    import rich.measure
    import rich.padding
    import semver
    import spdx_tools.spdx.model as spdx
    import tldextract

    # Dataclasses.
    yield astral.Observer(51.5, -0.12, 24.0)
    yield astral.Observer(elevation=(12.5, 3.0))
    yield astral.LocationInfo("London", "England", "Europe/London", 51.5, -0.12)
    yield astral.Depression.CIVIL
    yield astral.SunDirection.SETTING
    yield chess.Move(12, 28, chess.QUEEN)
    yield chess.Piece(chess.ROOK, chess.BLACK)
    yield chess.svg.Arrow(chess.E2, chess.E4, color="red")
    yield chess.engine.Limit(time=1.5, nodes=100_000)
    yield chess.engine.Cp(35)
    yield chess.engine.Mate(-3)
    yield chess.engine.PovScore(chess.engine.Cp(35), chess.WHITE)
    yield chess.engine.Opponent("Stockfish", "GM", 3500, True)
    yield chess.Status.VALID
    yield chess.Board()
    yield markdown_it.token.Token("inline", "p", 1, [["class", "a"]], [0, 3], 2, None, "text")
    yield spdx.Actor(spdx.ActorType.PERSON, "Ada", "ada@example.com")
    yield spdx.Checksum(spdx.ChecksumAlgorithm.SHA1, "d6a770ba38583ed4bb4525bd96e50461655d2758")
    yield spdx.Version(1, 2)
    yield spdx.ExternalDocumentRef("DocumentRef-1", "https://example.com", spdx.Checksum(spdx.ChecksumAlgorithm.MD5, "ab"))
    yield spdx.PackageVerificationCode("ab", ["a.txt"])
    yield tldextract.extract("forums.bbc.co.uk")
    yield ib_async.Contract(conId=5, symbol="IBM", exchange="SMART")
    yield ib_async.Stock("AMD", "SMART", "USD")
    yield ib_async.Forex("EURUSD")
    yield ib_async.Order(orderId=3, action="BUY", totalQuantity=100.0, lmtPrice=10.5)
    yield ib_async.OrderStatus(1, "Filled", 10.0)
    yield ib_async.ExecutionFilter(clientId=1)
    yield ib_async.ComboLeg(conId=1, ratio=2, action="SELL")
    yield ib_async.Execution(execId="1", time=datetime.datetime(2024, 5, 1, tzinfo=datetime.timezone.utc), shares=1.5)
    # Named tuples.
    yield ib_async.TickData(datetime.datetime(2024, 5, 1, 12), 1, 2.5, 3.0)
    yield ib_async.PortfolioItem(ib_async.Stock("AMD"), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, "U1")
    yield ib_async.AccountValue("U1", "tag", "1", "USD", "")
    yield rich.color_triplet.ColorTriplet(1, 2, 3)
    yield rich.color.Color.parse("red")
    yield rich.segment.Segment("text")
    yield rich.region.Region(1, 2, 3, 4)
    yield rich.measure.Measurement(1, 20)
    yield rfc3986.uri_reference("https://user@example.com:8080/a?b=c#d")
    yield packageurl.PackageURL("pypi", None, "django", "1.11", {"a": "b"}, "sub")
    # attrs.
    yield outcome.Value(12)
    yield lsp.Position(1, 2)
    yield lsp.Range(lsp.Position(1, 2), lsp.Position(1, 8))
    yield lsp.Diagnostic(lsp.Range(lsp.Position(1, 2), lsp.Position(1, 8)), "unused", severity=lsp.DiagnosticSeverity.Hint)
    yield lsp.TextEdit(lsp.Range(lsp.Position(0, 0), lsp.Position(0, 1)), "new")
    yield lsp.DiagnosticSeverity.Warning
    yield lsp.CompletionItem("print", kind=lsp.CompletionItemKind.Function, detail="builtin")
    # pydantic.
    yield openapi_pydantic.Contact(name="Ada", email="ada@example.com")
    yield openapi_pydantic.License(name="MIT")
    yield openapi_pydantic.Info(title="API", version="1", license=openapi_pydantic.License(name="MIT"))
    yield openapi_pydantic.Server(url="https://example.com", variables={"v": openapi_pydantic.ServerVariable(default="1")})
    yield openapi_pydantic.Tag(name="a")
    yield openapi_pydantic.ExternalDocumentation(url="https://example.com")
    # Plain classes.
    yield semver.Version(1, 2, 3, "rc.1", "build.5")
    yield isodate.Duration(years=1, months=2, days=3)
    yield lark.grammar.NonTerminal("expr")
    yield lark.grammar.Terminal("NAME", True)
    yield lark.tree.Meta()
    yield h2.events.RemoteSettingsChanged()
    yield h2.events.WindowUpdated(stream_id=1, delta=5)
    yield h2.errors.ErrorCodes.CANCEL
    yield h2.settings.SettingCodes.ENABLE_PUSH
    yield h11.EndOfMessage()
    yield h11.Data(data=b"abc")
    yield mido.Message("note_on", note=60, velocity=64, time=3)
    yield cyclonedx.model.HashType(alg=cyclonedx.model.HashAlgorithm.MD5, content="ab")
    yield cyclonedx.model.contact.OrganizationalContact(name="Ada", email="ada@example.com")
    yield cyclonedx.model.Property(name="a", value="b")
    yield cyclonedx.model.component.ComponentType.LIBRARY
    yield pymodbus.constants.ModbusStatus.READY if hasattr(pymodbus.constants, "ModbusStatus") else pymodbus.constants.ExcCodes.ILLEGAL_ADDRESS
    yield pymodbus.pdu.register_message.ReadHoldingRegistersRequest(address=1, count=2)
    yield icalendar.enums.BUSYTYPE.BUSY if hasattr(icalendar.enums, "BUSYTYPE") else icalendar.enums.PARTSTAT.ACCEPTED


def names():
    """The instances, each with the name of its files."""
    numbers = {}
    for instance in instances():
        name = f"{type(instance).__module__}-{type(instance).__qualname__}"
        number = numbers[name] = numbers.get(name, 0) + 1
        yield f"{name}-{number}", instance


def is_same(left, right, depth=0):
    """Whether two objects are equal; those that are only equal to themselves are compared by what they pickle."""
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left == right
    if type(left) is not type(right) or depth > 50:
        return False
    if isinstance(left, (type, types.FunctionType, types.BuiltinFunctionType, enum.Enum)):
        return left is right
    if not isinstance(left, (list, tuple, dict)) and left == right:
        return True
    if isinstance(left, (str, bytes, type(None))):
        return False
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(is_same(*pair, depth + 1) for pair in zip(left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(is_same(left[key], right[key], depth + 1) for key in left)
    left, right = left.__reduce_ex__(4), right.__reduce_ex__(4)
    return left == right if isinstance(left, str) else is_same(left[:3], right[:3], depth + 1)


def write(directory):
    classes = {}
    for name, instance in names():
        (directory / f"{name}.pickle").write_bytes(pickle.dumps(instance, 4))
        classes[name] = f"{type(instance).__module__} {type(instance).__qualname__}"
    (directory / "index.txt").write_text("".join(f"{name} {cls}\n" for name, cls in classes.items()))


def check(directory):
    failures = 0
    for name, instance in names():
        try:
            found = pickle.loads((directory / f"{name}.out").read_bytes())
            original = pickle.loads((directory / f"{name}.pickle").read_bytes())
            verdict = "same" if is_same(original, found) else f"differs: {found!r} is not {original!r}"
        except Exception as error:  # Whatever a library makes of it.
            verdict = f"cannot be loaded: {error!r}"
        failures += verdict != "same"
        print(f"{name} {verdict}")
    sys.exit(min(failures, 1))


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2]))
