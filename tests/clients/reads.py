"""Reading in every way that kcat has, lists of topics, refusals, and a clean stop."""

import json
import os
import pathlib
import subprocess
import time

import confluent_kafka
import confluent_kafka.admin
import kcat
import text
from broker import ROOT, Broker, expect

CLEAN = ".kafka_cleanshutdown"
# Apache Kafka's jars and the programs over them, as tests/peers/fetch makes them.
PEERS = pathlib.Path(os.environ.get("KANON_PEERS", ROOT / "target" / "peers"))


def some_lines(count):
    """The first lines of the input."""
    return text.lines()[:count]


def metadata_lists_what_there_is(folder):
    """One broker, and each topic that was written to, with one partition that it leads."""
    with Broker(folder) as broker:
        for topic in ["alpha", "beta", "with.dots_and-dashes"]:
            kcat.produce(broker, topic, some_lines(3))
        found = kcat.metadata(broker)
        addresses = [member["name"] for member in found["brokers"]]
        expect(addresses == [broker.address], f"brokers are {addresses}")
        names = sorted(topic["topic"] for topic in found["topics"])
        expect(names == ["alpha", "beta", "with.dots_and-dashes"], f"topics are {names}")
        ids = {member["id"] for member in found["brokers"]}
        for topic in found["topics"]:
            leaders = [part["leader"] for part in topic["partitions"]]
            expect(leaders == sorted(ids), f"{topic['topic']} has leaders {leaders}, not {ids}")
        one = kcat.metadata(broker, "-t", "beta")
        names = [topic["topic"] for topic in one["topics"]]
        expect(names == ["beta"], f"asked for beta: {names}")
        broker.kill()
        broker.start()
        again = kcat.metadata(broker)
        expect(again == found, f"after a restart: {again}, before: {found}")
    return "3 topics, the same after a restart"


def consuming_begins_anywhere(folder):
    """At the beginning, at an offset, a number before the end."""
    lines = some_lines(20_000)
    with Broker(folder) as broker:
        kcat.produce(broker, "offsets", lines)
        for start in [0, 1, 7_777, 19_999]:
            found = kcat.consume(broker, "offsets", start, count=1)
            wanted = text.numbered(lines[start : start + 1], start)
            expect(found == wanted, f"from {start}: {text.difference(found, wanted)}")
        found = kcat.consume(broker, "offsets", 12_345)
        wanted = text.numbered(lines[12_345:], 12_345)
        expect(found == wanted, f"from 12345: {text.difference(found, wanted)}")
        found = kcat.consume(broker, "offsets", -10)
        wanted = text.numbered(lines[-10:], 19_990)
        expect(found == wanted, f"the last ten: {text.difference(found, wanted)}")
    return "6 places"


def times_lead_to_offsets(folder):
    """The first record at or after a time, within batches too; nothing after the last."""
    count, apart_ms = 3_000, 10
    begin_ms = int(time.time() * 1000) - 3_600_000
    with Broker(folder) as broker:
        producer = confluent_kafka.Producer({"bootstrap.servers": broker.address})
        for at in range(count):
            stamp = begin_ms + at * apart_ms
            producer.produce("times", b"at %d" % at, partition=0, timestamp=stamp)
        expect(producer.flush(60) == 0, "not all was delivered")
        asked = {-1: count, -2: 0, begin_ms - 5: 0, begin_ms: 0}
        for at in [1, 777, 1_500, count - 1]:
            asked[begin_ms + at * apart_ms] = at
            asked[begin_ms + at * apart_ms - apart_ms + 1] = at
        # Kafka's answer for a time after the last record; kcat shows it as the end.
        late_ms = begin_ms + count * apart_ms
        for time_ms, wanted in asked.items():
            found = kcat.offset_at(broker, "times", time_ms)
            expect(found == wanted, f"time {time_ms - begin_ms} ms: {found}, not {wanted}")
        found = kcat.offset_at(broker, "times", late_ms)
        expect(found in (-1, count), f"after the last record: {found}")
        start = f"s@{begin_ms + 2_000 * apart_ms}"
        found = kcat.consume(broker, "times", start, count=1)
        expect(found == b"2000\t\tat 2000\n", f"consuming {start} gives {found!r}")
    return f"{len(asked) + 2} times"


