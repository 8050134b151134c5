"""Tuples with names and objects of the standard library."""
# python: 3.6+
import os
import random
import re
import time
from decimal import Context
from email.message import Message
from logging import LogRecord
from typing import Any, Pattern
from urllib.parse import ParseResult, SplitResult, urlparse, urlsplit


class Sample:
    pattern: Pattern[str]
    bytes_pattern: Pattern[bytes]
    moment: time.struct_time
    status: os.stat_result
    url: ParseResult
    split: SplitResult
    context: Context
    generator: random.Random
    message: Message
    record: LogRecord
    nothing: object
    anything: Any


def log_record():
    record = LogRecord("name", 20, "path.py", 1, "message %s", ("argument",), None, "function")
    vars(record).clear()
    vars(record).update(name="name", msg="message %s", args=("argument",), levelname="INFO", levelno=20, exc_info=None, lineno=1, created=0.5)
    return record


def samples():
    sample = Sample()
    sample.pattern = re.compile("a+", re.I)
    sample.bytes_pattern = re.compile(b"b+")
    sample.moment = time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 0))
    sample.status = os.stat_result(range(10))
    sample.url = urlparse("http://host/path?query#fragment")
    sample.split = urlsplit("ftp://other/file")
    sample.context = Context(prec=3)
    sample.generator = random.Random(5)
    sample.message = Message()
    sample.message["Subject"] = "text"
    sample.message.set_payload("body")
    sample.record = log_record()
    sample.nothing = object()
    sample.anything = [object(), time.gmtime(0)[:]]
    return [sample]
