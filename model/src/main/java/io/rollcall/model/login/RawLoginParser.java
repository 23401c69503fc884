package io.rollcall.model.login;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Reads raw logins in one pass and without a tree, because it runs for every login. */
final class RawLoginParser {
    private RawLoginParser() {}

    /** @throws MalformedJsonException if the value is not UTF-8, not JSON, not one object, or beyond a limit */
    static RawLogin parse(byte[] value) throws MalformedJsonException {
        return StrictJson.readObject(value, (json, start) -> read(json));
    }

    private static RawLogin read(StrictJson json) throws IOException, MalformedJsonException {
        Map<RawField, String> texts = new EnumMap<>(RawField.class);
        Set<RawField> structures = EnumSet.noneOf(RawField.class);
        while (json.next() != JsonToken.END_OBJECT) {
            RawField field = RawField.named(json.name());
            JsonToken token = json.next();
            if (field != null) {
                // The last of several fields with the same name counts.
                boolean isStructure = token.isStructStart();
                if (isStructure) {
                    structures.add(field);
                } else {
                    structures.remove(field);
                }
                texts.put(field, isStructure || token == JsonToken.VALUE_NULL ? null : json.text());
            }
            json.skip(token);
        }
        return new RawLogin(texts, structures);
    }
}
