/*
 * Says what Kafka 4.3.1 answers to batches of a Produce request: a line of hexadecimal in, the name
 * of the error out, and what is then in the log. As the broker does, the batch goes through
 * ProduceRequest.validateRecords and UnifiedLog.appendAsLeader; its clock is at 1,000,000,000,000.
 */
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Properties;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.storage.internals.log.RecordValidationException;
import org.apache.kafka.storage.internals.log.UnifiedLog;

public class Validate {
    public static void main(String[] arguments) throws Exception {
        File folder = new File(Files.createTempDirectory("kanon-validate").toFile(), "topic-0");
        UnifiedLog log = Logs.open(folder, new Properties(), new Logs.Clock(1_000_000_000_000L));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(line));
            MemoryRecords records = MemoryRecords.readableRecords(bytes);
            String answer;
            try {
                ProduceRequest.validateRecords((short) 13, records);
                log.appendAsLeader(records, 0);
                answer = Errors.NONE + " " + HexFormat.of().formatHex(bytes.array());
            } catch (RecordValidationException refused) {
                answer = Errors.forException(refused.invalidException()) + " " + refused.recordErrors().size();
            } catch (Throwable refused) {
                answer = Errors.forException(refused) + " " + refused;
            }
            System.out.println(answer.replace('\n', ' '));
        }
        Logs.delete(log);
    }
}
