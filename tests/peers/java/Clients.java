/*
 * Kafka's own producer and consumer against a broker, whose address is the first argument: records
 * in every compression, lz4 among them, which librdkafka sends only to brokers with groups; and
 * offsets by timestamp, in the middle of compressed batches. The producer is idempotent, as it is
 * unless it is told not to be; with a second argument, "plain", it is told.
 */
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

public class Clients {
    private static final int RECORDS = 20_000;
    private static final long TIME = 1_700_000_000_000L;

    public static void main(String[] arguments) throws Exception {
        boolean idempotent = arguments.length < 2 || !arguments[1].equals("plain");
        for (String kind : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            String topic = "java-" + kind;
            Map<String, Object> options = Map.of("bootstrap.servers", arguments[0],
                "compression.type", kind, "enable.idempotence", idempotent, "linger.ms", 20);
            try (var producer = new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (int number = 0; number < RECORDS; number++)
                    producer.send(new ProducerRecord<>(topic, 0, TIME + number, key(number), value(number)));
                producer.flush();
            }
            Map<String, Object> reading = Map.of("bootstrap.servers", arguments[0], "enable.auto.commit", false);
            try (var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                TopicPartition partition = new TopicPartition(topic, 0);
                consumer.assign(List.of(partition));
                consumer.seek(partition, 0);
                int number = 0;
                while (number < RECORDS) {
                    for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofSeconds(10))) {
                        boolean same = found.offset() == number && new String(found.key()).equals(new String(key(number)))
                            && new String(found.value()).equals(new String(value(number)));
                        if (!same)
                            throw new IllegalStateException(kind + ": record " + number + " is " + found);
                        number++;
                    }
                }
                for (long wanted : new long[] {0, 1, 777, 10_001, RECORDS - 1}) {
                    var found = consumer.offsetsForTimes(Map.of(partition, TIME + wanted)).get(partition);
                    if (found == null || found.offset() != wanted || found.timestamp() != TIME + wanted)
                        throw new IllegalStateException(kind + ": the time of record " + wanted + " leads to " + found);
                }
            }
            System.out.println(kind + ": " + RECORDS + " records came back");
        }
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(int number) {
        return ("value of the record with the number " + number).getBytes(StandardCharsets.UTF_8);
    }
}
