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
        Object usual = readUsual(record);
        return usual == null ? readAny(record) : usual;
    }

    /** Reads a record of the usual form; null if it has another one. */
    static Object readUsual(byte[] record) {
        try {
            JsonBytes json = new JsonBytes();
            Object value = value(json, json.start(record));
            json.end();
            return value;
        } catch (UnusualException e) {
            return null;
        }
    }

    /** The value that begins here with this byte; of fields with one name the last one counts. */
    static Object value(JsonBytes json, byte first) {
        if (first == '{') {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (boolean more = json.enter('}'); more; more = json.more('}')) {
                byte valueFirst = json.nameThenValue();
                String name = json.text();
                fields.put(name, value(json, valueFirst));
            }
            return fields;
        }
        if (first == '[') {
            List<Object> items = new ArrayList<>();
            for (boolean more = json.enter(']'); more; more = json.more(']')) {
                items.add(value(json, json.next()));
            }
            return items;
        }
        return json.scalar(first);
    }

    /**
     * Reads a record of any form. It is checked before a tree takes memory.
     *
     * @throws MalformedJsonException if the record is not the JSON that the contract demands
     */
    static Object readAny(byte[] record) throws MalformedJsonException {
        StrictJson.readStructure(record, (json, first) -> {
            json.skip(first);
            return null;
        });
        return StrictJson.readStructure(record, TreeReader::value);
    }

    private static Object value(StrictJson json, JsonToken token) throws IOException, MalformedJsonException {
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

    private static Object scalar(StrictJson json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> json.text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Num.literal(json.text());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
