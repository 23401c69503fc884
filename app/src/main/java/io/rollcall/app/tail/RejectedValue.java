package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The raw value that a rejected login holds. */
public final class RejectedValue {
    private RejectedValue() {}

    /** The raw bytes, or their beginning if the rest was cut off. Null for a tombstone, and if this is not a rejected login. */
    public static byte[] bytes(JsonNode rejected) {
        JsonNode text = rejected.path("value");
        if (text.isTextual()) {
            return text.textValue().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return rejected.path("value_base64").binaryValue();
        } catch (IOException e) {
            return null;
        }
    }
}
