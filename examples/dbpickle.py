"""Python's half of the database example: dbpickle.py FROM_RUST TO_RUST DATABASE

Loads Rust's pickle of memos with the same database, changes a memo there, and sends a pickle of its own back.
"""

import pickle
import sqlite3
import sys
from typing import NamedTuple


class MemoRecord(NamedTuple):
    key: int
    task: str


class DatabasePickler(pickle.Pickler):
    def persistent_id(self, value):
        return ("MemoRecord", value.key) if isinstance(value, MemoRecord) else None


class DatabaseUnpickler(pickle.Unpickler):
    def __init__(self, file, connection):
        super().__init__(file)
        self.connection = connection

    def persistent_load(self, id):
        table, key = id
        if table != "MemoRecord":
            raise pickle.UnpicklingError("unsupported persistent object of type %s" % table)
        return MemoRecord(*self.connection.execute("SELECT key, task FROM memos WHERE key = ?", (key,)).fetchone())


def main(from_rust, to_rust, database):
    connection = sqlite3.connect(database)
    with open(from_rust, "rb") as file:
        memos = DatabaseUnpickler(file, connection).load()
    assert [memo.task for memo in memos] == ["learn Italian", "prepare group meeting", "fight with a zebra"], memos
    print("Python: the same %d memos, from Rust's pickle" % len(memos))

    with connection:
        connection.execute("UPDATE memos SET task = 'make peace with the zebra' WHERE key = 3")
    connection.close()
    with open(to_rust, "wb") as file:
        DatabasePickler(file).dump(memos[::-1])


main(*sys.argv[1:])
