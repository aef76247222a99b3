import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.Readable;

/**
 * Answers for Apache Kafka's generated message classes and their JSON converters, a line of JSON for
 * each line of JSON.
 *
 * {"message": "FetchRequest", "version": 4, "hex": "…"} is answered with what was read, as
 * {"json": {…}, "hex": "…"}, the bytes being those that are written back; with "json" in place of
 * "hex" the message is read from that. {"key": 1, "version": 4} is answered with the versions of the
 * headers, {"request": 1, "response": 0}. What the classes refuse is {"error": "…"}.
 */
public final class Messages {
    /** Where the generated classes are. */
    private static final String[] PACKAGES = {
        "org.apache.kafka.common.message.",
        "org.apache.kafka.common.metadata.",
        "org.apache.kafka.coordinator.group.generated.",
        "org.apache.kafka.coordinator.transaction.generated.",
        "org.apache.kafka.coordinator.share.generated.",
        "org.apache.kafka.raft.generated.",
        "org.apache.kafka.server.log.remote.metadata.storage.generated.",
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Class<?>> CLASSES = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            ObjectNode answer = MAPPER.createObjectNode();
            try {
                answer(MAPPER.readTree(line), answer);
            } catch (InvocationTargetException error) {
                answer.removeAll();
                answer.put("error", String.valueOf(error.getCause()));
            } catch (ReflectiveOperationException | RuntimeException error) {
                answer.removeAll();
                answer.put("error", String.valueOf(error));
            }
            out.println(answer);
            out.flush();
        }
    }

    private static void answer(JsonNode asked, ObjectNode answer) throws Exception {
        short version = (short) asked.get("version").asInt();
        if (asked.has("key")) {
            ApiMessageType type = ApiMessageType.fromApiKey((short) asked.get("key").asInt());
            answer.put("request", type.requestHeaderVersion(version));
            answer.put("response", type.responseHeaderVersion(version));
            return;
        }
        Class<?> known = find(asked.get("message").asText());
        Class<?> converter = Class.forName(known.getName() + "JsonConverter");
        Message message;
        if (asked.has("json")) {
            Method read = converter.getMethod("read", JsonNode.class, short.class);
            message = (Message) read.invoke(null, asked.get("json"), version);
        } else {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(asked.get("hex").asText()));
            message = (Message) known.getConstructor(Readable.class, short.class)
                .newInstance(new ByteBufferAccessor(bytes), version);
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException(bytes.remaining() + " bytes are left");
            }
        }
        Method write = converter.getMethod("write", known, short.class);
        answer.set("json", (JsonNode) write.invoke(null, message, version));
        ByteBuffer written = MessageUtil.toByteBufferAccessor(message, version).buffer();
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        answer.put("hex", HexFormat.of().formatHex(bytes));
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        Class<?> known = CLASSES.get(name);
        if (known != null) {
            return known;
        }
        for (String prefix : PACKAGES) {
            for (String suffix : new String[] {"Data", ""}) {
                try {
                    known = Class.forName(prefix + name + suffix);
                    CLASSES.put(name, known);
                    return known;
                } catch (ClassNotFoundException error) {
                    // It is in another package, or has another name.
                }
            }
        }
        throw new ClassNotFoundException("no generated class of the message " + name);
    }
}
