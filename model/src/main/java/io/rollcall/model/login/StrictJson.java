package io.rollcall.model.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * The tokens of one record: strict JSON in strict UTF-8 within the limits of the contract, in one pass and without a
 * tree. Whoever reads must take every token, so that all of the value is checked. Used by one thread.
 */
public final class StrictJson {
    private static final int MAX_NESTING = 1_000;
    private static final int MAX_NUMBER_LENGTH = 1_000;

    // Only the limits of the contract apply. Jackson's own are switched off: they change between versions, and one
    // of them (symbol hash overflow) makes the outcome depend on the documents read before.
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    /** Whether the value has an escaped surrogate. Few values have one; in all others no string needs to be checked. */
    private final boolean surrogates;

    private StrictJson(JsonParser parser, boolean surrogates) {
        this.parser = parser;
        this.surrogates = surrogates;
    }

    /** Reads the content of the one object or array of a value, from the token after its start through its end. */
    @FunctionalInterface
    public interface Content<T> {
        /** @param first {@code START_OBJECT} or {@code START_ARRAY} */
        T read(StrictJson json, JsonToken first) throws IOException, MalformedJsonException;
    }

    /**
     * Reads a value that is one object.
     *
     * @throws MalformedJsonException if the value is not UTF-8, not JSON, not one object, or beyond a limit
     */
    public static <T> T readObject(byte[] value, Content<T> content) throws MalformedJsonException {
        return read(value, false, content);
    }

    /**
     * Reads a value that is one object or one array.
     *
     * @throws MalformedJsonException if the value is not UTF-8, not JSON, neither object nor array, or beyond a limit
     */
    public static <T> T readStructure(byte[] value, Content<T> content) throws MalformedJsonException {
        return read(value, true, content);
    }

    private static <T> T read(byte[] value, boolean arrays, Content<T> content) throws MalformedJsonException {
        boolean escapes = false;
        boolean ascii = true;
        for (byte b : value) {
            escapes |= b == '\\';
            ascii &= b >= 0;
        }
        if (!ascii && !RejectedLogin.isUtf8(value)) {
            throw new MalformedJsonException("The value is not UTF-8");
        }
        if (value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF) {
            throw new MalformedJsonException("The value begins with a byte order mark");
        }
        try (JsonParser parser = JSON.createParser(value)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && !(arrays && first == JsonToken.START_ARRAY)) {
                throw new MalformedJsonException(
                        first == null
                                ? "The value is empty"
                                : "The value is not a JSON object" + (arrays ? " or array" : ""));
            }
            T result = content.read(new StrictJson(parser, escapes && mayHoldSurrogates(value)), first);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("The value holds more than one JSON object");
            }
            return result;
        } catch (JsonParseException e) {
            long offset =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new MalformedJsonException("The value is not JSON (at byte " + offset + ")", offset);
        } catch (IOException e) {
            throw new MalformedJsonException("The value is nested deeper than 1,000 or is not JSON");
        }
    }

    /** Moves to the next token and checks it. */
    public JsonToken next() throws IOException, MalformedJsonException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new MalformedJsonException("The value ends in the middle");
        }
        if (token.isNumeric()) {
            if (parser.getTextLength() > MAX_NUMBER_LENGTH) {
                throw new MalformedJsonException("The value holds a number longer than 1,000 characters");
            }
        } else if (surrogates && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
            checkSurrogates(parser.getText());
        }
        return token;
    }

    /** Moves to the end of the value that begins with this token, the current one. */
    public void skip(JsonToken first) throws IOException, MalformedJsonException {
        if (!first.isStructStart()) {
            return;
        }
        for (int depth = 1; depth > 0; ) {
            JsonToken token = next();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }

    /** The name of the current field. */
    public String name() throws IOException {
        return parser.currentName();
    }

    /** The text of the current string, or the literal text of the current number or boolean. */
    public String text() throws IOException {
        return parser.getText();
    }

    private static boolean mayHoldSurrogates(byte[] value) {
        for (int i = 0; i + 2 < value.length; i++) {
            if (value[i] == '\\' && value[i + 1] == 'u' && (value[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    /** @throws MalformedJsonException if the text has a surrogate without its partner, which UTF-8 cannot encode */
    private static void checkSurrogates(String text) throws MalformedJsonException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!paired) {
                throw new MalformedJsonException("The value holds an unpaired surrogate");
            }
            i++;
        }
    }
}
