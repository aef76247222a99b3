"""Says what a WebAssembly module imports: it must be nothing.

A module without imports cannot read a clock, a file or a random number: there is nobody to ask. Its
size shows that what was linked into it is there and was not thrown away.
"""

import pathlib
import sys

IMPORTS, EXPORTS, CODE = 2, 7, 10
# The module of the probe alone is a quarter of this, with all of the core more than five times it.
CODE_BYTES_MIN = 50_000


def number(data, at):
    """An unsigned LEB128 number, and where it ends."""
    value, shift = 0, 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def sections(data):
    """Sections by their ids; those that a compiler made up for itself are left out."""
    if data[:8] != b"\0asm\1\0\0\0":
        sys.exit("not a WebAssembly module of version 1")
    found, at = {}, 8
    while at < len(data):
        kind = data[at]
        size, begin = number(data, at + 1)
        found.setdefault(kind, data[begin : begin + size])
        at = begin + size
    return found


def main(path):
    """Ends with 1 if the module imports anything, or holds nothing."""
    found = sections(pathlib.Path(path).read_bytes())
    imports = number(found[IMPORTS], 0)[0] if IMPORTS in found else 0
    if imports:
        sys.exit(f"{path} has {imports} imports: {found[IMPORTS]!r}")
    code = len(found.get(CODE, b""))
    if b"probe" not in found.get(EXPORTS, b"") or code < CODE_BYTES_MIN:
        sys.exit(f"{path} does not hold the core: {code} bytes of code")
    print(f"no imports, {code} bytes of code")


if __name__ == "__main__":
    main(sys.argv[1])
