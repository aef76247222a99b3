#!/usr/bin/env python3
"""Real clients against `kanon serve`: kcat, confluent-kafka and Java, real input, kill -9.

Run by tests/run, in its Python environment, after `cargo build --release`:

    target/venv/bin/python tests/clients/run.py [PART OF A CASE'S NAME]

Each case has a broker and a data folder of its own. A case that fails says what it expected and
found, and keeps its folder; the others go on. The exit code is 1 if any failed.
"""

import shutil
import sys
import tempfile
import time

import broker
import kills
import reads

CASES = [
    kills.kcat_is_cut_off,
    kills.confluent_sends_again,
    kills.idempotent_kcat_sends_once,
    kills.idempotent_confluent_sends_once,
    reads.metadata_lists_what_there_is,
    reads.consuming_begins_anywhere,
    reads.times_lead_to_offsets,
    reads.a_long_poll_waits_and_wakes,
    reads.compressed_batches_come_back,
    reads.what_is_deleted_is_gone,
    reads.javas_clients_agree,
    reads.a_stop_is_clean,
]


def main(arguments):
    """Runs the cases whose names contain the argument; all without one."""
    if shutil.which("kcat") is None:
        sys.exit("kcat is missing: apt-get install kcat")
    if not broker.COMMAND.is_file():
        sys.exit(f"{broker.COMMAND} is missing: cargo build --release")
    chosen = [case for case in CASES if all(word in case.__name__ for word in arguments)]
    if not chosen:
        sys.exit(f"no such case: they are {', '.join(case.__name__ for case in CASES)}")
    failed = sum(not passes(case) for case in chosen)
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return min(failed, 1)


def passes(case):
    """Runs one case in a folder of its own and says how it went."""
    folder = tempfile.mkdtemp(prefix="kanon-clients-")
    begin = time.monotonic()
    try:
        result = case(folder)
    except Exception as failure:  # Whatever goes wrong fails this case and no other.
        seconds = time.monotonic() - begin
        kind = "" if isinstance(failure, broker.Failure) else f"{type(failure).__name__}: "
        print(f"FAILED {case.__name__} ({seconds:.1f} s): {kind}{failure}")
        words = broker.Broker(folder).last_words()
        print(f"  its folder is {folder}; the broker's last words:\n{words}", flush=True)
        return False
    seconds = time.monotonic() - begin
    print(f"passed {case.__name__} ({seconds:.1f} s): {result}", flush=True)
    shutil.rmtree(folder)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
