#!/usr/bin/env bash
# Makes these directories again: fills two topics of Apache Kafka 4.3.1, and ends it cleanly for
# `clean`, by kill -9 for `killed`.
#
#     tests/kafka-logs/make.sh LIBS
#
# LIBS is the folder `libs` in what `tests/peers/fetch` makes. Java 17 is needed. What comes out is not the same byte for byte: ids and times differ.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
libs="$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for way in clean killed; do
    data="$work/$way"
    cat > "$work/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:39193
listeners=PLAINTEXT://127.0.0.1:39192,CONTROLLER://127.0.0.1:39193
advertised.listeners=PLAINTEXT://127.0.0.1:39192
controller.listener.names=CONTROLLER
log.dirs=$data
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
log.flush.offset.checkpoint.interval.ms=1000
log.initial.task.delay.ms=100
PROPERTIES
    java -cp "$libs/*" kafka.tools.StorageTool format -t 5L6g3nShT-eMCtK--X86sw \
        -c "$work/server.properties" > "$work/format.out" 2>&1
    java -Xmx512m -cp "$libs/*" kafka.Kafka "$work/server.properties" > "$work/$way.out" 2>&1 &
    broker=$!
    for _ in $(seq 60); do
        if (exec 3<> /dev/tcp/127.0.0.1/39192) 2> /dev/null; then break; fi
        sleep 0.5
    done
    java -cp "$libs/*" Make.java 127.0.0.1:39192
    sleep 3
    if [ "$way" = clean ]; then kill "$broker"; else kill -9 "$broker"; fi
    wait "$broker" || true
    rm -rf "$way"
    mkdir "$way"
    cp -r "$data"/{plain-0,tx-0,meta.properties} "$data"/*-checkpoint "$way/"
    if [ "$way" = clean ]; then cp "$data/.kafka_cleanshutdown" "$way/kafka_cleanshutdown"; fi
    # What they say of other topics is of no use here.
    for file in "$way"/*-checkpoint; do
        lines=$(grep -E '^(plain|tx) ' "$file" || true)
        printf '0\n%s\n' "$(printf '%s' "$lines" | grep -c . || true)" > "$file"
        if [ -n "$lines" ]; then printf '%s\n' "$lines" >> "$file"; fi
    done
done
du -sb clean killed
