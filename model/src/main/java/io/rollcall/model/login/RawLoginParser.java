package io.rollcall.model.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads raw logins: strict JSON in strict UTF-8, one object, within the limits of the contract. It reads the bytes in
 * one pass and builds no tree, because it runs for every login.
 */
final class RawLoginParser {
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

    private RawLoginParser() {}

    /** The value is not the JSON that the contract demands. The message is one sentence without its full stop. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final long offset;

        MalformedException(String message) {
            this(message, 0);
        }

        MalformedException(String message, long offset) {
            super(message, null, false, false);
            this.offset = offset;
        }

        /** The byte at which something is wrong, or 0. */
        long offset() {
            return offset;
        }
    }

    /** @throws MalformedException if the value is not UTF-8, not JSON, not one object, or beyond a limit */
    static RawLogin parse(byte[] value) throws MalformedException {
        if (!RejectedLogin.isUtf8(value)) {
            throw new MalformedException("The value is not UTF-8");
        }
        if (value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF) {
            throw new MalformedException("The value begins with a byte order mark");
        }
        try (JsonParser parser = JSON.createParser(value)) {
            return parse(parser, mayHoldSurrogates(value));
        } catch (JsonParseException e) {
            long offset =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new MalformedException("The value is not JSON (at byte " + offset + ")", offset);
        } catch (IOException e) {
            throw new MalformedException("The value is nested deeper than 1,000 or is not JSON");
        }
    }

    private static RawLogin parse(JsonParser parser, boolean surrogates) throws IOException, MalformedException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new MalformedException(first == null ? "The value is empty" : "The value is not a JSON object");
        }
        Map<RawField, String> texts = new EnumMap<>(RawField.class);
        Set<RawField> structures = EnumSet.noneOf(RawField.class);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (surrogates) {
                checkSurrogates(name);
            }
            JsonToken token = parser.nextToken();
            checkValue(parser, token, surrogates);
            RawField field = RawField.named(name);
            if (field != null) {
                // The last of several fields with the same name counts.
                boolean isStructure = token.isStructStart();
                if (isStructure) {
                    structures.add(field);
                } else {
                    structures.remove(field);
                }
                texts.put(field, isStructure || token == JsonToken.VALUE_NULL ? null : parser.getText());
            }
        }
        if (parser.nextToken() != null) {
            throw new MalformedException("The value holds more than one JSON object");
        }
        return new RawLogin(texts, structures);
    }

    /** Checks the value that begins with this token, and moves to its end. */
    private static void checkValue(JsonParser parser, JsonToken first, boolean surrogates)
            throws IOException, MalformedException {
        int depth = 0;
        JsonToken token = first;
        while (true) {
            if (token == null) {
                throw new MalformedException("The value ends in the middle");
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isNumeric() && parser.getTextLength() > MAX_NUMBER_LENGTH) {
                throw new MalformedException("The value holds a number longer than 1,000 characters");
            } else if (surrogates && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
                checkSurrogates(parser.getText());
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    /** Whether the value has an escaped surrogate. Few values have one; in all others no string needs to be checked. */
    private static boolean mayHoldSurrogates(byte[] value) {
        for (int i = 0; i + 2 < value.length; i++) {
            if (value[i] == '\\' && value[i + 1] == 'u' && (value[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    /** @throws MalformedException if the text has a surrogate without its partner, which UTF-8 cannot encode */
    private static void checkSurrogates(String text) throws MalformedException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!paired) {
                throw new MalformedException("The value holds an unpaired surrogate");
            }
            i++;
        }
    }
}
