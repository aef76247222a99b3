/*
 * Compacts random logs with Kafka's own Cleaner and prints what was before and after: for each seed
 * from the first argument on, as many as the second says, some rounds of appending and cleaning. The
 * third is how many batches a round has at most; a fourth, "old", puts messages of formats 0 and 1
 * among the first ones. Kafka's cleaner gives up on a log if no record is left of the last entry of
 * a round and that is of an old format: such a log ends there.
 *
 *   round SEED NOW DELETE_RETENTION SEGMENT_BYTES KEYS CLEANED_END STABLE_END MIN_LAG ...
 *       ... FIRST_DIRTY END CLEAN_BYTES CLEANABLE_BYTES CLEANED_TO
 *   before BASE HEX      each segment's log file, the one that grows last
 *   after BASE HEX       likewise
 *   known BASE HEX       each transaction index that is not empty, before
 *   aborted BASE HEX     likewise, after
 *
 * Of a round, what stands before the dots goes into it and the rest comes out.
 */
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.server.common.RequestLocal;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.apache.kafka.storage.internals.log.Cleaner;
import org.apache.kafka.storage.internals.log.LogCleanerManager;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.LogToClean;
import org.apache.kafka.storage.internals.log.SkimpyOffsetMap;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.internals.log.VerificationGuard;
import org.apache.kafka.storage.internals.utils.Throttler;

public class Compact {
    private static final Compression[] CODECS = {Compression.NONE, Compression.NONE, Compression.gzip().build(),
        Compression.snappy().build(), Compression.lz4().build(), Compression.zstd().build()};

    private final long seed;
    private final Random random;
    private final Logs.Clock clock = new Logs.Clock(1_000_000_000_000L);
    private final int segmentBytes;
    private final int keys;
    private final Properties properties = new Properties();
    private final UnifiedLog log;
    private final int[] sequences = new int[6];
    private final boolean[] open = new boolean[6];
    private final boolean withOld;

    private Compact(long seed, boolean withOld) throws Exception {
        this.seed = seed;
        this.withOld = withOld;
        random = new Random(seed);
        segmentBytes = 400 + random.nextInt(1600);
        keys = 1 + random.nextInt(20);
        properties.put("cleanup.policy", "compact");
        properties.put("internal.segment.bytes", "" + segmentBytes);
        properties.put("segment.index.bytes", "100000");
        properties.put("index.interval.bytes", "200");
        properties.put("message.timestamp.type", random.nextInt(4) == 0 ? "LogAppendTime" : "CreateTime");
        File folder = new File(Files.createTempDirectory("kanon-compact").toFile(), "topic-0");
        log = Logs.open(folder, properties, clock);
    }

    public static void main(String[] arguments) throws Exception {
        long first = Long.parseLong(arguments[0]);
        for (long seed = first; seed < first + Long.parseLong(arguments[1]); seed++)
            new Compact(seed, 3 < arguments.length).run(Integer.parseInt(arguments[2]));
    }

    private void run(int batches) throws Exception {
        long cleanedEnd = 0;
        for (int round = 0; round < 3 && 0 <= cleanedEnd; round++) {
            for (int count = random.nextInt(batches) + 2; 0 < count; count--) {
                if (withOld && round == 0 && random.nextInt(3) != 0)
                    appendOld();
                else
                    append();
            }
            if (random.nextInt(4) != 0)
                settle();
            clock.now += random.nextInt(200_000);
            cleanedEnd = clean(cleanedEnd);
        }
        Logs.delete(log);
    }

    /** A batch of records, or the end of a transaction. Producers 0 and 1 are idempotent, 2 to 5 transactional. */
    private void append() throws Exception {
        clock.now += random.nextInt(2_000);
        int producer = random.nextInt(9);
        if (2 <= producer && producer < 6 && open[producer] && random.nextInt(3) == 0) {
            end(producer);
        } else {
            boolean transactional = 2 <= producer && producer < 6;
            MemoryRecordsBuilder builder = producer < 6
                ? builder(100 + producer, sequences[producer], transactional)
                : builder(RecordBatch.NO_PRODUCER_ID, RecordBatch.NO_SEQUENCE, false);
            int count = 1 + random.nextInt(5);
            for (int number = 0; number < count; number++)
                builder.append(clock.now + random.nextInt(1000) - 1500, key(), value(), headers());
            log.appendAsLeader(builder.build(), 0);
            if (producer < 6)
                sequences[producer] += count;
            if (transactional)
                open[producer] = true;
        }
        if (random.nextInt(12) == 0)
            log.roll(Optional.empty());
        log.updateHighWatermark(log.logEndOffset());
    }

    /** Messages as a follower would have copied them from a leader of long ago. */
    private void appendOld() throws Exception {
        clock.now += random.nextInt(2_000);
        byte magic = (byte) random.nextInt(2);
        Compression codec = CODECS[random.nextInt(CODECS.length - 1)];
        TimestampType type = magic == 1 && random.nextInt(3) == 0 ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
        MemoryRecordsBuilder builder = MemoryRecords.builder(ByteBuffer.allocate(4096), magic, codec, type,
            log.logEndOffset(), clock.now);
        for (int count = 1 + random.nextInt(5); 0 < count; count--)
            builder.append(magic == 0 ? RecordBatch.NO_TIMESTAMP : clock.now + random.nextInt(1000) - 1500, key(), value());
        log.appendAsFollower(builder.build(), 0);
        if (random.nextInt(12) == 0)
            log.roll(Optional.empty());
        log.updateHighWatermark(log.logEndOffset());
    }

