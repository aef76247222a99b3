"""One `kanon serve` as a process: started, killed, stopped, started again on the same data."""

import os
import pathlib
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = pathlib.Path(os.environ.get("KANON", ROOT / "target" / "release" / "kanon"))
# How long a start or a stop may take, recovery of some megabytes included, in seconds.
PATIENCE_S = 20


class Failure(Exception):
    """What was expected, and what was found instead."""


def expect(holds, message):
    """Fails the case with a message that says what was found."""
    if not holds:
        raise Failure(message)


class Broker:
    """A broker on a free port of 127.0.0.1. Its output goes to a file beside its data."""

    def __init__(self, folder):
        self.data = pathlib.Path(folder) / "data"
        self.output = pathlib.Path(folder) / "broker.txt"
        self.port = free_port()
        self.process = None

    @property
    def address(self):
        """What clients are given."""
        return f"127.0.0.1:{self.port}"

    def start(self):
        """Starts the broker and waits until it accepts a connection."""
        arguments = ["serve", "--data", str(self.data), "--listen", self.address]
        with open(self.output, "ab") as output:
            self.process = subprocess.Popen(
                [str(COMMAND), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        give_up = time.monotonic() + PATIENCE_S
        while time.monotonic() < give_up:
            code = self.process.poll()
            expect(code is None, f"the broker ended with {code} at its start")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.02)
        raise Failure(f"the broker accepted no connection within {PATIENCE_S} s")

    def kill(self):
        """SIGKILL: no farewell, no flush."""
        expect(self.process.poll() is None, f"the broker had ended: {self.process.returncode}")
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """SIGTERM, and the exit code."""
        expect(self.process.poll() is None, f"the broker had ended: {self.process.returncode}")
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise Failure(f"the broker had not stopped {PATIENCE_S} s after SIGTERM") from None

    def processor_seconds(self):
        """Processor time that the process has used so far."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = stat.rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def last_words(self):
        """The end of what the broker printed."""
        if not self.output.exists():
            return ""
        return self.output.read_text(encoding="utf-8", errors="replace")[-2000:]


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
