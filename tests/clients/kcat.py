"""kcat, Debian's command-line client: one function a use of it."""

import json
import re
import subprocess
import threading
import time

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


def produce(broker, topic, lines):
    """Sends lines of `key TAB value`."""
    run(broker, "-P", "-t", topic, "-p", "0", "-K", "\t", given=b"".join(lines))


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
    """kcat -P in the background. It counts deliveries; its input can be held back."""

    def __init__(self, broker, topic):
        command = ["kcat", "-b", broker.address, "-P", "-vvv", "-t", topic, "-p", "0", "-K", "\t"]
        pipe = subprocess.PIPE
        out = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdin=pipe, stdout=out, stderr=pipe)
        self.delivered = 0
        self.words = []
        self.counting = threading.Thread(target=self._count, daemon=True)
        self.counting.start()

    def feed(self, fast, slowly):
        """Writes the lines from a thread of its own: some at once, the rest one a millisecond.

        kcat counts deliveries only between two lines, so its input may not stand still.
        """
        threading.Thread(target=self._write, args=(fast, slowly), daemon=True).start()

    def wait_for(self, count):
        """Returns as soon as so many messages were delivered."""
        give_up = time.monotonic() + PATIENCE_S
        while self.delivered < count:
            code = self.process.poll()
            expect(code is None, f"kcat ended with {code}: {self.said()}")
            late = give_up < time.monotonic()
            expect(not late, f"{self.delivered} of {count} delivered in {PATIENCE_S} s")
            time.sleep(0.001)

    def end(self):
        """Waits for the exit code, after which the count is final."""
        try:
            code = self.process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure(f"kcat went on for {PATIENCE_S} s: {self.said()}") from None
        self.counting.join(timeout=PATIENCE_S)
        return code

    def said(self):
        """What it said that was no delivery."""
        return b"".join(self.words[-10:]).decode(errors="replace").strip()

    def _write(self, fast, slowly):
        try:
            self.process.stdin.write(b"".join(fast))
            for line in slowly:
                self.process.stdin.write(line)
                self.process.stdin.flush()
                time.sleep(0.001)
        except (BrokenPipeError, ValueError):
            pass  # kcat ended when its broker was killed: the rest is sent by the next one.

    def _count(self):
        for line in self.process.stderr:
            if line.startswith(DELIVERED):
                self.delivered += 1
            else:
                self.words.append(line)
