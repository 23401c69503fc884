package io.rollcall.producer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.UnixTime;
import io.rollcall.model.text.WhiteSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.OptionalLong;

/**
 * Moves the event times of recorded logins to the present: the first becomes now, and all others are moved by the same
 * amount, so the gaps between them stay. Only the value of the top-level {@code timestamp} is replaced; it keeps its
 * unit (seconds or milliseconds) and its form (number or string). A line without a valid {@code timestamp} is not
 * changed. For one thread.
 */
public final class Restamp {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final long SECOND = 1_000;

    private final Clock clock;
    /** By how much every event time is moved, ms; null until the first one is known. */
    private Long shift;

    /** Moves event times to the time of this clock. */
    public Restamp(Clock clock) {
        this.clock = clock;
    }

    /** The value of {@code timestamp}: its position in the line (bytes, end excluded), its form and its text. */
    private record Timestamp(int start, int end, boolean quoted, String text) {}

    /** The line with its event time moved, or the line itself. */
    public byte[] apply(byte[] line) {
        Timestamp timestamp = find(line);
        if (timestamp == null) {
            return line;
        }
        OptionalLong time = UnixTime.parseMillis(timestamp.text);
        if (time.isEmpty() || time.getAsLong() < LoginCleaner.YEAR_2000_MILLIS) {
            return line;
        }
        if (shift == null) {
            // By whole seconds, so that a time in whole seconds remains one and no gap is rounded.
            shift = Math.floorDiv(clock.millis() - time.getAsLong(), SECOND) * SECOND;
        }
        boolean seconds = new BigDecimal(timestamp.text).compareTo(UnixTime.FIRST_MILLISECONDS) < 0;
        String moved = write(time.getAsLong() + shift, seconds);
        return splice(line, timestamp, timestamp.quoted ? '"' + moved + '"' : moved);
    }

    /** The last top-level {@code timestamp} of the JSON object; null if there is none, or the line is not an object. */
    private static Timestamp find(byte[] line) {
        Timestamp timestamp = null;
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals("timestamp");
                JsonToken value = json.nextToken();
                if (wanted) {
                    timestamp = value.isNumeric() || value == JsonToken.VALUE_STRING ? timestamp(json) : null;
                }
                json.skipChildren();
            }
            return json.nextToken() == null ? timestamp : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static Timestamp timestamp(JsonParser json) throws IOException {
        String text = WhiteSpace.trim(json.getText());
        int start = (int) json.currentTokenLocation().getByteOffset();
        int end = (int) json.currentLocation().getByteOffset();
        return new Timestamp(start, end, json.currentToken() == JsonToken.VALUE_STRING, text);
    }

    private static String write(long millis, boolean seconds) {
        return seconds ? BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() : Long.toString(millis);
    }

    private static byte[] splice(byte[] line, Timestamp timestamp, String literal) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream(line.length + literal.length());
        changed.write(line, 0, timestamp.start);
        changed.writeBytes(literal.getBytes(StandardCharsets.UTF_8));
        changed.write(line, timestamp.end, line.length - timestamp.end);
        return changed.toByteArray();
    }
}
