package io.rollcall.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The golden cases: inputs of both jobs with the results that the contract demands. They are in {@code /cases} on the
 * class path. The tests of {@code model}, on which this module depends, read the same files directly.
 */
public final class GoldenCases {
    private GoldenCases() {}

    /**
     * The cases of cleaning, an array. Each has a {@code name}, a {@code kafka_timestamp} in ms, a {@code value} or a
     * {@code value_base64}, and one of {@code clean}, {@code late} and {@code rejected}.
     */
    public static JsonNode cleaning() {
        return read("/cases/clean-cases.json");
    }

    /** The raw value of a case of cleaning; null for a tombstone. */
    public static byte[] rawValue(JsonNode cleaningCase) {
        try {
            if (cleaningCase.has("value_base64")) {
                return cleaningCase.get("value_base64").binaryValue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode value = cleaningCase.get("value");
        return value.isNull() ? null : value.textValue().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A stream of clean logins and the resulting statistics: {@code events}, some of them delivered twice, the rows by
     * state ({@code stats}) and the rows of all states together ({@code nationwide}).
     */
    public static JsonNode windows() {
        return read("/cases/window-cases.json");
    }

    /**
     * The same of a source with outcomes and ids: some events come twice as two records, some records twice, and some records
     * hold several logins.
     */
    public static JsonNode failedWindows() {
        return read("/cases/failed-window-cases.json");
    }

    /**
     * Where logins come from: {@code cases}, each with {@code locale} and {@code ip} of a record, and the {@code place} and
     * what it is known {@code by}; and the {@code networks} of the database in which addresses are looked up.
     */
    public static JsonNode located() {
        return read("/cases/located-cases.json");
    }

    private static JsonNode read(String resource) {
        try (InputStream in = GoldenCases.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
