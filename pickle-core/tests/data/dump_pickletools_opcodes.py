"""Writes pickletools-opcodes.txt: CPython's table of opcodes, one opcode a line.

The fields, between tabs: name, byte in hexadecimal, argument, stack before, stack after, protocol; `-` for none.
"""

import pickletools


def main():
    for opcode in pickletools.opcodes:
        names = [" ".join(item.name for item in items) or "-" for items in (opcode.stack_before, opcode.stack_after)]
        argument = opcode.arg.name if opcode.arg else "-"
        print(opcode.name, "%02x" % ord(opcode.code), argument, *names, opcode.proto, sep="\t")


main()
