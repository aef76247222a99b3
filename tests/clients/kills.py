"""The broker is killed in the middle of the input, and nothing acknowledged is lost; nor, where the
producer is idempotent, is anything there twice."""

import time

import confluent_kafka
import kcat
import text
from broker import Broker, expect

# The topic of both.
TOPIC = "copyright"
# How long anything here may take, in seconds.
PATIENCE_S = 60


def kcat_is_cut_off(folder):
    """kcat sends, the broker dies; a prefix is left; a second kcat sends the rest."""
    lines = text.lines()
    with Broker(folder) as broker:
        first = kcat.Producer(broker, TOPIC, lines, folder)
        wait_for_log(broker, sum(map(len, lines)) // 3)
        broker.kill()
        code, delivered = first.end(), first.delivered()
        expect(code != 0, "kcat ended with 0 although its broker was killed")
        broker.start()
        found = kcat.consume(broker, TOPIC)
        kept = found.count(b"\n")
        prefix = text.numbered(lines[:kept])
        expect(found == prefix, f"not a prefix of the input: {text.difference(found, prefix)}")
        lost = delivered - kept
        expect(lost <= 0, f"{delivered} delivered, {kept} kept: {lost} lost")
        middle = 0 < delivered and kept < len(lines)
        expect(middle, f"not killed in the middle: {delivered} delivered, {kept} kept")
        kcat.produce(broker, TOPIC, lines[kept:])
        found, whole = kcat.consume(broker, TOPIC), text.numbered(lines)
        expect(found == whole, f"not the input: {text.difference(found, whole)}")
    return f"{len(lines)} records: {delivered} delivered at the kill, {kept} kept"


def wait_for_log(broker, size):
    """Returns as soon as the log on the disk has so many bytes."""
    give_up = time.monotonic() + PATIENCE_S
    while True:
        found = sum(log.stat().st_size for log in broker.data.glob(f"{TOPIC}-0/*.log"))
        if size <= found:
            return
        expect(time.monotonic() < give_up, f"{found} bytes in the log after {PATIENCE_S} s")
        time.sleep(0.0005)


def confluent_sends_again(folder):
    """confluent-kafka reconnects by itself: all is there, each acknowledged at its offset."""
    lines = text.lines()
    third = len(lines) // 3
    sending = Sending(lines)
    with Broker(folder) as broker:
        producer = confluent_kafka.Producer({"bootstrap.servers": broker.address, "acks": "all"})
        sending.send(producer, 2 * third, stop_at=third)
        at_kill = len(sending.offsets)
        broker.kill()
        time.sleep(0.3)
        broker.start()
        sending.send_rest(producer)
        log = read_all(broker, len(lines))
    acknowledged = sorted(sending.offsets.items())
    wrong = [index for index, offset in acknowledged if log.get(offset) != lines[index]]
    expect(not wrong, f"{len(wrong)} acknowledged records are not at their offset: {wrong[:3]}")
    everything = set(log.values())
    missing = [index for index, line in enumerate(lines) if line not in everything]
    expect(not missing, f"{len(missing)} records are not in the log: {missing[:3]}")
    strange = everything - set(lines)
    expect(not strange, f"{len(strange)} records that nobody sent: {list(strange)[:3]}")
    twice = len(log) - len(lines)
    return f"{len(lines)} records: {at_kill} acknowledged at the kill, {twice} there twice"


def idempotent_kcat_sends_once(folder):
    """kcat numbers its batches, each kcat as a producer of its own, also after a kill."""
    lines = text.lines()
    third = len(lines) // 3
    with Broker(folder) as broker:
        for begin in (0, third, 2 * third):
            part = lines[begin : begin + third] if begin < 2 * third else lines[begin:]
            # It gives up when its only broker is gone, so that none is killed in the middle.
            kcat.produce(broker, TOPIC, part, "-X", "enable.idempotence=true")
            broker.kill()
            broker.start()
        found, whole = kcat.consume(broker, TOPIC), text.numbered(lines)
        expect(found == whole, f"not the input: {text.difference(found, whole)}")
        said = (broker.data / "kanon-controller").read_text(encoding="ascii").splitlines()
    # Each broker took a block of a thousand ids for the one that it gave.
    expect(said[2] == "next-producer-id 3000", f"the controller has given ids: {said[2]!r}")
    return f"{len(lines)} records of three producers, in order"


def idempotent_confluent_sends_once(folder):
    """confluent-kafka numbers its batches: whatever is sent again is there once, in order."""
    lines = text.lines()
    sending = Sending(lines)
    kills = 6
    with Broker(folder) as broker:
        options = {"bootstrap.servers": broker.address, "enable.idempotence": True}
        options |= {"batch.num.messages": 20, "retry.backoff.ms": 20, "reconnect.backoff.ms": 20}
        producer = confluent_kafka.Producer(options | {"reconnect.backoff.max.ms": 100})
        for kill in range(1, kills + 1):
            place = kill * len(lines) // (kills + 1)
            sending.send(producer, place, stop_at=place - 500)
            broker.kill()
            broker.start()
        sending.send_rest(producer)
        log = read_all(broker, len(lines))
    found = [log[offset] for offset in sorted(log)]
    first = next((at for at, line in enumerate(lines) if found[at] != line), None)
    expect(found == lines, f"{len(found)} of {len(lines)} records, another one at {first}")
    offsets = [sending.offsets.get(index) for index in range(len(lines))]
    # What is acknowledged as a duplicate of what is no longer remembered has no offset, -1.
    wrong = [at for at, offset in enumerate(offsets) if offset != at]
    expect(not wrong, f"{len(wrong)} records are told another offset than theirs: {wrong[:3]}")
    return f"{len(lines)} records: each once, in order, through {kills} kills"


class Sending:
    """What a producer was given, and what it was told of it."""

    def __init__(self, lines):
        self.lines = lines
        self.next = 0
        self.offsets = {}
        self.errors = []

    def send(self, producer, end, stop_at=None):
        """Gives the producer the lines up to `end`; returns when so many are acknowledged."""
        give_up = time.monotonic() + PATIENCE_S
        while self.next < end and not self._enough(stop_at):
            key, value = self.lines[self.next][:-1].split(b"\t", 1)
            try:
                told = self._teller(self.next)
                producer.produce(TOPIC, value, key, partition=0, on_delivery=told)
                self.next += 1
            except BufferError:
                producer.poll(0.05)
            producer.poll(0)
        while stop_at and not self._enough(stop_at):
            producer.poll(0.05)
            late = give_up < time.monotonic()
            expect(not late, f"{len(self.offsets)} of {stop_at} acknowledged in {PATIENCE_S} s")

    def send_rest(self, producer):
        """Gives the producer all other lines; returns when every line is acknowledged."""
        self.send(producer, len(self.lines))
        left = producer.flush(PATIENCE_S)
        expect(left == 0, f"{left} records were not delivered in {PATIENCE_S} s")
        expect(not self.errors, f"{len(self.errors)} failed: {self.errors[:3]}")

    def _enough(self, stop_at):
        return stop_at is not None and stop_at <= len(self.offsets)

    def _teller(self, index):
        def told(error, message):
            if error is None:
                self.offsets[index] = message.offset()
            else:
                self.errors.append(str(error))

        return told


def read_all(broker, least):
    """Offset to line, from the beginning to the end that the broker names."""
    options = {"bootstrap.servers": broker.address, "check.crcs": True}
    # The client wants a group's name, but nothing is committed: there are no groups yet.
    options |= {"group.id": "none", "enable.auto.commit": False}
    consumer = confluent_kafka.Consumer(options)
    partition = confluent_kafka.TopicPartition(TOPIC, 0, 0)
    low, high = consumer.get_watermark_offsets(partition, timeout=PATIENCE_S)
    expect((low, least) <= (0, high), f"the log is {low} to {high}, of {least} records")
    consumer.assign([partition])
    log, give_up = {}, time.monotonic() + PATIENCE_S
    while len(log) < high:
        late = give_up < time.monotonic()
        expect(not late, f"{len(log)} of {high} records read in {PATIENCE_S} s")
        for message in consumer.consume(10_000, timeout=1):
            expect(message.error() is None, f"reading: {message.error()}")
            log[message.offset()] = b"%s\t%s\n" % (message.key(), message.value() or b"")
    consumer.close()
    return log