    /** Ends what is open, so that all but the segment that grows may be cleaned. */
    private void settle() throws Exception {
        for (int producer = 2; producer < 6; producer++)
            if (open[producer])
                end(producer);
        log.roll(Optional.empty());
        log.updateHighWatermark(log.logEndOffset());
    }

    private void end(int producer) throws Exception {
        ControlRecordType type = random.nextBoolean() ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
        MemoryRecords marker = MemoryRecords.withEndTransactionMarker(0, clock.now, 0, 100 + producer, (short) 0,
            new EndTransactionMarker(type, 3));
        log.appendAsLeader(marker, 0, AppendOrigin.COORDINATOR, RequestLocal.noCaching(), VerificationGuard.SENTINEL,
            (short) 1);
        open[producer] = false;
    }

    private MemoryRecordsBuilder builder(long producer, int sequence, boolean transactional) {
        return MemoryRecords.builder(ByteBuffer.allocate(4096), RecordBatch.CURRENT_MAGIC_VALUE,
            CODECS[random.nextInt(CODECS.length)], TimestampType.CREATE_TIME, 0, RecordBatch.NO_TIMESTAMP,
            producer, (short) (producer < 0 ? -1 : 0), sequence, transactional, -1);
    }

    private byte[] key() {
        return ("key-" + random.nextInt(keys)).getBytes();
    }

    private byte[] value() {
        byte[] value = new byte[random.nextInt(30)];
        random.nextBytes(value);
        return random.nextInt(4) == 0 ? null : value;
    }

    private Header[] headers() {
        Header[] headers = new Header[random.nextInt(5) == 0 ? 2 : 0];
        for (int number = 0; number < headers.length; number++)
            headers[number] = new RecordHeader("header-" + number, random.nextBoolean() ? null : new byte[]{1, 2});
        return headers;
    }

    private long clean(long cleanedEnd) throws Exception {
        long deleteRetention = random.nextInt(300_000);
        // The time of a file, which Kafka takes where there is no other, is not that of the clock.
        long minLag = !withOld && random.nextInt(4) == 0 ? random.nextInt(100_000) : 0;
        int slots = random.nextInt(4) == 0 ? 2 + random.nextInt(10) : 1000;
        properties.put("delete.retention.ms", "" + deleteRetention);
        properties.put("min.compaction.lag.ms", "" + minLag);
        log.updateConfig(new LogConfig(properties));
        LogToClean cleanable = cleanable(cleanedEnd);
        List<String> before = files("before", "known");
        if (cleanable.cleanableBytes() == 0)
            return cleanedEnd;
        Cleaner cleaner = new Cleaner(0, new SkimpyOffsetMap(slots * 24), 65536, 65536, 0.9,
            new Throttler(Double.MAX_VALUE, Long.MAX_VALUE, "a", "b", clock), clock, partition -> { });
        long to;
        try {
            to = cleaner.doClean(cleanable, clock.now).getKey();
        } catch (IllegalStateException empty) {
            if (!withOld)
                throw empty;
            return -1;
        }
        System.out.println("round " + seed + " " + clock.now + " " + deleteRetention + " " + segmentBytes + " "
            + (int) (slots * 0.9) + " " + cleanedEnd + " " + log.lastStableOffset() + " " + minLag + " "
            + cleanable.firstDirtyOffset() + " " + cleanable.firstUncleanableOffset() + " "
            + cleanable.cleanBytes() + " " + cleanable.cleanableBytes() + " " + to);
        before.forEach(System.out::println);
        files("after", "aborted").forEach(System.out::println);
        return to;
    }

    /** What the manager, whose methods are not for everybody, would have cleaned. */
    private LogToClean cleanable(long cleanedEnd) throws Exception {
        Method method = LogCleanerManager.class.getDeclaredMethod("cleanableOffsets", UnifiedLog.class, Optional.class, long.class);
        method.setAccessible(true);
        Object range = method.invoke(null, log, Optional.of(cleanedEnd), clock.now);
        return new LogToClean(log, part(range, "firstDirtyOffset"), part(range, "firstUncleanableDirtyOffset"), false);
    }

    private static long part(Object range, String name) throws Exception {
        Method method = range.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        return (long) method.invoke(range);
    }

    private List<String> files(String name, String indexName) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LogSegment segment : log.logSegments()) {
            segment.log().flush();
            lines.add(name + " " + segment.baseOffset() + " " + hex(segment.log().file()));
        }
        for (LogSegment segment : log.logSegments()) {
            File index = segment.txnIndex().file();
            if (index.exists() && 0 < index.length())
                lines.add(indexName + " " + segment.baseOffset() + " " + hex(index));
        }
        return lines;
    }

    private static String hex(File file) throws IOException {
        byte[] bytes = Files.readAllBytes(file.toPath());
        return bytes.length == 0 ? "-" : HexFormat.of().formatHex(bytes);
    }
}
