"""Writes trees whose nodes know their parents, or checks those that Rust wrote.

write DIRECTORY PROTOCOL: PROTOCOL.pickle
check DIRECTORY PROTOCOL: PROTOCOL.returned holds the same tree
"""
from __future__ import print_function
import os
import pickle
import sys

sys.modules["tree"] = sys.modules["__main__"]


class Node(object):
    def __init__(self, name, parent=None):
        self.name = name
        self.__parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)

    @property
    def parent(self):
        return self.__parent


Node.__module__ = "tree"


def tree():
    root = Node(u"root")
    left = Node(u"left", root)
    Node(u"leaf", left)
    Node(u"other", left)
    Node(u"right", root)
    return root


def check(node, parent, names):
    assert type(node) is Node, node
    assert node.parent is parent, node.name
    names.append(node.name)
    for child in node.children:
        check(child, node, names)
    return names


command, directory, protocol = sys.argv[1], sys.argv[2], int(sys.argv[3])
if command == "write":
    with open(os.path.join(directory, "%d.pickle" % protocol), "wb") as file:
        pickle.dump(tree(), file, protocol)
else:
    with open(os.path.join(directory, "%d.returned" % protocol), "rb") as file:
        root = pickle.load(file)
    assert check(root, None, []) == ["root", "left", "leaf", "other", "right"]
    with open(os.path.join(directory, "%d.rust" % protocol), "rb") as file:
        root, favourite = pickle.load(file)
    assert check(root, None, []) == ["a", "b", "c"]
    assert favourite is root.children[0].children[0]
