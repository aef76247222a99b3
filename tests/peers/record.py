"""Records what stock clients and Apache Kafka say to each other.

    tests/peers/fetch target/peers
    target/venv/bin/python tests/peers/record.py target/peers tests/peers/exchanges

Starts Apache Kafka on loopback with a proxy before it, lets clients do their work through the
proxy, and writes a file of lines for each client: of each API, version and direction the first
frame and the largest of up to 3,000 bytes, as `kanon frame --lines` takes them. Run by hand, when a
client or Kafka changes. It wants kcat, and in its Python confluent-kafka, kafka-python and
aiokafka; a client that is not there is named and left out.
"""

import asyncio
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import uuid
from base64 import urlsafe_b64encode

LARGEST = 3000


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Proxy:
    """Passes bytes on in both directions and keeps the frames among them."""

    def __init__(self, port, behind):
        self.port, self.behind = port, behind
        self.frames = {}
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait()

    def _run(self, started):
        async def serve():
            await asyncio.start_server(self._connection, "127.0.0.1", self.port)
            started.set()
            await asyncio.Event().wait()

        asyncio.run(serve())

    async def _connection(self, reader, writer):
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.behind)
        except OSError:
            writer.close()
            return
        asked = {}
        await asyncio.gather(
            self._pass(reader, back, lambda frame: self._request(frame, asked)),
            self._pass(there, writer, lambda frame: self._response(frame, asked)),
        )

    async def _pass(self, source, sink, keep):
        try:
            while True:
                size = await source.readexactly(4)
                frame = await source.readexactly(struct.unpack(">i", size)[0])
                keep(frame)
                sink.write(size + frame)
                await sink.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            sink.close()

    def _request(self, frame, asked):
        key, version, correlation = struct.unpack(">hhi", frame[:8])
        asked[correlation] = (key, version)
        self._keep(key, version, "request", frame)

    def _response(self, frame, asked):
        correlation = struct.unpack(">i", frame[:4])[0]
        key, version = asked.pop(correlation)
        self._keep(key, version, "response", frame)

    def _keep(self, key, version, direction, frame):
        if LARGEST < len(frame):
            return
        kept = self.frames.setdefault((key, version, direction), [])
        if not kept:
            kept.append(frame)
        elif len(kept) == 1 and len(kept[0]) < len(frame):
            kept.append(frame)
        elif len(kept) == 2 and len(kept[1]) < len(frame):
            kept[1] = frame

    def taken(self):
        frames, self.frames = self.frames, {}
        return frames


class Kafka:
    """Apache Kafka as one process, broker and controller."""

    def __init__(self, libs, folder, port, advertised):
        self.libs = libs
        controller = free_port()
        config = os.path.join(folder, "server.properties")
        with open(config, "w", encoding="utf-8") as out:
            out.write(
                textwrap.dedent(f"""\
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:{controller}
                listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
                advertised.listeners=PLAINTEXT://127.0.0.1:{advertised}
                controller.listener.names=CONTROLLER
                log.dirs={folder}/data
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=true
                """)
            )
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        self.java("kafka.tools.StorageTool", "format", "--standalone", "-t", cluster, "-c", config)
        log = open(os.path.join(folder, "kafka.log"), "wb")
        self.process = subprocess.Popen(
            ["java", "-Xmx512m", "-cp", f"{libs}/*", "kafka.Kafka", config],
            stdout=log, stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.2)
        raise SystemExit("Kafka did not come up in a minute: see kafka.log")

    def java(self, tool, *arguments, text="", check=True):
        subprocess.run(
            ["java", "-Xmx256m", "-cp", f"{self.libs}/*", tool, *arguments],
            input=text.encode(), check=check, timeout=90,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )


def kcat(at):
    topic = "kcat"
    for codec in ["none", "gzip", "snappy", "lz4", "zstd"]:
        run(["kcat", "-b", at, "-P", "-t", topic, "-K:", "-z", codec], "k1:v1\nk2:v2\nk3:\n")
    run(["kcat", "-b", at, "-P", "-t", topic, "-X", "enable.idempotence=true"], "x\ny\n")
    run(["kcat", "-b", at, "-L"])
    run(["kcat", "-b", at, "-Q", "-t", f"{topic}:0:-1"])
    run(["kcat", "-b", at, "-C", "-t", topic, "-e", "-o", "beginning"])
    run(["kcat", "-b", at, "-G", "kcat-group", topic, "-e", "-o", "beginning"])


