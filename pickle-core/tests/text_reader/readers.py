"""Writes a reader that has read two lines, or checks that a reader of Rust goes on with the third.

write DIRECTORY PROTOCOL: text.txt and PROTOCOL.pickle
check DIRECTORY PROTOCOL: PROTOCOL.returned is of a reader whose next line is the third
"""
import io
import os
import pickle
import sys

sys.modules["text_reader"] = sys.modules["__main__"]


class TextReader(object):
    def __init__(self, filename):
        self.filename, self.lineno = filename, 0
        self.file = io.open(filename)

    def readline(self):
        self.lineno += 1
        return u"%d: %s" % (self.lineno, self.file.readline().rstrip(u"\n"))

    def __getstate__(self):
        return dict((name, value) for name, value in vars(self).items() if name != "file")

    def __setstate__(self, state):
        vars(self).update(state)
        self.file = io.open(self.filename)
        for _ in range(self.lineno):
            self.file.readline()


TextReader.__module__ = "text_reader"

command, directory, protocol = sys.argv[1], sys.argv[2], int(sys.argv[3])
if command == "write":
    path = os.path.join(directory, "text.txt")
    with io.open(path, "w") as file:
        file.write(u"Hello world!\nI am line number two.\nGoodbye!\n")
    reader = TextReader(path)
    assert [reader.readline(), reader.readline()] == ["1: Hello world!", "2: I am line number two."]
    with open(os.path.join(directory, "%d.pickle" % protocol), "wb") as file:
        pickle.dump(reader, file, protocol)
else:
    with open(os.path.join(directory, "%d.returned" % protocol), "rb") as file:
        reader = pickle.load(file)
    assert reader.readline() == "3: Goodbye!"
