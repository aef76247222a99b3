#!/usr/bin/env bash
# Makes these directories again: fills topics of Apache Kafka 4.3.1, lets its cleaner run, and ends
# it cleanly for `clean`, by kill -9 for `killed`.
#
#     tests/kafka-logs/make.sh LIBS
#
# LIBS is the folder `libs` in what `tests/peers/fetch` makes. Java 17 is needed. What comes out is
# not the same byte for byte: ids and times differ.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
libs="$1"
work=$(mktemp -d)
broker=
trap 'kill -9 $broker 2> /dev/null; rm -rf "$work"' EXIT
servers=127.0.0.1:39192

javac -Xlint:all,-processing,-classfile -Werror -cp "$libs/*" -d "$work/classes" ./*.java
program() {
    java -cp "$work/classes:$libs/*" "$@"
}

start() {
    java -Xmx512m -cp "$libs/*" kafka.Kafka "$work/server.properties" >> "$work/$way.out" 2>&1 &
    broker=$!
    for _ in $(seq 60); do
        if (exec 3<> /dev/tcp/127.0.0.1/39192) 2> /dev/null; then return; fi
        sleep 0.5
    done
    return 1
}

stop() {
    kill "$@" "$broker"
    wait "$broker" || true
    broker=
}

for way in clean killed; do
    data="$work/$way"
    cat > "$work/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:39193
listeners=PLAINTEXT://$servers,CONTROLLER://127.0.0.1:39193
advertised.listeners=PLAINTEXT://$servers
controller.listener.names=CONTROLLER
log.dirs=$data
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
log.flush.offset.checkpoint.interval.ms=1000
log.initial.task.delay.ms=100
log.cleaner.backoff.ms=500
log.cleaner.dedupe.buffer.size=2097152
PROPERTIES
    java -cp "$libs/*" kafka.tools.StorageTool format -t 5L6g3nShT-eMCtK--X86sw \
        -c "$work/server.properties" > "$work/format.out" 2>&1
    start
    program Make create "$servers"
    stop
    # As of a broker of long ago: Kafka takes them as they are, and makes the indexes.
    program Old "$data/old-0" "$data/oldkeys-0"
    rm "$data/.kafka_cleanshutdown"
    start
    program Make fill "$servers"
    # Until the cleaner has nothing left to do.
    cleaned=nothing
    for _ in $(seq 30); do
        sleep 2
        before="$cleaned"
        cleaned=$(grep -E '^(keys|oldkeys) ' "$data/cleaner-offset-checkpoint" | sort || true)
        if [ "$before" = "$cleaned" ] && [ "$(wc -l <<< "$cleaned")" = 2 ]; then break; fi
    done
    program Make tell "$servers" > "$way.txt"
    if [ "$way" = clean ]; then stop; else stop -9; fi
    rm -rf "$way"
    mkdir "$way"
    cp -r "$data"/{plain,tx,keys,old,oldkeys}-0 "$data/meta.properties" "$data"/*-checkpoint "$way/"
    find "$way" -name '*.deleted' -delete
    if [ "$way" = clean ]; then cp "$data/.kafka_cleanshutdown" "$way/kafka_cleanshutdown"; fi
    # What they say of other topics is of no use here.
    for file in "$way"/*-checkpoint; do
        lines=$(grep -E '^(plain|tx|keys|old|oldkeys) ' "$file" || true)
        printf '0\n%s\n' "$(printf '%s' "$lines" | grep -c . || true)" > "$file"
        if [ -n "$lines" ]; then printf '%s\n' "$lines" >> "$file"; fi
    done
    grep ' ERROR ' "$work/$way.out" || true
done
du -sb clean killed