def run(command, text=""):
    subprocess.run(
        command, input=text.encode(), check=True, timeout=60,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def confluent(at):
    from confluent_kafka import Consumer, Producer, TopicPartition
    from confluent_kafka.admin import (
        AdminClient, ConfigResource, NewPartitions, NewTopic, ResourceType,
    )

    admin = AdminClient({"bootstrap.servers": at})
    wait(admin.create_topics([NewTopic("confluent", 2, 1)]))
    for transactional in [False, True]:
        config = {"bootstrap.servers": at, "enable.idempotence": True}
        if transactional:
            config["transactional.id"] = "confluent-transactions"
        producer = Producer(config)
        for outcome in ["commit_transaction", "abort_transaction"] if transactional else [None]:
            if transactional:
                if outcome == "commit_transaction":
                    producer.init_transactions(30)
                producer.begin_transaction()
            for number in range(5):
                producer.produce("confluent", f"v{number}", f"k{number}", headers={"h": b"x"})
            producer.flush(30)
            if transactional:
                getattr(producer, outcome)(30)
    for protocol in ["classic", "consumer"]:
        consumer = Consumer({
            "bootstrap.servers": at, "group.id": f"confluent-{protocol}",
            "group.protocol": protocol, "auto.offset.reset": "earliest",
            "isolation.level": "read_committed",
        })
        consumer.subscribe(["confluent"])
        seen, deadline = 0, time.monotonic() + 30
        while seen < 10 and time.monotonic() < deadline:
            message = consumer.poll(1)
            seen += message is not None and message.error() is None
        consumer.commit(asynchronous=False)
        consumer.committed([TopicPartition("confluent", 0)], timeout=10)
        consumer.close()
    wait(admin.describe_configs([ConfigResource(ResourceType.TOPIC, "confluent")]))
    wait(admin.create_partitions([NewPartitions("confluent", 3)]))
    admin.list_consumer_groups().result()
    wait(admin.describe_consumer_groups(["confluent-classic", "confluent-consumer"]))
    wait(admin.delete_records([TopicPartition("confluent", 0, 1)]))
    wait(admin.delete_consumer_groups(["confluent-classic"]))
    admin.describe_cluster().result()
    wait(admin.delete_topics(["confluent"]))


def wait(futures):
    for future in futures.values():
        future.result(30)


def kafka_python(at):
    from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
    from kafka.admin import NewTopic

    admin = KafkaAdminClient(bootstrap_servers=at)
    admin.create_topics([NewTopic("kafka-python", 1, 1)])
    producer = KafkaProducer(bootstrap_servers=at, compression_type="gzip")
    for number in range(5):
        producer.send("kafka-python", f"v{number}".encode(), f"k{number}".encode())
    producer.close()
    consumer = KafkaConsumer(
        "kafka-python", bootstrap_servers=at, group_id="kafka-python",
        auto_offset_reset="earliest", consumer_timeout_ms=5000,
    )
    for _ in consumer:
        pass
    consumer.commit()
    consumer.close()
    admin.list_groups() if hasattr(admin, "list_groups") else admin.list_consumer_groups()
    admin.delete_topics(["kafka-python"])
    admin.close()


def aiokafka(at):
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

    async def work():
        producer = AIOKafkaProducer(
            bootstrap_servers=at, transactional_id="aiokafka-transactions",
        )
        await producer.start()
        async with producer.transaction():
            await producer.send_and_wait("aiokafka", b"value", key=b"key")
        await producer.stop()
        consumer = AIOKafkaConsumer(
            "aiokafka", bootstrap_servers=at, group_id="aiokafka", auto_offset_reset="earliest",
        )
        await consumer.start()
        await asyncio.wait_for(consumer.getone(), 30)
        await consumer.commit()
        await consumer.stop()

    asyncio.run(work())


def java(at, kafka):
    tools, group = "org.apache.kafka.tools.", "org.apache.kafka.tools.consumer.group."
    ask = ["--bootstrap-server", at]
    kafka.java(tools + "TopicCommand", *ask, "--create", "--topic", "java", "--partitions", "2")
    kafka.java(tools + "TopicCommand", *ask, "--describe", "--topic", "java")
    kafka.java(
        tools + "ConsoleProducer", *ask, "--topic", "java", "--reader-property", "parse.key=true",
        "--reader-property", "key.separator=:", "--compression-codec", "zstd",
        text="a:1\nb:2\nc:\n",
    )
    kafka.java(
        tools + "ProducerPerformance", "--topic", "java", "--num-records", "20", "--record-size",
        "20", "--throughput", "-1", "--transactional-id", "java-transactions", "--producer-props",
        f"bootstrap.servers={at}",
    )
    for protocol in ["classic", "consumer"]:
        kafka.java(
            tools + "consumer.ConsoleConsumer", *ask, "--topic", "java", "--from-beginning",
            "--max-messages", "5", "--group", f"java-{protocol}", "--consumer-property",
            f"group.protocol={protocol}",
        )
    kafka.java(
        tools + "consumer.ConsoleShareConsumer", *ask, "--topic", "java", "--max-messages", "1",
        "--timeout-ms", "8000", "--group", "java-share", check=False,
    )
    kafka.java(group + "ConsumerGroupCommand", *ask, "--describe", "--all-groups")
    kafka.java(group + "ConsumerGroupCommand", *ask, "--delete", "--group", "java-classic")
    share = ["--describe", "--group", "java-share"]
    kafka.java(group + "ShareGroupCommand", *ask, *share, check=False)
    for what in [["--transactional-id", "java-transactions"], []]:
        kafka.java(tools + "TransactionsCommand", *ask, "describe" if what else "list", *what)
    producers = ["describe-producers", "--topic", "java", "--partition", "0"]
    kafka.java(tools + "TransactionsCommand", *ask, *producers)
    kafka.java(tools + "GetOffsetShell", *ask, "--topic", "java")
    kafka.java(tools + "LogDirsCommand", *ask, "--describe")
    kafka.java(tools + "MetadataQuorumCommand", *ask, "describe", "--status")
    kafka.java(tools + "FeatureCommand", *ask, "describe")
    kafka.java(tools + "ClusterTool", "cluster-id", *ask)
    kafka.java(tools + "BrokerApiVersionsCommand", *ask)
    topics = ["kafka.admin.ConfigCommand", *ask, "--entity-type", "topics"]
    change = ["--entity-name", "java", "--alter", "--add-config", "retention.ms=1000000"]
    kafka.java(*topics, *change)
    kafka.java(*topics, "--describe")
    preferred = ["--election-type", "preferred", "--all-topic-partitions"]
    kafka.java(tools + "LeaderElectionCommand", *ask, *preferred, check=False)
    kafka.java(tools + "reassign.ReassignPartitionsCommand", *ask, "--list", check=False)
    kafka.java(tools + "TopicCommand", *ask, "--delete", "--topic", "java")


def write(path, frames):
    with open(path, "w", encoding="utf-8") as out:
        for (key, version, direction), kept in sorted(frames.items()):
            for frame in kept:
                line = {"key": key, "version": version, "dir": direction, "hex": frame.hex()}
                out.write(json.dumps(line, separators=(",", ":")) + "\n")
    count = sum(len(kept) for kept in frames.values())
    print(f"{path}: {count} frames of {len({key for key, _, _ in frames})} APIs")


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    libs, out = os.path.join(os.path.abspath(sys.argv[1]), "libs"), sys.argv[2]
    os.makedirs(out, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="kafka-exchanges-")
    behind, port = free_port(), free_port()
    kafka = Kafka(libs, folder, behind, port)
    try:
        proxy, at = Proxy(port, behind), f"127.0.0.1:{port}"
        clients = {
            "kcat": kcat, "confluent-kafka": confluent, "kafka-python": kafka_python,
            "aiokafka": aiokafka, "java": lambda at: java(at, kafka),
        }
        for name, work in clients.items():
            try:
                work(at)
            except (ImportError, FileNotFoundError) as error:
                print(f"{name}: left out: {error}")
                continue
            time.sleep(1)
            write(os.path.join(out, f"{name}.jsonl"), proxy.taken())
    finally:
        kafka.process.kill()
        kafka.process.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
