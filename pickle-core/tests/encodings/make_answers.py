"""Writes answers.txt: how CPython decodes a `str` of Python 2, for each encoding and error handler.

    ~/.pyenv/versions/3.13.0/bin/python make_answers.py > answers.txt

The lines are:
    label NAME SAME             Python takes both names for one codec
    table CODEC DIGEST          FNV-1a over "<sequence> <characters or error>\n" of every sequence of `sequences`
    case ENCODING ERRORS PICKLE ANSWER      `pickle.loads(PICKLE, encoding=, errors=)`: str:<utf-8 with surrogatepass>,
                                            bytes:<..> or error, all in hexadecimal
"""

import encodings.aliases
import pickle
import random

CODECS = (
    ["cp866", "cp874", "tis_620", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic"]
    + ["iso8859_%d" % part for part in range(2, 17) if part != 12]
    + ["cp%d" % page for page in range(1250, 1259)]
    + ["gb2312", "gbk", "gb18030", "big5", "cp950", "big5hkscs"]
    + ["shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"]
)
UNICODE = ["ascii", "latin_1", "utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
LONGEST = {"gb18030": 4, "euc_jp": 3}
LONGEST.update(dict.fromkeys(["gb2312", "gbk", "big5", "cp950", "big5hkscs", "shift_jis", "cp932", "euc_kr", "cp949"], 2))
HANDLERS = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape"]


def sequences(codec):
    longest = LONGEST.get(codec, 1)
    yield from (bytes([first]) for first in range(256))
    if longest >= 2:
        yield from (bytes([first, second]) for first in range(128, 256) for second in range(256))
    if longest == 3:
        yield from (bytes([0x8F, second, third]) for second in range(128, 256) for third in range(128, 256))
    if longest == 4:
        for first in (0x81, 0x82, 0x84, 0x90, 0xE3, 0xE4):
            for second in range(0x30, 0x3A):
                for third in range(0x81, 0xFF):
                    yield from (bytes([first, second, third, fourth]) for fourth in range(0x30, 0x3A))


def decoded(sequence, codec):
    try:
        return ",".join("%x" % ord(character) for character in sequence.decode(codec))
    except UnicodeDecodeError:
        return "error"


def digest(codec):
    value = 0xCBF29CE484222325
    for sequence in sequences(codec):
        for byte in ("%s %s\n" % (sequence.hex(), decoded(sequence, codec))).encode():
            value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return "%016x" % value


def inputs(encoding):
    dice = random.Random(encoding)
    yield from (b"", b"abc", b"caf\xe9", b"\x80", b"a\xffb\xfe", b"\xef\xbb\xbfx", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80\xf0\x9f")
    text = "aé\u0416\u3042\u4e2d\uac00\U0001f600b".encode(encoding, "ignore")
    yield text
    yield text[:-1]
    for _ in range(8):
        broken = bytearray(text * 2)
        for _ in range(dice.randrange(1, 5)):
            broken[dice.randrange(len(broken))] = dice.choice([dice.randrange(256), 0x8F, 0x81, 0x30, 0xD8, 0xDC])
        yield bytes(broken)
    for _ in range(12):
        high = dice.choice([0x81, 0xA1, 0x80, 0])
        yield bytes(dice.choice([dice.randrange(high, 256), 0x30, 0x8F]) for _ in range(dice.randrange(1, 9)))


def pickled(data, number):
    if number % 3 == 0:
        escaped = "".join("\\x%02x" % byte for byte in data)
        return b"S'" + escaped.encode("ascii") + b"'\n."
    if number % 3 == 1:
        return b"T" + len(data).to_bytes(4, "little") + data + b"."
    return b"\x80\x02U" + bytes([len(data)]) + data + b"."


def answer(pickle_bytes, encoding, errors):
    try:
        value = pickle.loads(pickle_bytes, encoding=encoding, errors=errors)
    except UnicodeDecodeError:
        return "error"
    if isinstance(value, bytes):
        return "bytes:" + value.hex()
    return "str:" + value.encode("utf-8", "surrogatepass").hex()


for codec in UNICODE + CODECS:
    names = [alias for alias, target in encodings.aliases.aliases.items() if target == codec]
    for name in [codec.upper(), codec.replace("_", "-")] + sorted(names):
        print("label", name, codec)
for codec in CODECS:
    print("table", codec, digest(codec))
for codec in UNICODE + CODECS + ["bytes"]:
    for number, data in enumerate(inputs(codec if codec != "bytes" else "utf_8")):
        for handler in HANDLERS:
            print("case", codec, handler, pickled(data, number).hex(), answer(pickled(data, number), codec, handler))
