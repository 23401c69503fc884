package io.rollcall.model.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rollcall.model.text.WhiteSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences about rejected logins: they name the value that was found and what it looks like. They show no more than the
 * raw value, which the rejected record holds anyway, and at most {@value #MAX_SHOWN} characters of it. No outcome depends
 * on them. Only rejected logins come here, so this code may look at the value again. Public for logins of other forms.
 */
public final class RejectionDetail {
    private static final int MAX_SHOWN = 60;
    /** How much of a value is read again, bytes. */
    private static final int MAX_READ = 64 * 1024;

    private static final int BEFORE_ERROR = 20;
    private static final int MAX_DEPTH = 4;
    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Pattern DATE_AND_TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)? ?([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?");

    private static final Pattern DATE = Pattern.compile("\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}\\b.*");
    private static final Pattern NOTHING =
            Pattern.compile("null|none|nil|nan|n/?a|undefined|-", Pattern.CASE_INSENSITIVE);

    private static final Map<RawField, Set<String>> SIMILAR = Map.of(
            RawField.USER_ID,
            Set.of("userid", "user", "uid", "username"),
            RawField.TIMESTAMP,
            Set.of("timestamp", "timestampms", "time", "ts", "eventtime", "datetime", "createdat"));

    private RejectionDetail() {}

    /** @param what what is wrong with the value, without a full stop */
    static String malformed(byte[] value, MalformedJsonException what) {
        return what.getMessage() + looks(value, what.offset()) + ".";
    }

    private static String looks(byte[] value, long offset) {
        return switch (ValueForm.of(value)) {
            case UTF16 -> ": it looks like UTF-16, send UTF-8";
            case SCHEMA_REGISTRY ->
                ": it begins with a zero byte and the schema id " + ValueForm.schemaId(value)
                        + ", as a Schema Registry client writes, send plain JSON";
            case COMPRESSED -> ": it looks compressed, leave compression to the Kafka client";
            case JSON_ARRAY -> ": it is a JSON array, send each object as a record of its own";
            case JSON_IN_STRING -> ": it is JSON within a JSON string, so it was serialized twice";
            case PART_OF_JSON -> ": it looks like a line of a JSON object that spans several lines";
            case UNKNOWN -> excerpt(value, offset);
        };
    }

    private static String excerpt(byte[] value, long offset) {
        if (value.length == 0) {
            return "";
        }
        boolean within = offset > BEFORE_ERROR && offset < value.length;
        int from = within ? (int) offset - BEFORE_ERROR : 0;
        while (from > 0 && (value[from] & 0xC0) == 0x80) {
            from--;
        }
        int length = Math.min(value.length - from, MAX_SHOWN * 4);
        String text = new String(value, from, length, StandardCharsets.UTF_8);
        return (within ? ": near " : ": it begins with ") + quoted(text);
    }

    /** A required field that is absent, null or blank. */
    static String missing(RawField field, byte[] value, RawLogin login) {
        String name = field.jsonName();
        if (login.text(field) != null) {
            return name + " is blank.";
        }
        Names names = Names.of(value, name);
        if (names.top.contains(name)) {
            return name + " is null.";
        }
        if (names.path != null) {
            return name + " is missing: the value looks like " + envelope(names.top) + ", send its field "
                    + shown(names.path) + " alone.";
        }
        String similar = names.top.stream()
                .filter(other -> SIMILAR.get(field)
                        .contains(other.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")))
                .findFirst()
                .orElse(null);
        return similar == null
                ? name + " is missing."
                : name + " is missing, but there is " + shown(similar) + ": give it this name.";
    }

    private static String envelope(Set<String> names) {
        if (names.contains("schema") && names.contains("payload")) {
            return "Kafka Connect's envelope (schemas.enable=true)";
        }
        if (names.contains("after") && (names.contains("op") || names.contains("before"))) {
            return "a Debezium event";
        }
        return names.contains("specversion") ? "a CloudEvent" : "an envelope";
    }

    /** A text field that is too long. */
    public static String tooLong(String name, String text) {
        return name + " is longer than 4,096 characters: it begins with " + quoted(text) + ".";
    }

    /**
     * A time that is none.
     *
     * @param text null if it is an object or an array
     * @param zoneAdvice what to do about a time without a zone
     */
    public static String invalidTime(String name, String text, String zoneAdvice) {
        if (text == null) {
            return name + " holds an object or an array, not a time.";
        }
        String trimmed = WhiteSpace.trim(text);
        String found = name + " " + quoted(trimmed);
        if (NUMBER.matcher(trimmed).matches()) {
            return found + " is too large for a time, even in nanoseconds.";
        }
        return found + " is neither a Unix time nor ISO-8601 with an offset" + timeHint(trimmed, zoneAdvice) + ".";
    }

    private static String timeHint(String text, String zoneAdvice) {
        if (NOTHING.matcher(text).matches()) {
            return ": it stands for no value";
        }
        Matcher time = DATE_AND_TIME.matcher(text);
        if (time.matches()) {
            return time.group(1) == null
                    ? ": it is a date and time without a zone, " + zoneAdvice
                    : ": there is no such date, time or offset";
        }
        return text.length() <= MAX_SHOWN && DATE.matcher(text).matches() ? ": it looks like a date" : "";
    }

    /** A time before 2000. */
    static String tooOld(String name, String text) {
        return name + " " + quoted(WhiteSpace.trim(text)) + " is before the year 2000.";
    }

    /** A time too far after the Kafka timestamp of its record; by how much, and by how much it may be, in ms. */
    static String inTheFuture(String name, String text, long aheadMillis, long toleranceMillis) {
        return name + " " + quoted(WhiteSpace.trim(text)) + " is more than "
                + Duration.ofMillis(toleranceMillis).toSeconds() + " s after the record reached Kafka: it is "
                + inWords(Duration.ofMillis(aheadMillis)) + " ahead.";
    }

    private static String inWords(Duration ahead) {
        if (ahead.toHours() >= 24) {
            return ahead.toDays() + " days";
        }
        if (ahead.toMinutes() >= 60) {
            return ahead.toHours() + " h " + ahead.toMinutesPart() + " min";
        }
        return ahead.toMinutes() >= 2 ? ahead.toMinutes() + " min" : ahead.toSeconds() + " s";
    }

    /** A text in quotation marks: cut, and without characters that a line or a terminal could not show. */
    public static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** A name as it is if it is simple, else in quotation marks. */
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.@-]{1," + MAX_SHOWN + "}") ? name : quoted(name);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < text.length(); shown++) {
            if (shown == MAX_SHOWN) {
                return out.append('…').toString();
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.UNASSIGNED,
                        Character.PRIVATE_USE -> out.append(String.format(Locale.ROOT, "\\u%04x", c));
                default -> out.append(c == '"' || c == '\\' ? "\\" : "").appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** The names of a JSON object's fields, and where a wanted name is nested. */
    private static final class Names {
        final Set<String> top = new LinkedHashSet<>();
        /** Names of the objects, outermost first, around the first field with the wanted name; null if there is none. */
        String path;

        static Names of(byte[] value, String wanted) {
            Names names = new Names();
            try (JsonParser json = JSON.createParser(value, 0, Math.min(value.length, MAX_READ))) {
                names.read(json, wanted);
            } catch (IOException cut) {
                // What has been read so far is enough for a message.
            }
            return names;
        }

        private void read(JsonParser json, String wanted) throws IOException {
            Deque<String> parents = new ArrayDeque<>();
            json.nextToken();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT && parents.size() == MAX_DEPTH) {
                    json.skipChildren();
                } else if (token == JsonToken.START_OBJECT) {
                    parents.addLast(String.valueOf(json.currentName()));
                } else if (token == JsonToken.END_OBJECT) {
                    parents.pollLast();
                } else if (token == JsonToken.FIELD_NAME && parents.isEmpty()) {
                    top.add(json.currentName());
                } else if (token == JsonToken.FIELD_NAME
                        && path == null
                        && json.currentName().equals(wanted)) {
                    StringJoiner joined = new StringJoiner(".");
                    parents.forEach(joined::add);
                    path = joined.toString();
                }
            }
        }
    }
}
