package io.rollcall.source.jq;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON within a text. */
final class JsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Budget.MAX_DEPTH)
                    .maxNumberLength(1_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    /** The number with this text; null if the text is none. */
    static Num number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        boolean zeros = text.matches("-?0[0-9].*");
        return zeros ? Num.of(Double.parseDouble(text)) : Num.literal(text);
    }

    /** @throws JqError if the text is not one value of JSON */
    static Object read(String text, Budget budget) {
        budget.bytes(text.length());
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw notJson(text);
            }
            Object value = value(parser, first, budget);
            if (parser.nextToken() != null) {
                throw notJson(text);
            }
            return value;
        } catch (IOException e) {
            throw notJson(text);
        }
    }

    private static JqError notJson(String text) {
        return new JqError(Values.shown(text) + " is not JSON");
    }

    private static Object value(JsonParser parser, JsonToken token, Budget budget) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                budget.enter();
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    budget.bytes(Values.FIELD_BYTES);
                    String name = parser.currentName();
                    map.put(name, value(parser, parser.nextToken(), budget));
                }
                budget.leave();
                yield map;
            }
            case START_ARRAY -> {
                budget.enter();
                List<Object> list = new ArrayList<>();
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    budget.bytes(Values.ELEMENT_BYTES);
                    list.add(value(parser, item, budget));
                }
                budget.leave();
                yield list;
            }
            case VALUE_STRING -> {
                budget.bytes(parser.getTextLength());
                yield parser.getText();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Num.literal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
