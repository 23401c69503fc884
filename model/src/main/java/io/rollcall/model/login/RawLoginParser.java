package io.rollcall.model.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** Reads raw logins: strict JSON in strict UTF-8, one object, within the contract's limits. One pass, no tree. */
final class RawLoginParser {
    private static final int MAX_NESTING = 1_000;
    private static final int MAX_NUMBER_LENGTH = 1_000;

    // Only the contract's limits may decide; Jackson's own guards would make the outcome depend on other documents.
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

    /** Not the JSON the contract asks for; the message is one sentence for a person. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    static RawLogin parse(byte[] value) throws MalformedException {
        if (!RejectedLogin.isUtf8(value)) {
            throw new MalformedException("The value is not UTF-8.");
        }
        if (value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF) {
            throw new MalformedException("The value begins with a byte order mark.");
        }
        try (JsonParser parser = JSON.createParser(value)) {
            return parse(parser, mayHoldSurrogates(value));
        } catch (JsonParseException e) {
            throw new MalformedException("The value is not JSON (at byte "
                    + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset()) + ").");
        } catch (IOException e) {
            throw new MalformedException("The value is nested deeper than 1,000 or is not JSON.");
        }
    }

    private static RawLogin parse(JsonParser parser, boolean surrogates) throws IOException, MalformedException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new MalformedException(first == null ? "The value is empty." : "The value is not a JSON object.");
        }
        String userId = null;
        String appVersion = null;
        String deviceType = null;
        String ip = null;
        String locale = null;
        String deviceId = null;
        String timestamp = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (surrogates) {
                checkSurrogates(name);
            }
            JsonToken token = parser.nextToken();
            switch (name) {
                case "user_id" -> userId = text(parser, token, surrogates);
                case "app_version" -> appVersion = text(parser, token, surrogates);
                case "device_type" -> deviceType = text(parser, token, surrogates);
                case "ip" -> ip = text(parser, token, surrogates);
                case "locale" -> locale = text(parser, token, surrogates);
                case "device_id" -> deviceId = text(parser, token, surrogates);
                case "timestamp" -> timestamp = text(parser, token, surrogates);
                default -> skip(parser, token, surrogates);
            }
        }
        if (parser.nextToken() != null) {
            throw new MalformedException("The value holds more than one JSON object.");
        }
        return new RawLogin(userId, appVersion, deviceType, ip, locale, deviceId, timestamp);
    }

    private static String text(JsonParser parser, JsonToken token, boolean surrogates)
            throws IOException, MalformedException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        skip(parser, token, surrogates);
        return token.isStructStart() ? RawLogin.NOT_TEXT : parser.getText();
    }

    /** Checks a value, to the end of it where it is an object or an array. */
    private static void skip(JsonParser parser, JsonToken first, boolean surrogates)
            throws IOException, MalformedException {
        int depth = 0;
        JsonToken token = first;
        while (true) {
            if (token == null) {
                throw new MalformedException("The value ends in the middle.");
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isNumeric() && parser.getTextLength() > MAX_NUMBER_LENGTH) {
                throw new MalformedException("The value holds a number longer than 1,000 characters.");
            } else if (surrogates && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
                checkSurrogates(parser.getText());
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    /** Whether an escape of a surrogate stands anywhere: rare, so that the check of each string can be left out. */
    private static boolean mayHoldSurrogates(byte[] value) {
        for (int i = 0; i + 2 < value.length; i++) {
            if (value[i] == '\\' && value[i + 1] == 'u' && (value[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

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
                throw new MalformedException("The value holds an unpaired surrogate.");
            }
            i++;
        }
    }
}
