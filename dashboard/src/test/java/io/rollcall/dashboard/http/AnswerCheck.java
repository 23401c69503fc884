package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.dashboard.http.ApiDocument.Operation;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks answers against the document: status, headers, content type and body. Remembers which documented answers it
 * has seen.
 */
public final class AnswerCheck {
    /** Standard headers of HTTP, which the document does not list. */
    private static final Set<String> STANDARD = Set.of(
            "connection", "content-encoding", "content-length", "content-type", "date", "transfer-encoding", "vary");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiDocument document;
    private final Set<String> seen = new TreeSet<>();

    AnswerCheck(ApiDocument document) {
        this.document = document;
    }

    /** Checks the answer of an operation. */
    void check(Operation operation, ApiAnswer answer) {
        String status = Integer.toString(answer.status());
        assertThat(operation.node().path("responses").has(status))
                .as("%s documents %s, the status of %s: %s", operation, status, answer.request(), answer.body())
                .isTrue();
        JsonNode response = document.resolve(operation.node().path("responses").path(status));
        String type = check(response, answer);
        seen.add(name(operation, status, type));
    }

    /** Checks the answer to a method that the path does not support. */
    void checkOtherMethod(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.request()).isEqualTo(405);
        check(document.resolve(document.root().at("/x-every-answer/other-methods")), answer);
    }

    private String check(JsonNode response, ApiAnswer answer) {
        checkHeaders(response.path("headers"), answer);
        String type = answer.headers().get("content-type");
        if (!response.has("content")) {
            assertThat(answer.body()).as("body of %s", answer.request()).isEmpty();
            return "";
        }
        assertThat(type).as("content type of %s", answer.request()).isNotNull();
        for (Map.Entry<String, JsonNode> media : response.path("content").properties()) {
            if (plain(media.getKey()).equals(plain(type))) {
                checkBody(media.getKey(), media.getValue(), answer);
                return media.getKey();
            }
        }
        throw new AssertionError("the document lacks the content type of " + answer.request() + ": " + type);
    }

    private void checkHeaders(JsonNode ownHeaders, ApiAnswer answer) {
        JsonNode common = document.root().at("/x-every-answer/headers");
        Set<String> known = new TreeSet<>(STANDARD);
        for (JsonNode headers : new JsonNode[] {common, ownHeaders}) {
            headers.properties().forEach(header -> {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                known.add(name);
                String value = answer.headers().get(name);
                JsonNode required = document.resolve(header.getValue()).path("required");
                if (value == null && required.isBoolean() && !required.booleanValue()) {
                    return;
                }
                assertThat(value)
                        .as("%s of %s", header.getKey(), answer.request())
                        .isNotNull();
                document.validate(
                        document.resolve(header.getValue()).path("schema"),
                        TextNode.valueOf(value),
                        header.getKey() + " of " + answer.request());
            });
        }
        assertThat(known)
                .as("headers of %s", answer.request())
                .containsAll(answer.headers().keySet());
    }

    private void checkBody(String type, JsonNode media, ApiAnswer answer) {
        JsonNode body = type.equals("application/json") ? json(answer.body()) : TextNode.valueOf(answer.body());
        document.validate(media.path("schema"), body, "body of " + answer.request());
        if (answer.status() >= 400 && media.has("example")) {
            assertThat(body).as("body of %s", answer.request()).isEqualTo(media.path("example"));
        }
        if (media.has("x-metrics")) {
            MetricsCheck.check(media.path("x-metrics"), answer.body());
        }
    }

    /** Parses JSON. @throws AssertionError if it is invalid */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** Asserts that each documented status and content type was seen; a 500 on one route is enough. */
    void everythingWasSeen() {
        Set<String> documented = new TreeSet<>();
        for (Operation operation : document.operations()) {
            operation.node().path("responses").properties().forEach(response -> {
                JsonNode content = document.resolve(response.getValue()).path("content");
                if (content.isMissingNode()) {
                    documented.add(name(operation, response.getKey(), ""));
                }
                content.properties()
                        .forEach(media -> documented.add(name(operation, response.getKey(), media.getKey())));
            });
        }
        documented.removeIf(answer -> answer.contains(" 500 "));
        assertThat(seen).containsAll(documented).anyMatch(answer -> answer.contains(" 500 "));
    }

    private static String name(Operation operation, String status, String type) {
        return operation + ": " + status + " " + type;
    }

    private static String plain(String type) {
        return type.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
