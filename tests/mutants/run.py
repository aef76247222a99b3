#!/usr/bin/env python3
"""Mutants of the reference's partition and controller, which lockstep and simulation have to kill.

Run by hand, never by tests/run; README.md says how, and what came of it. cargo-mutants chooses the
mutants; this script changes a copy of the tree by one at a time, builds the two suites and runs
them from the quickest to the longest, until the first that fails. Core's own tests are not run.
"""

import argparse
import fcntl
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
TREE = TARGET / "mutants" / "tree"
# Of its own: cargo tells two copies of a workspace apart by nothing but the times of their files.
BUILT = TARGET / "mutants" / "target"
CORE = "reference/core/src"
HANDLERS = ["isr", "take", "fetch", "produce"]
FILES = [f"{CORE}/partition/*.rs", f"{CORE}/controller/*.rs"]
FILES += [f"{CORE}/handler/{name}.rs" for name in HANDLERS]
# Short builds, with the checks of arithmetic that every profile has.
ENVIRONMENT = os.environ | {
    "CARGO_TARGET_DIR": str(BUILT),
    "CARGO_INCREMENTAL": "1",
    "CARGO_PROFILE_DEV_OPT_LEVEL": "2",
    "CARGO_PROFILE_DEV_DEBUG": "0",
    "CARGO_TERM_COLOR": "never",
}
BUILD = "cargo test --no-run --locked --message-format=json -p kanon-tests".split()
BUILD += ["--test", "refinement", "--test", "simulation"]
COMMAND = "cargo build --locked -p kanon".split()
# Suite, what kills when it fails, filter of its tests, and seconds after which it never ends.
STAGES = [
    ("lockstep", "refinement", ["scenarios::"], 60),
    ("lockstep", "refinement", ["the_same_seed_takes_the_same_walk"], 120),
    ("simulation", "simulation", ["who_waits", "every_", "a_run_"], 300),
    ("lockstep", "refinement", ["walks::"], 1200),
    ("lockstep", "refinement", ["a_mistake_is_made_alike"], 1200),
    ("lockstep", "refinement", ["model_and_reference_take"], 2400),
    ("lockstep", "refinement", ["mistakes_are_made_alike_near"], 600),
    ("simulation", "simulation", [], 600),
    ("simulation", "kanon", "sim --seeds 500".split(), 600),
    ("simulation", "kanon", "sim --seeds 300 --min-isr 2".split(), 600),
    ("simulation", "kanon", "sim --seeds 200 --brokers 5 --min-isr 3".split(), 600),
]
# A mutant may append for ever.
MEMORY_MAX = 12 << 30


