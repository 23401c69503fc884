package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The raw value in a rejected login. */
public final class RejectedValue {
    private RejectedValue() {}

    /** The raw bytes, or as many as were kept; null if there are none: of a tombstone, or of what is no rejected login. */
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
