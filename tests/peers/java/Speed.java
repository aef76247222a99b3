/*
 * How fast Kafka's own log is, for `kanon bench store --kafka` and for the store's benchmark of
 * compaction. Each line is the name of a work and its seconds, the median of the rounds after the
 * first two, in which the machine warms up.
 *
 *   log FOLDER MEBIBYTES ROUNDS    appends batches of 16 KiB, as a follower and as a leader, neither
 *                                  synced; reads them, 1 MiB at a time, into a buffer; recovers them
 *   clean FOLDER ROUNDS            cleans copies of the partition's folder, all but its last segment
 */
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.server.storage.log.FetchIsolation;
import org.apache.kafka.storage.internals.log.Cleaner;
import org.apache.kafka.storage.internals.log.LogToClean;
import org.apache.kafka.storage.internals.log.SkimpyOffsetMap;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.internals.utils.Throttler;

public class Speed {
    private static final int WARM = 2;
    private static final int READ_BYTES = 1 << 20;
    private static final Map<String, List<Double>> TOOK = new TreeMap<>();

    public static void main(String[] arguments) throws Exception {
        File folder = new File(arguments[1]);
        if (arguments[0].equals("log")) {
            List<ByteBuffer> batches = batches(Long.parseLong(arguments[2]) << 20);
            for (int round = Integer.parseInt(arguments[3]) + WARM; 0 < round; round--)
                log(new File(folder, "kafka-0"), batches);
        } else {
            for (int round = Integer.parseInt(arguments[2]) + WARM; 0 < round; round--)
                clean(folder);
        }
        TOOK.forEach((name, all) -> {
            double[] measured = all.subList(WARM, all.size()).stream().mapToDouble(it -> it).sorted().toArray();
            System.out.println(name + " " + measured[measured.length / 2]);
        });
    }

    private static void took(String name, long begin) {
        TOOK.computeIfAbsent(name, any -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e9);
    }

    private static List<ByteBuffer> batches(long bytes) {
        byte[] value = new byte[1000];
        Arrays.fill(value, (byte) 7);
        List<ByteBuffer> all = new ArrayList<>();
        long size = 0;
        for (long base = 0; size < bytes; base += 16) {
            MemoryRecordsBuilder builder = MemoryRecords.builder(ByteBuffer.allocate(17_000), RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE, TimestampType.CREATE_TIME, base, RecordBatch.NO_TIMESTAMP, 1);
            for (int record = 0; record < 16; record++)
                builder.append(1_700_000_000_000L + base, null, value);
            ByteBuffer batch = builder.build().buffer();
            size += batch.remaining();
            all.add(batch);
        }
        return all;
    }

    private static UnifiedLog open(File folder, boolean clean) throws Exception {
        return Logs.open(folder, new Properties(), Time.SYSTEM, clean);
    }

    private static void log(File folder, List<ByteBuffer> batches) throws Exception {
        UnifiedLog log = open(folder, true);
        long begin = System.nanoTime();
        for (ByteBuffer batch : batches)
            log.appendAsFollower(MemoryRecords.readableRecords(batch.duplicate()), 1);
        took("append", begin);
        log.updateHighWatermark(log.logEndOffset());
        ByteBuffer buffer = ByteBuffer.allocateDirect(2 * READ_BYTES);
        begin = System.nanoTime();
        for (long at = 0; at < log.logEndOffset(); ) {
            FileRecords found = (FileRecords) log.read(at, READ_BYTES, FetchIsolation.LOG_END, true).records;
            buffer.clear();
            found.readInto(buffer, 0);
            for (RecordBatch batch : MemoryRecords.readableRecords(buffer).batches()) {
                batch.ensureValid();
                at = batch.nextOffset();
            }
        }
        took("read", begin);
        log.flush(true);
        log.closeHandlers();
        begin = System.nanoTime();
        UnifiedLog again = open(folder, false);
        took("recover", begin);
        if (again.logEndOffset() != log.logEndOffset())
            throw new IllegalStateException("recovered up to " + again.logEndOffset());
        again.closeHandlers();
        Utils.delete(folder);
        UnifiedLog leaders = open(folder, true);
        List<ByteBuffer> copies = batches.stream().map(Speed::copy).toList();
        begin = System.nanoTime();
        for (ByteBuffer batch : copies)
            leaders.appendAsLeader(MemoryRecords.readableRecords(batch), 1);
        took("append-as-leader", begin);
        leaders.closeHandlers();
        Utils.delete(folder);
    }

    /** With offsets as from a producer; the broker writes into them. */
    private static ByteBuffer copy(ByteBuffer batch) {
        ByteBuffer copy = ByteBuffer.allocate(batch.remaining());
        copy.put(batch.duplicate()).flip();
        copy.putLong(0, 0);
        return copy;
    }

    private static void clean(File folder) throws Exception {
        File copy = new File(folder.getParentFile(), "copy-0");
        Files.createDirectories(copy.toPath());
        for (File file : folder.listFiles())
            Files.copy(file.toPath(), Path.of(copy.getPath(), file.getName()));
        Properties properties = new Properties();
        properties.put("cleanup.policy", "compact");
        properties.put("internal.segment.bytes", "" + (16 << 20));
        UnifiedLog log = Logs.open(copy, properties, Time.SYSTEM);
        log.updateHighWatermark(log.logEndOffset());
        Cleaner cleaner = new Cleaner(0, new SkimpyOffsetMap(128 << 20), 512 << 10, 1 << 20, 0.9,
            new Throttler(Double.MAX_VALUE, Long.MAX_VALUE, "a", "b", Time.SYSTEM), Time.SYSTEM, partition -> { });
        long begin = System.nanoTime();
        var done = cleaner.doClean(new LogToClean(log, 0, log.activeSegment().baseOffset(), false), 0);
        took("clean", begin);
        if (done.getKey() != log.activeSegment().baseOffset())
            throw new IllegalStateException("cleaned up to " + done.getKey());
        long size = 0;
        for (var segment : log.logSegments())
            if (segment.baseOffset() < log.activeSegment().baseOffset())
                size += segment.size();
        TOOK.computeIfAbsent("clean-bytes-after", any -> new ArrayList<>()).add((double) size);
        log.closeHandlers();
        Utils.delete(copy);
    }
}
