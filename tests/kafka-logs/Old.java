// Writes segments of message formats 0 and 1 into the folders of its arguments, in the place of what
// is there: messages alone, and in wrappers of each compression that these formats have. The
// clients' own classes write them, which once wrote them for brokers.
//
//     java -cp LIBS:CLASSES Old FOLDER...

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

public final class Old {
    static final Compression[] CODECS = {Compression.NONE, Compression.gzip().build(),
        Compression.snappy().build(), Compression.lz4().build()};
    static long offset;
    static long time;

    public static void main(String[] arguments) throws Exception {
        for (String argument : arguments) {
            Path folder = Path.of(argument);
            try (var files = Files.list(folder)) {
                for (Path file : files.toList())
                    if (!file.endsWith("partition.metadata")) Files.delete(file);
            }
            offset = 0;
            time = 1_600_000_000_000L;
            segment(folder, (byte) 0, TimestampType.CREATE_TIME);
            segment(folder, (byte) 1, TimestampType.CREATE_TIME);
            segment(folder, (byte) 1, TimestampType.LOG_APPEND_TIME);
        }
    }

    static void segment(Path folder, byte magic, TimestampType type) throws Exception {
        Path path = folder.resolve(String.format("%020d.log", offset));
        try (var out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Compression codec : CODECS) {
                ByteBuffer buffer = records(magic, type, codec).buffer();
                while (buffer.hasRemaining()) out.write(buffer);
            }
        }
    }

    /** Three records with keys, one of them a tombstone; times do not rise. */
    static MemoryRecords records(byte magic, TimestampType type, Compression codec) {
        time += 20_000;
        MemoryRecordsBuilder builder = MemoryRecords.builder(ByteBuffer.allocate(1024), magic, codec, type, offset, time);
        String text = "format " + magic + " " + codec.type().name + " ";
        builder.append(time, "key-0".getBytes(), text.getBytes());
        builder.append(time + 2_000, ("at-" + offset).getBytes(), text.repeat(3).getBytes());
        builder.append(time + 1_000, "key-1".getBytes(), null);
        offset += 3;
        return builder.build();
    }
}