def main():
    """Runs the mutants that are asked for, and says of each what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shard", default="0/3", help="every so many-th mutant, as K/N")
    parser.add_argument("--only", default="", help="those whose name has this in it")
    parser.add_argument("--names", type=pathlib.Path, help="a file of names instead of a shard")
    parser.add_argument("--stages", type=int, default=len(STAGES), help="the first so many only")
    parser.add_argument("--results", type=pathlib.Path, default=TARGET / "mutants.tsv")
    parser.add_argument("--table", action="store_true", help="print what the results come to")
    asked = parser.parse_args()
    if asked.table:
        return table(asked.results)
    mutants = chosen(asked)
    TREE.mkdir(parents=True, exist_ok=True)
    lock = os.open(TREE, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)  # Two at a time would judge each other's mutants.
    copy()
    became, by = judge(None, asked.stages if asked.names is None else 0)
    if became != "survived":
        sys.exit(f"without a mutant the suites do not pass: {became} {by}")
    done = set()
    if asked.results.exists():
        done = {line.split("\t")[0] for line in asked.results.read_text().splitlines()}
    for number, mutant in enumerate(mutants, 1):
        if mutant["name"] in done:
            continue
        begin = time.monotonic()
        became, by = judge(mutant, asked.stages)
        seconds = time.monotonic() - begin
        row = "\t".join([mutant["name"], became, by, f"{seconds:.0f}"])
        print(f"{number}/{len(mutants)} {row}", flush=True)
        with asked.results.open("a") as results:
            results.write(row + "\n")


def chosen(asked):
    """The mutants, as cargo-mutants lists them."""
    command = ["cargo", "mutants", "--list", "--json", "--diff", "-p", "kanon-core"]
    for file in FILES:
        command += ["-f", file]
    if asked.names is None:
        command += ["--shard", asked.shard, "--sharding", "round-robin"]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    mutants = [mutant for mutant in json.loads(listed) if asked.only in mutant["name"]]
    if asked.names is not None:
        names = asked.names.read_text().splitlines()
        mutants = [mutant for mutant in mutants if mutant["name"] in names]
    return mutants


def copy():
    """A copy of the tree, as it is; what has not changed is left, so that it is not built again."""
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout.splitlines()
    for name in files:
        source, copied = ROOT / name, TREE / name
        if not source.is_file():
            continue
        if not copied.is_file() or copied.read_bytes() != source.read_bytes():
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copied)


def judge(mutant, stages):
    """What becomes of one mutant, and by which test."""
    if mutant is None:
        return suites(stages)
    path = TREE / mutant["file"]
    before = path.read_text()
    changed = subprocess.run(
        ["patch", "--quiet", "--fuzz=0", str(path)], input=mutant["diff"], text=True, check=False,
    )
    try:
        if changed.returncode != 0:
            sys.exit(f"{mutant['name']}: its difference does not apply")
        return suites(stages)
    finally:
        path.write_text(before)


def suites(stages):
    """Builds the suites and runs them until one fails."""
    built = subprocess.run(
        BUILD, cwd=TREE, env=ENVIRONMENT, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )
    if built.returncode != 0:
        return "unviable", ""
    commands = {"kanon": BUILT / "debug" / "kanon"}
    for line in built.stdout.splitlines():
        artifact = json.loads(line)
        if artifact.get("executable"):
            commands[artifact["target"]["name"]] = artifact["executable"]
    command_is_built = False
    for kills, suite, arguments, seconds in STAGES[:stages]:
        if suite == "kanon" and not command_is_built:
            subprocess.run(COMMAND, cwd=TREE, env=ENVIRONMENT, check=True, capture_output=True)
            command_is_built = True
        failed = fails([str(commands[suite]), *arguments], seconds)
        if failed:
            return kills, f"{suite}: {failed}"
    return "survived", ""


def fails(command, seconds):
    """The first test that fails, or that it does not come to an end; empty if all passes."""
    ran = subprocess.Popen(
        ["timeout", str(seconds), *command], cwd=TREE / "tests", text=True, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=limited,
        start_new_session=True,
    )
    failed = ""
    for line in ran.stdout:
        found = re.search(r"test (\S+) \.\.\. FAILED|^# (seed \d+: after .*)$", line)
        if found:
            failed = found.group(1) or found.group(2)
            os.killpg(ran.pid, signal.SIGKILL)
            break
    ran.stdout.close()
    code = ran.wait()
    if failed or code == 0:
        return failed
    return "does not end" if code == 124 else f"ends with {code}"


def table(results):
    """Prints the results by files, and the names of those that survived."""
    kinds = ["lockstep", "simulation", "survived", "unviable"]
    counts = {}
    survivors = []
    for line in results.read_text().splitlines():
        name, became = line.split("\t")[:2]
        file = name.split(":")[0].removeprefix(f"{CORE}/")
        counts.setdefault(file, dict.fromkeys(kinds, 0))[became] += 1
        if became == "survived":
            survivors.append(name)
    rows = sorted(counts.items())
    sums = {kind: sum(row[kind] for _, row in rows) for kind in kinds}
    for file, row in [*rows, ("together", sums)]:
        numbers = [sum(row.values()), *row.values()]
        print(f"| {file} | {' | '.join(map(str, numbers))} |")
    print("\n".join(survivors))


def limited():
    """Less memory than the machine has."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))


if __name__ == "__main__":
    main()
