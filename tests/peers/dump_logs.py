"""Asks Apache Kafka's own DumpLogSegments about logs of ours: written, cut, trimmed, compacted,
recovered, and about Kafka's own once the store has opened and closed them.

    dump_logs.py LIBS

LIBS is a folder of Kafka's jars (`tests/peers/fetch FOLDER` makes FOLDER/libs). The logs are made
by the test `logs_for_another_tool_to_look_at` of reference/store. The tool is run once with its
sanity check of indexes and once comparing each entry of each index with the log.

What it may say, besides what is in the files: of every segment that does not begin with offset 0,
Kafka 4.3.1 claims that "-1 is followed by" its first offset, of Kafka's own logs too, which is
checked; of a compacted log, that offsets are missing.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

KINDS = ("log", "index", "timeindex", "txnindex", "snapshot")
ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPECTED = re.compile(
    r"baseOffset: |\| offset: |offset: |timestamp: |Dumping |Log starting offset: |version: 0 "
    r"|producerId: |.* passed sanity check\.$|.*index is empty\.$"
)
QUIRK = re.compile(r"  -1 is followed by (\d+)$")
MISSING = re.compile(r"  (-1|\d+) is followed by (\d+)$")
COMPACTED = ("compacted-0", "keys-0", "oldkeys-0")


def make(folder):
    environment = dict(os.environ, KANON_DUMP_LOGS=folder)
    command = ["cargo", "test", "--release", "--locked", "-p", "kanon-store", "--test", "dump"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def dump(libs, files, *flags):
    command = ["java", "-Xmx256m", "-cp", f"{libs}/*", "org.apache.kafka.tools.DumpLogSegments"]
    command += ["--deep-iteration", *flags, "--files", ",".join(map(str, files))]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"the tool has failed: {ran.stderr}")
    return ran.stdout.splitlines(), ran.stderr.splitlines()


def judge_out(lines):
    """Every line is of a kind that is not a complaint, and every batch is valid."""
    strange = [line for line in lines if not EXPECTED.match(line)]
    invalid = [line for line in lines if "isvalid: false" in line]
    valid = sum("isvalid: true" in line for line in lines)
    if strange or invalid:
        sys.exit("\n".join(["the tool complains:"] + (strange + invalid)[:20]))
    return valid


def judge_err(lines):
    """Gives how often the tool made its false claim of a first offset."""
    path, quirks = None, 0
    for line in lines:
        if line.startswith("Non-consecutive offsets in "):
            path = pathlib.Path(line.removeprefix("Non-consecutive offsets in "))
            continue
        quirk, missing = QUIRK.match(line), MISSING.match(line)
        if quirk and path and int(quirk[1]) == int(path.stem):
            quirks += 1
        elif not (missing and path and path.parent.name in COMPACTED):
            sys.exit(f"the tool complains of {path}: {line}")
    return quirks


def main():
    libs = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        make(folder)
        files = sorted(path for path in pathlib.Path(folder).rglob("*") if is_segment_file(path))
        ours = [path for path in files if "kafka-" not in str(path)]
        theirs = [path for path in files if "kafka-" in str(path)]
        for name, some in (("the store's", ours), ("Kafka's, opened by the store", theirs)):
            valid = quirks = 0
            for flags in (["--index-sanity-check"], []):
                out, err = dump(libs, some, *flags)
                valid, quirks = judge_out(out), judge_err(err)
            print(f"{name}: {len(some)} files, {valid} valid batches, nothing wrong")
            # Were it no quirk, what Kafka wrote would be wrong by Kafka's own word.
            assert quirks != 0, name
            assert 40 < valid, name


def is_segment_file(path):
    return path.suffix[1:] in KINDS


if __name__ == "__main__":
    main()