def a_long_poll_waits_and_wakes(folder):
    """A consumer at the end costs nothing, and gets a new record long before its deadline."""
    wait_ms = 6_000
    with Broker(folder) as broker:
        kcat.produce(broker, "polls", some_lines(10))
        command = ["kcat", "-b", broker.address, "-C", "-t", "polls", "-p", "0", "-o", "end"]
        options = ["-u", "-c", "3", "-f", "%o\\t%k\\t%s\\n"]
        waits = ["-X", f"fetch.wait.max.ms={wait_ms}", "-X", "socket.timeout.ms=60000"]
        pipe = subprocess.PIPE
        consumer = subprocess.Popen([*command, *options, *waits], stdout=pipe, stderr=pipe)
        try:
            said = consumer.stderr.readline()
            expect(b"Reached end of topic" in said, f"kcat at the end says {said!r}")
            before_s = broker.processor_seconds()
            time.sleep(2)
            used_s = broker.processor_seconds() - before_s
            expect(used_s < 0.5, f"waiting used {used_s:.2f} s of the processor in 2 s")
            begin = time.monotonic()
            kcat.produce(broker, "polls", some_lines(3))
            found = consumer.communicate(timeout=60)[0]
            waited_ms = (time.monotonic() - begin) * 1000
        finally:
            consumer.kill()
            consumer.wait()
        wanted = text.numbered(some_lines(3), 10)
        expect(found == wanted, f"from the end: {text.difference(found, wanted)}")
        in_time = waited_ms < wait_ms / 3
        expect(in_time, f"woken after {waited_ms:.0f} ms: by the deadline, not by the record")
    return f"woken after {waited_ms:.0f} ms of {wait_ms}"


def compressed_batches_come_back(folder):
    """What both clients compress is kept as it is, and both read it."""
    lines = some_lines(2_000)
    sizes = []
    with Broker(folder) as broker:
        # Not lz4: librdkafka sends it only to a broker that has FindCoordinator.
        for code, kind in [(1, "gzip"), (2, "snappy"), (4, "zstd")]:
            kcat.produce(broker, kind, lines, "-z", kind)
            options = {"bootstrap.servers": broker.address, "compression.type": kind}
            producer = confluent_kafka.Producer(options)
            told = []
            tell = lambda error, _: told.append(error)
            for line in lines:
                key, value = line.rstrip(b"\n").split(b"\t", 1)
                producer.produce(kind, value, key, partition=0, on_delivery=tell)
                producer.poll(0)
            expect(producer.flush(30) == 0, f"{kind}: no answer")
            expect(told == [None] * len(lines), f"{kind}: {set(told)}")
            wanted = text.numbered(lines + lines)
            found = kcat.consume(broker, kind)
            expect(found == wanted, f"{kind}: {text.difference(found, wanted)}")
            found = confluent_reads(broker, kind, 2 * len(lines))
            expect(found == wanted, f"{kind} by confluent: {text.difference(found, wanted)}")
            log = (broker.data / f"{kind}-0" / f"{0:020}.log").read_bytes()
            kinds = codecs(log)
            # A client sends as it is what compression would make larger.
            expect(kinds <= {0, code} and code in kinds, f"{kind}: the batches have {kinds}")
            sizes.append(f"{kind} {len(log)}")
    return f"{len(b''.join(lines)) * 2} bytes of text: {', '.join(sizes)}"


def javas_clients_agree(folder):
    """Apache Kafka's own producer and consumer, in every compression, and offsets by time."""
    expect((PEERS / "classes").is_dir(), f"{PEERS} is missing: tests/peers/fetch target/peers")
    path = f"{PEERS}/classes:{PEERS}/libs/*"
    with Broker(folder) as broker:
        command = ["java", "-Xmx512m", "-cp", path, "Clients", broker.address]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        expect(ran.returncode == 0, f"java ended with {ran.returncode}: {ran.stderr[-2000:]}")
        told = ran.stdout.splitlines()
        kinds = ["none", "gzip", "snappy", "lz4", "zstd"]
        wanted = [f"{kind}: 20000 records came back" for kind in kinds]
        expect(told == wanted, f"java said {told}")
        for code, kind in enumerate(kinds):
            log = (broker.data / f"java-{kind}-0" / f"{0:020}.log").read_bytes()
            expect(codecs(log) <= {0, code} and code in codecs(log), f"{kind}: {codecs(log)}")
    return f"5 times 20000 records, {', '.join(kinds)}"


