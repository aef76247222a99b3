#!/usr/bin/env python3
"""The playground in Debian's Chromium, against the same scenarios played natively.

    target/venv/bin/python tests/browser/run.py

Needs a release build of the command; builds the page through `kanon play`, serves it with it, and
judges what the page shows: the digests, the lamps, the buttons, the links, the text. Writes
screenshots to target/screenshots. Exits with 0 only if every check passed. What the brokers do is
not judged here but by the model and the lockstep.
"""

import contextlib
import sys

import checks
from page import Page, build, serve


def main():
    build()
    passed, failed = 0, []
    with serve() as address, Page(address) as page:
        for check in checks.ALL:
            name = check.__doc__.split("\n")[0]
            try:
                page.fresh()
                check(page)
                errors = page.errors()
                assert not errors, f"the console says {errors}"
            except Exception as error:  # Whatever it is, the other checks still run.
                failed.append(name)
                print(f"FAILED  {name}: {type(error).__name__}: {error}", flush=True)
                with contextlib.suppress(Exception):  # The browser itself may be gone.
                    page.screenshot(f"failed-{check.__name__}")
            else:
                passed += 1
                print(f"passed  {name}", flush=True)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
