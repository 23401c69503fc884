package io.rollcall.dashboard.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.settings.Role;
import io.rollcall.model.text.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Server-sent events that are written together, serialized once for all viewers of a role, and once for all roles that
 * see the same.
 *
 * @param first sequence number of the first event, within this run of the server
 * @param last sequence number of the last event
 * @param bytes the events as sent, by role; not to be changed, because all viewers share them
 */
record StreamUpdate(long first, long last, Map<Role, byte[]> bytes) {
    /** A comment that keeps the connection open. */
    static final StreamUpdate HEARTBEAT = heartbeat();

    private static StreamUpdate heartbeat() {
        byte[] text = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);
        Map<Role, byte[]> bytes = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            bytes.put(role, text);
        }
        return new StreamUpdate(-1, -1, bytes);
    }

    /** What a viewer of this role gets. */
    byte[] bytes(Role role) {
        return bytes.get(role);
    }

    /** How much memory it takes, bytes. */
    long size() {
        Set<byte[]> different = new HashSet<>(bytes.values()); // by identity
        return different.stream().mapToLong(text -> text.length).sum();
    }

    /** Serializes events one after the other. */
    static final class Builder {
        private final String instance;
        private final Set<Role> roles;
        /** Of all roles, until an event differs between them. */
        private final ByteArrayOutputStream shared = new ByteArrayOutputStream();

        private final Map<Role, ByteArrayOutputStream> byRole = new EnumMap<>(Role.class);
        private long first = -1;
        private long last = -1;

        /** @param roles those that viewers can have */
        Builder(String instance, Set<Role> roles) {
            this.instance = instance;
            this.roles = roles;
        }

        /** Adds an event that every role sees alike. */
        void add(long sequence, String name, JsonNode body) {
            byte[] event = event(sequence, name, body);
            if (byRole.isEmpty()) {
                shared.writeBytes(event);
            } else {
                byRole.values().forEach(out -> out.writeBytes(event));
            }
        }

        /** Adds an event that each role sees in its own way. */
        void addFor(long sequence, String name, Function<Role, JsonNode> body) {
            if (roles.size() == 1) {
                add(sequence, name, body.apply(roles.iterator().next()));
                return;
            }
            for (Role role : roles) {
                ByteArrayOutputStream out = byRole.computeIfAbsent(role, any -> copy(shared));
                out.writeBytes(event(sequence, name, body.apply(role)));
            }
        }

        private static ByteArrayOutputStream copy(ByteArrayOutputStream from) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            copy.writeBytes(from.toByteArray());
            return copy;
        }

        private byte[] event(long sequence, String name, JsonNode body) {
            first = isEmpty() ? sequence : first;
            last = sequence;
            ByteArrayOutputStream event = new ByteArrayOutputStream();
            event.writeBytes(("id: " + instance + "-" + sequence + "\nevent: " + name + "\ndata: ")
                    .getBytes(StandardCharsets.UTF_8));
            event.writeBytes(Json.bytes(body));
            event.writeBytes(new byte[] {'\n', '\n'});
            return event.toByteArray();
        }

        boolean isEmpty() {
            return first < 0;
        }

        StreamUpdate build() {
            Map<Role, byte[]> bytes = new EnumMap<>(Role.class);
            byte[] same = shared.toByteArray();
            for (Role role : roles) {
                ByteArrayOutputStream own = byRole.get(role);
                bytes.put(role, own == null ? same : own.toByteArray());
            }
            return new StreamUpdate(first, last, bytes);
        }
    }
}
