package io.rollcall.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One server-sent event, serialized once for all viewers.
 *
 * @param sequence its place in the stream of this server instance
 * @param bytes as it goes over the wire; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all viewers, never compared
record StreamEvent(long sequence, byte[] bytes) {
    /** A comment that keeps the connection open. */
    static final StreamEvent HEARTBEAT = new StreamEvent(-1, ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII));

    static StreamEvent of(String instance, long sequence, String name, JsonNode body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("id: " + instance + "-" + sequence + "\nevent: " + name + "\ndata: ")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(Json.bytes(body));
        out.writeBytes(new byte[] {'\n', '\n'});
        return new StreamEvent(sequence, out.toByteArray());
    }
}
