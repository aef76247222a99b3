/*
 * Writes what Kafka's own classes make of one text in every compression, a file each, into the
 * folder of its argument: reference/compress/tests/kafka. Its README says how it is run.
 */
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.compress.Lz4BlockOutputStream;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.xerial.snappy.Snappy;

public class Compressed {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        byte[] text = text();
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        write(folder, "gzip", of(Compression.gzip().build(), text));
        write(folder, "snappy", of(Compression.snappy().build(), text));
        write(folder, "snappy-bare", Snappy.compress(text));
        write(folder, "lz4", of(Compression.lz4().build(), text));
        write(folder, "lz4-17", of(Compression.lz4().level(17).build(), text));
        write(folder, "lz4-format-0", of(Compression.lz4().build(), text, RecordBatch.MAGIC_VALUE_V0));
        write(folder, "lz4-checksums", withChecksums(text));
        write(folder, "zstd", of(Compression.zstd().build(), text));
        write(folder, "zstd-22", of(Compression.zstd().level(22).build(), text));
        write(folder, "noise", noise);
        write(folder, "noise-gzip", of(Compression.gzip().build(), noise));
        write(folder, "noise-snappy", of(Compression.snappy().build(), noise));
        write(folder, "noise-lz4", of(Compression.lz4().build(), noise));
        write(folder, "noise-zstd", of(Compression.zstd().build(), noise));
    }

    /** 100,000 bytes: more than one block of every codec. */
    private static byte[] text() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < 100_000; line++)
            text.append("line ").append(line % 1000 * 7919 % 1000).append(" of this text\n");
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), 100_000);
    }

    private static byte[] of(Compression compression, byte[] text) throws IOException {
        return of(compression, text, RecordBatch.MAGIC_VALUE_V2);
    }

    private static byte[] of(Compression compression, byte[] text, byte magic) throws IOException {
        ByteBufferOutputStream buffer = new ByteBufferOutputStream(1 << 20);
        try (OutputStream out = compression.wrapForOutput(buffer, magic)) {
            out.write(text);
        }
        return written(buffer);
    }

    private static byte[] withChecksums(byte[] text) throws IOException {
        ByteBufferOutputStream buffer = new ByteBufferOutputStream(1 << 20);
        try (OutputStream out = new Lz4BlockOutputStream(buffer, 5, 9, true, false)) {
            out.write(text);
        }
        return written(buffer);
    }

    private static byte[] written(ByteBufferOutputStream stream) {
        ByteBuffer buffer = stream.buffer();
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static void write(Path folder, String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name + ".bin"), bytes);
    }
}
