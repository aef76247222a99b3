"""kcat, Debian's command-line client: one function a use of it."""

import json
import pathlib
import re
import subprocess
import threading

from broker import Failure, expect

# How long one run of kcat may take, in seconds.
PATIENCE_S = 60
DELIVERED = b"% Message delivered to partition 0"


def run(broker, *arguments, given=b""):
    """Runs kcat to its end and returns what it printed."""
    command = ["kcat", "-b", broker.address, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired as late:
        words = (late.stderr or b"")[-1000:].decode(errors="replace")
        raise Failure(f"{' '.join(command)}: not done after {PATIENCE_S} s: {words}") from None
    words = done.stderr[-1000:].decode(errors="replace")
    expect(done.returncode == 0, f"{' '.join(command)}: exit code {done.returncode}: {words}")
    return done.stdout


def produce(broker, topic, lines, *options):
    """Sends lines of `key TAB value`."""
    run(broker, "-P", "-t", topic, "-p", "0", "-K", "\t", *options, given=b"".join(lines))


def consume(broker, topic, start="beginning", count=None):
    """Reads to the end, or so many records, as lines of `offset TAB key TAB value`."""
    until = ["-c", str(count)] if count else ["-e"]
    form = "%o\\t%k\\t%s\\n"
    options = ["-q", "-X", "check.crcs=true", "-f", form]
    return run(broker, "-C", "-t", topic, "-p", "0", "-o", str(start), *until, *options)


def offset_at(broker, topic, time_ms):
    """The offset that the broker names for a time: -1 latest, -2 earliest."""
    said = run(broker, "-Q", "-t", f"{topic}:0:{time_ms}").decode()
    found = re.search(r"\[0\] offset (-?\d+)", said)
    expect(found, f"kcat -Q says {said!r}, which names no offset")
    return int(found[1])


def metadata(broker, *arguments):
    """What kcat -L learns, as JSON."""
    return json.loads(run(broker, "-L", "-J", *arguments))


class Producer:
    """kcat -P in the background, with its input as fast as it takes it."""

    def __init__(self, broker, topic, lines, folder):
        command = ["kcat", "-b", broker.address, "-P", "-vvv", "-t", topic, "-p", "0", "-K", "\t"]
        self.output = pathlib.Path(folder) / "kcat.txt"
        with open(self.output, "wb") as output:
            none, pipe = subprocess.DEVNULL, subprocess.PIPE
            self.process = subprocess.Popen(command, stdin=pipe, stdout=none, stderr=output)
        threading.Thread(target=self._write, args=(b"".join(lines),), daemon=True).start()

    def end(self):
        """Waits for the exit code, after which all that it says is said."""
        try:
            return self.process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure(f"kcat went on for {PATIENCE_S} s") from None

    def delivered(self):
        """How many messages it was told are delivered."""
        said = self.output.read_bytes().split(b"\n")
        return sum(line.startswith(DELIVERED) for line in said)

    def _write(self, text):
        try:
            self.process.stdin.write(text)
            self.process.stdin.close()
        except (BrokenPipeError, ValueError):
            pass  # kcat ended when its broker was killed: the rest is sent by the next one.
