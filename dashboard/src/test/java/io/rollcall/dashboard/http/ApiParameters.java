package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests made of the documented parameters of a route. */
final class ApiParameters {
    private ApiParameters() {}

    /** Values that a parameter with this schema must not have, ready for a URL. */
    static List<String> badValues(JsonNode schema) {
        if (schema.path("type").asText().equals("integer")) {
            return List.of(
                    Long.toString(schema.path("minimum").longValue() - 1),
                    Long.toString(schema.path("maximum").longValue() + 1),
                    "99999999999",
                    "1.5",
                    "ten",
                    "");
        }
        return schema.path("format").asText().equals("date-time")
                ? List.of("yesterday", "2023-09-12", "1694479551", "2023-09-12T00:45:51", "0000-01-01T00:00:00Z", "")
                : List.of("");
    }

    /** All subsets, the empty one first. */
    static <T> List<List<T>> subsets(List<T> all) {
        List<List<T>> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << all.size(); bits++) {
            List<T> subset = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    subset.add(all.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    /** A query string of the examples of these parameters; empty if there are none. */
    static String query(List<JsonNode> parameters) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : parameters) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name(parameter))
                    .append('=')
                    .append(URLEncoder.encode(example(parameter), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    /** The name of a parameter. */
    static String name(JsonNode parameter) {
        return parameter.path("name").textValue();
    }

    /** The example of a parameter. */
    static String example(JsonNode parameter) {
        return parameter.path("example").asText();
    }
}
