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
 * Moves the event times of recorded logins to now and keeps the gaps between them: the first becomes now, every other is
 * moved as far. Only the value of the top-level {@code timestamp} is replaced, in its unit (seconds or milliseconds) and
 * its form (number or string). A line without a valid one stays as it is. For one thread.
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
    /** How far every event time is moved, ms; null until the first is known. */
    private Long shift;

    /** Moves event times to this clock's. */
    public Restamp(Clock clock) {
        this.clock = clock;
    }

    /** Where the value of {@code timestamp} stands in a line, and what it says. */
    private record Place(int start, int end, boolean quoted, String text) {}

    /** The line with its event time moved, or the line itself. */
    public byte[] apply(byte[] line) {
        Place place = find(line);
        if (place == null) {
            return line;
        }
        OptionalLong time = UnixTime.parseMillis(place.text);
        if (time.isEmpty() || time.getAsLong() < LoginCleaner.YEAR_2000_MILLIS) {
            return line;
        }
        if (shift == null) {
            // Whole seconds, so that a time in whole seconds stays one and no gap is rounded.
            shift = Math.floorDiv(clock.millis() - time.getAsLong(), SECOND) * SECOND;
        }
        boolean seconds = new BigDecimal(place.text).compareTo(UnixTime.FIRST_MILLISECONDS) < 0;
        String moved = write(time.getAsLong() + shift, seconds);
        return splice(line, place, place.quoted ? '"' + moved + '"' : moved);
    }

    /** The last top-level {@code timestamp} of a JSON object; null if there is none or the line is something else. */
    private static Place find(byte[] line) {
        Place place = null;
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals("timestamp");
                JsonToken value = json.nextToken();
                if (wanted) {
                    place = value.isNumeric() || value == JsonToken.VALUE_STRING ? place(json) : null;
                }
                json.skipChildren();
            }
            return json.nextToken() == null ? place : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static Place place(JsonParser json) throws IOException {
        String text = WhiteSpace.trim(json.getText());
        int start = (int) json.currentTokenLocation().getByteOffset();
        int end = (int) json.currentLocation().getByteOffset();
        return new Place(start, end, json.currentToken() == JsonToken.VALUE_STRING, text);
    }

    private static String write(long millis, boolean seconds) {
        return seconds ? BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() : Long.toString(millis);
    }

    private static byte[] splice(byte[] line, Place place, String literal) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream(line.length + literal.length());
        changed.write(line, 0, place.start);
        changed.writeBytes(literal.getBytes(StandardCharsets.UTF_8));
        changed.write(line, place.end, line.length - place.end);
        return changed.toByteArray();
    }
}
