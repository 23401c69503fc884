package io.rollcall.source.record;

import com.fasterxml.jackson.core.JsonToken;
import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.model.login.StrictJson;
import io.rollcall.source.jq.Num;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads whole records, or parts of them, as values of the language. */
public final class TreeReader {
    private TreeReader() {}

    /** @throws MalformedJsonException if the record is not the JSON that the contract demands */
    public static Object read(byte[] record) throws MalformedJsonException {
        return StrictJson.readStructure(record, TreeReader::value);
    }

    /** The value that begins with this token, the current one; of fields with one name the last one counts. */
    static Object value(StrictJson json, JsonToken token) throws IOException, MalformedJsonException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (json.next() != JsonToken.END_OBJECT) {
                    String name = json.name();
                    fields.put(name, value(json, json.next()));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (JsonToken item = json.next(); item != JsonToken.END_ARRAY; item = json.next()) {
                    items.add(value(json, item));
                }
                yield items;
            }
            default -> scalar(json, token);
        };
    }

    static Object scalar(StrictJson json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> json.text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Num.literal(json.text());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
