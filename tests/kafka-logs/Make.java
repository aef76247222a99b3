// Fills two topics of a running broker: `plain`, a batch of each compression, and `tx`, an idempotent
// producer and transactions that are committed, aborted and left open. Timestamps are 20 s apart, so
// that segments of a minute roll.
//
//     java -cp LIBS Make.java HOST:PORT

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

public final class Make {
    static long time = 1_700_000_000_000L;

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

    public static void main(String[] arguments) throws Exception {
        String servers = arguments[0];
        Map<String, String> config = Map.of("segment.ms", "60000", "segment.index.bytes", "480",
            "retention.ms", "-1", "index.interval.bytes", "100", "compression.type", "producer",
            "message.timestamp.before.max.ms", "9223372036854775807");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("plain", 1, (short) 1).configs(config),
                new NewTopic("tx", 1, (short) 1).configs(config))).all().get();
        }
        for (String compression : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            try (var one = producer(servers, compression, null)) {
                send(one, "plain", 2, compression + " ");
                send(one, "plain", 2, compression + " ");
            }
        }
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
}
