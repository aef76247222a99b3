// Makes and fills topics of a running broker, and says what they hold.
//
//     java -cp LIBS:CLASSES Make create HOST:PORT     makes all topics
//     java -cp LIBS:CLASSES Make fill HOST:PORT       fills them, and leaves a transaction open
//     java -cp LIBS:CLASSES Make tell HOST:PORT       prints what Kafka's own consumer reads
//
// plain    batches of each compression
// tx       an idempotent producer; transactions that overlap, are committed, aborted, left open
// keys     each key many times, with tombstones, in each compression and in transactions; compacted
// old      what `Old.java` wrote, and newer batches after it
// oldkeys  the same, compacted
//
// Timestamps are 20 s apart, so that segments of a minute roll.

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

public final class Make {
    static final List<String> TOPICS = List.of("plain", "tx", "keys", "old", "oldkeys");
    static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    static long time = 1_700_000_000_000L;

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "create" -> create(arguments[1]);
            case "fill" -> fill(arguments[1]);
            case "tell" -> tell(arguments[1]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static void create(String servers) throws Exception {
        Map<String, String> config = Map.of("segment.ms", "60000", "segment.index.bytes", "480",
            "retention.ms", "-1", "index.interval.bytes", "100", "compression.type", "producer",
            "message.timestamp.before.max.ms", "9223372036854775807",
            "message.timestamp.after.max.ms", "9223372036854775807");
        Map<String, String> compacted = new HashMap<>(config);
        compacted.put("cleanup.policy", "compact");
        compacted.put("min.cleanable.dirty.ratio", "0.01");
        List<NewTopic> topics = new ArrayList<>();
        for (String topic : TOPICS)
            topics.add(new NewTopic(topic, 1, (short) 1).configs(topic.endsWith("keys") ? compacted : config));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(topics).all().get();
        }
    }

    static KafkaProducer<String, String> producer(String servers, String compression, String id) {
        Properties of = new Properties();
        of.put("bootstrap.servers", servers);
        of.put("compression.type", compression);
        of.put("acks", "all");
        of.put("linger.ms", "50");
        of.put("enable.idempotence", id == null ? "false" : "true");
        if (id != null && !id.isEmpty()) of.put("transactional.id", id);
        return new KafkaProducer<>(of, new StringSerializer(), new StringSerializer());
    }

    static void send(KafkaProducer<String, String> to, String topic, int count, String value) {
        for (int at = 0; at < count; at++) {
            time += 20_000;
            to.send(new ProducerRecord<>(topic, 0, time, "key-" + at, value.repeat(1 + at % 4)));
        }
        to.flush();
    }

    static void fill(String servers) throws Exception {
        for (String compression : CODECS) {
            try (var one = producer(servers, compression, null)) {
                send(one, "plain", 2, compression + " ");
                send(one, "plain", 2, compression + " ");
                send(one, "old", 2, compression + " ");
                send(one, "oldkeys", 2, compression + " ");
            }
        }
        keys(servers);
        try (var one = producer(servers, "none", "")) {
            for (int turn = 0; turn < 3; turn++) send(one, "tx", 2, "idempotent ");
        }
        var first = producer(servers, "none", "first");
        var second = producer(servers, "lz4", "second");
        first.initTransactions();
        second.initTransactions();
        for (int turn = 0; turn < 4; turn++) {
            first.beginTransaction();
            second.beginTransaction();
            send(first, "tx", 2, "first ");
            send(second, "tx", 1, "second ");
            if (turn % 2 == 0) first.commitTransaction(); else first.abortTransaction();
            send(second, "tx", 1, "second ");
            if (turn == 1) second.commitTransaction(); else second.abortTransaction();
        }
        first.beginTransaction();
        send(first, "tx", 2, "left open ");
        // Neither is closed: an open transaction would be aborted.
        System.out.println("filled");
        Runtime.getRuntime().halt(0);
    }

    /** Transactions first, so that the cleaner goes over them: their markers have the time of today. */
    static void keys(String servers) {
        long before = time;
        try (var one = producer(servers, "zstd", "third")) {
            one.initTransactions();
            for (int turn = 0; turn < 4; turn++) {
                one.beginTransaction();
                send(one, "keys", 2, "turn " + turn);
                one.send(new ProducerRecord<>("keys", 0, time, "turn-" + turn, "" + turn));
                one.flush();
                if (turn % 2 == 0) one.commitTransaction(); else one.abortTransaction();
            }
        }
        time = 1_900_000_000_000L;
        for (String compression : CODECS) {
            try (var one = producer(servers, compression, null)) {
                send(one, "keys", 3, compression + " ");
                time += 20_000;
                one.send(new ProducerRecord<>("keys", 0, time, "gone-" + compression, (String) null));
                one.send(new ProducerRecord<>("keys", 0, time + 1, "only-" + compression, "kept"));
                one.send(new ProducerRecord<>("keys", 0, time + 1, "key-1", compression));
                one.flush();
            }
        }
        time = before;
    }

    static void tell(String servers) throws Exception {
        for (String topic : TOPICS) {
            TopicPartition partition = new TopicPartition(topic, 0);
            List<ConsumerRecord<String, String>> records = read(servers, partition, "read_uncommitted");
            TreeSet<Long> times = new TreeSet<>();
            for (var found : records) {
                String key = found.key() == null ? "-" : found.key();
                String value = found.value() == null ? "-" : "=" + found.value();
                System.out.println("record " + topic + " " + found.offset() + " " + found.timestamp() + " "
                    + key + " " + value);
                if (0 <= found.timestamp()) times.addAll(List.of(found.timestamp(), found.timestamp() + 1));
            }
            StringBuilder committed = new StringBuilder("committed " + topic);
            read(servers, partition, "read_committed").forEach(found -> committed.append(" ").append(found.offset()));
            System.out.println(committed);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                for (long wanted : times)
                    lookUp(admin, partition, "" + wanted, OffsetSpec.forTimestamp(wanted));
                lookUp(admin, partition, "max", OffsetSpec.maxTimestamp());
            }
        }
    }

    static void lookUp(Admin admin, TopicPartition partition, String wanted, OffsetSpec spec) throws Exception {
        var found = admin.listOffsets(Map.of(partition, spec)).partitionResult(partition).get();
        System.out.println("time " + partition.topic() + " " + wanted + " " + found.offset() + " "
            + found.timestamp() + " " + found.leaderEpoch().orElse(-1));
    }

    static List<ConsumerRecord<String, String>> read(String servers, TopicPartition partition, String level) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        Map<String, Object> config = Map.of("bootstrap.servers", servers, "enable.auto.commit", false,
            "isolation.level", level);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seek(partition, 0);
            while (consumer.position(partition) < end)
                consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
        }
        return all;
    }
}
