package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Reads server-sent events. Blocks until an event arrives. */
public final class SseReader implements AutoCloseable {
    private final BufferedReader reader;

    /** An event; its id is null if it has none. */
    public record Event(String id, String name, JsonNode data) {}

    /** Reads the body of an answer. */
    public SseReader(InputStream body) {
        reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next event. @throws IOException if the stream ends before it */
    public Event next() throws IOException {
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(line, 6, line.length());
            } else if (line.isEmpty() && data.length() > 0) {
                return new Event(id, name, Json.readTree(data.toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
        throw new IOException("the stream ended");
    }

    /** The next event that matches; skips others. */
    public Event next(Predicate<Event> wanted) throws IOException {
        Event event = next();
        while (!wanted.test(event)) {
            event = next();
        }
        return event;
    }

    /** The next event with this name; skips others. */
    public Event next(String name) throws IOException {
        return next(event -> event.name().equals(name));
    }

    /** The next event with this name that matches; skips others. */
    public Event next(String name, Predicate<Event> wanted) throws IOException {
        return next(event -> event.name().equals(name) && wanted.test(event));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
