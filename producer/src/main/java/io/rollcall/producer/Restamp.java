package io.rollcall.producer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rollcall.model.login.EventTime;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.UnixTime;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.WhiteSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

/**
 * Moves the event times of recorded logins to the present, by the same amount so that the gaps between them stay, or each
 * to the time at which it is sent. Only the value of the top-level {@code timestamp} is replaced; it keeps its
 * unit (from seconds to nanoseconds, or ISO-8601, then in UTC) and its form (number or string). A line without a valid {@code timestamp} is not
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

    /** The amount (ms) by which an event time is moved. */
    private final LongUnaryOperator shift;

    private Restamp(LongUnaryOperator shift) {
        this.shift = shift;
    }

    /** The first event time becomes now, and the others keep their distances from it. */
    public static Restamp startingNow(Clock clock) {
        AtomicReference<Long> first = new AtomicReference<>();
        return new Restamp(time -> {
            first.compareAndSet(null, shift(time, clock));
            return first.get();
        });
    }

    /** This event time (ms) becomes now, and all keep their distances from it. */
    public static Restamp endingNow(long newestMillis, Clock clock) {
        long shift = shift(newestMillis, clock);
        return new Restamp(time -> shift);
    }

    /** Each event time becomes the time at which it is moved. */
    public static Restamp eachNow(Clock clock) {
        return new Restamp(time -> shift(time, clock));
    }

    /** By whole seconds, so that a time in whole seconds remains one and no gap is rounded; to now or just before. */
    private static long shift(long time, Clock clock) {
        return Math.floorDiv(clock.millis() - time, SECOND) * SECOND;
    }

    /** A line with its event time (ms) after it was moved, or the line as it was with null. */
    record Moved(byte[] line, Long timeMillis) {}

    /** The value of {@code timestamp}: its position in the line (bytes, end excluded), its form and its text. */
    private record Timestamp(int start, int end, boolean quoted, String text) {}

    /** The line with its event time moved, or the line itself. */
    Moved move(byte[] line) {
        Timestamp timestamp = find(line);
        OptionalLong time = time(timestamp);
        if (time.isEmpty()) {
            return new Moved(line, null);
        }
        long moved = time.getAsLong() + shift.applyAsLong(time.getAsLong());
        String literal = write(moved, timestamp.text);
        return new Moved(splice(line, timestamp, timestamp.quoted ? '"' + literal + '"' : literal), moved);
    }

    /** The event time (ms) of a line that would be moved. */
    static OptionalLong time(byte[] line) {
        return time(find(line));
    }

    private static OptionalLong time(Timestamp timestamp) {
        OptionalLong time = timestamp == null ? OptionalLong.empty() : EventTime.parseMillis(timestamp.text);
        return time.isPresent() && time.getAsLong() >= LoginCleaner.YEAR_2000_MILLIS ? time : OptionalLong.empty();
    }

    /** Whether a line is one JSON object. */
    static boolean isObject(byte[] line) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
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

    /** A time (ms) in the unit of another. */
    private static String write(long millis, String other) {
        if (other.indexOf(':') >= 0) {
            return IsoTime.format(millis);
        }
        BigDecimal value = new BigDecimal(other);
        if (value.compareTo(UnixTime.FIRST_MILLISECONDS) < 0) {
            return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
        }
        int scale = value.compareTo(UnixTime.FIRST_MICROSECONDS) < 0
                ? 0
                : value.compareTo(UnixTime.FIRST_NANOSECONDS) < 0 ? 3 : 6;
        return BigDecimal.valueOf(millis).movePointRight(scale).toPlainString();
    }

    private static byte[] splice(byte[] line, Timestamp timestamp, String literal) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream(line.length + literal.length());
        changed.write(line, 0, timestamp.start);
        changed.writeBytes(literal.getBytes(StandardCharsets.UTF_8));
        changed.write(line, timestamp.end, line.length - timestamp.end);
        return changed.toByteArray();
    }
}
