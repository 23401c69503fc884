package io.rollcall.dashboard.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events that are written together, serialized once for all viewers.
 *
 * @param first sequence number of the first event, within this run of the server
 * @param last sequence number of the last event
 * @param bytes the events as sent; not to be changed, because all viewers share them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StreamUpdate(long first, long last, byte[] bytes) {
    /** A comment that keeps the connection open. */
    static final StreamUpdate HEARTBEAT =
            new StreamUpdate(-1, -1, ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII));

    /** Serializes events one after the other. */
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

        StreamUpdate build() {
            return new StreamUpdate(first, last, out.toByteArray());
        }
    }
}
