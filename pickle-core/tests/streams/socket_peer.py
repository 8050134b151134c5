"""Answers pickles over TCP: connects to the port of argument 1 and loads, checks and answers argument 2 of them.

Argument 3 says how: "alone", each pickle with a memo of its own, or "carried", one Unpickler and one Pickler for all.
"""

import pickle
import socket
import sys

PORT, COUNT, HOW = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

connection = socket.create_connection(("127.0.0.1", PORT), 60)
connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
requests, answers = connection.makefile("rb"), connection.makefile("wb")


def highest(number):
    return number % (pickle.HIGHEST_PROTOCOL + 1)


def alone():
    for number in range(COUNT):
        request = pickle.load(requests)
        assert request["number"] == number, request
        assert len(request["text"]) == request["length"], request
        answer = {"number": number, "double": [request["text"]] * 2, "length": 2 * request["length"]}
        pickle.dump(answer, answers, highest(number))
        answers.flush()


def carried():
    unpickler, pickler = pickle.Unpickler(requests), pickle.Pickler(answers, 2)
    first = None
    for number in range(COUNT):
        request = unpickler.load()
        first = first if first is not None else request[1]
        assert request[0] == number and request[1] is first, request
        pickler.dump((number, first))
        answers.flush()


{"alone": alone, "carried": carried}[HOW]()
# Nothing may come behind the last pickle before Rust closes.
assert requests.read(1) == b""
print("ok")
