package io.rollcall.dashboard.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events that go out together, serialized once for all viewers.
 *
 * @param first place of the first of them in the stream of this server instance
 * @param last place of the last
 * @param bytes as they go over the wire; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all viewers, never compared
public record StreamEvent(long first, long last, byte[] bytes) {
    /** A comment that keeps the connection open. */
    public static final StreamEvent HEARTBEAT =
            new StreamEvent(-1, -1, ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII));

    /** Joins events. */
    static final class Builder {
        private final String instance;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long first = -1;
        private long last = -1;

        Builder(String instance) {
            this.instance = instance;
        }

        void add(long sequence, String name, JsonNode body) {
            first = isEmpty() ? sequence : first;
            last = sequence;
            out.writeBytes(("id: " + instance + "-" + sequence + "\nevent: " + name + "\ndata: ")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(Json.bytes(body));
            out.writeBytes(new byte[] {'\n', '\n'});
        }

        boolean isEmpty() {
            return out.size() == 0;
        }

        StreamEvent build() {
            return new StreamEvent(first, last, out.toByteArray());
        }
    }
}