def codecs(log):
    """The codes of compression of the batches in a segment."""
    found, at = set(), 0
    while at < len(log):
        found.add(log[at + 22] & 7)
        at += 12 + int.from_bytes(log[at + 8 : at + 12], "big")
    return found


def confluent_reads(broker, topic, count):
    """What confluent-kafka reads from the beginning, as kcat.consume has it."""
    options = {"bootstrap.servers": broker.address, "check.crcs": True}
    options |= {"group.id": "none", "enable.auto.commit": False}
    consumer = confluent_kafka.Consumer(options)
    consumer.assign([confluent_kafka.TopicPartition(topic, 0, 0)])
    found = []
    try:
        while len(found) < count:
            message = consumer.poll(10)
            expect(message is not None, f"no record in 10 s after {len(found)}")
            expect(message.error() is None, f"after {len(found)} records: {message.error()}")
            parts = [str(message.offset()).encode(), message.key() or b"", message.value()]
            found.append(b"\t".join(parts) + b"\n")
    finally:
        consumer.close()
    return b"".join(found)


def what_is_deleted_is_gone(folder):
    """confluent-kafka has records deleted; readers begin after them, also after a kill."""
    lines = some_lines(1000)
    with Broker(folder) as broker:
        kcat.produce(broker, "deleted", lines)
        admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": broker.address})
        for offset in (400, 700):
            wanted = confluent_kafka.TopicPartition("deleted", 0, offset)
            (deleted,) = admin.delete_records([wanted]).values()
            low = deleted.result(timeout=20).low_watermark
            expect(low == offset, f"asked for {offset}, the answer is {low}")
            earliest = kcat.offset_at(broker, "deleted", -2)
            expect(earliest == offset, f"asked for {offset}, the log begins at {earliest}")
            broker.kill()
            broker.start()
            found = kcat.consume(broker, "deleted")
            rest = text.numbered(lines[offset:], offset)
            expect(found == rest, f"not the rest: {text.difference(found, rest)}")
        beyond = confluent_kafka.TopicPartition("deleted", 0, 1001)
        (deleted,) = admin.delete_records([beyond]).values()
        error = deleted.exception(timeout=20)
        code = error and error.args[0].code()
        expect(code == confluent_kafka.KafkaError.OFFSET_OUT_OF_RANGE, f"beyond the end: {error}")
    return "700 of 1000 records, in two requests"


def broker_epoch(broker):
    """What the mark of a clean stop says of the broker that stopped (KIP-966)."""
    expect((broker.data / CLEAN).is_file(), f"no {CLEAN} in the data after SIGTERM")
    return json.loads((broker.data / CLEAN).read_text())["brokerEpoch"]


def a_stop_is_clean(folder):
    """SIGTERM: exit code 0 and Kafka's clean-shutdown file, which the next start takes away."""
    lines = some_lines(1_000)
    with Broker(folder) as broker:
        expect(not (broker.data / CLEAN).exists(), f"{CLEAN} while the broker runs")
        kcat.produce(broker, "stops", lines)
        code = broker.stop()
        expect(code == 0, f"SIGTERM: exit code {code}")
        first = broker_epoch(broker)
        broker.start()
        found, wanted = kcat.consume(broker, "stops"), text.numbered(lines)
        expect(found == wanted, f"after the stop: {text.difference(found, wanted)}")
        expect(not (broker.data / CLEAN).exists(), f"{CLEAN} while the broker runs again")
        broker.stop()
        second = broker_epoch(broker)
        expect(0 <= first < second, f"broker epochs {first} and then {second} in {CLEAN}")
    return f"exit code 0, broker epochs {first} and {second}"
