"""The input: real text that every Debian has, the copyright files of its packages."""

import pathlib

from broker import expect

# Some megabytes: enough that a broker is killed in the middle of them.
BYTES_MIN = 1_000_000
BYTES_MAX = 6_000_000


def lines():
    """Lines of `package:number TAB text NEWLINE`, each with a key of its own."""
    found, size, seen = [], 0, set()
    for path in sorted(pathlib.Path("/usr/share/doc").glob("*/copyright")):
        real = path.resolve()
        if real in seen or not real.is_file():
            continue
        seen.add(real)
        text = real.read_bytes().split(b"\n")
        package = path.parent.name.encode()
        for number, line in enumerate(text, start=1):
            found.append(b"%s:%d\t%s\n" % (package, number, line))
            size += len(found[-1])
        if BYTES_MAX < size:
            break
    expect(BYTES_MIN < size, f"/usr/share/doc has only {size} bytes of copyright files")
    return found


def numbered(lines_read, start=0):
    """What a consumer prints for them: each after its offset."""
    return b"".join(b"%d\t%s" % (at, line) for at, line in enumerate(lines_read, start=start))


def difference(found, wanted):
    """Where two texts part, for a message."""
    mine, theirs = found.split(b"\n"), wanted.split(b"\n")
    for number, (one, other) in enumerate(zip(mine, theirs)):
        if one != other:
            return f"line {number} is {one[:80]!r}, not {other[:80]!r}"
    return f"{len(mine) - 1} lines, not {len(theirs) - 1}"
