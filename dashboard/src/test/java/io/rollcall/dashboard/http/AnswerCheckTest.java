package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.http.ApiDocument.Operation;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A document with one error does not pass the check. */
@Timeout(30)
class AnswerCheckTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void correctDocument_passes() {
        assertThatCode(() -> check("/api/windows", root -> {})).doesNotThrowAnyException();
        assertThatCode(() -> check("/metrics", root -> {})).doesNotThrowAnyException();
    }

    @Test
    void undocumentedField_fails() {
        assertFails("/api/windows", "unique_users", root -> at(root, "/components/schemas/WindowTotals/properties")
                .remove("unique_users"));
    }

    @Test
    void missingField_fails() {
        assertFails("/api/windows", "sessions", root -> at(root, "/components/schemas/WindowTotals")
                .withArray("required")
                .add("sessions"));
    }

    @Test
    void fieldOfAnotherType_fails() {
        assertFails("/api/windows", "logins", root -> at(root, "/components/schemas/Count")
                .put("type", "string"));
    }

    @Test
    void timeInAnotherFormat_fails() {
        assertFails("/api/windows", "start", root -> at(root, "/components/schemas/Time")
                .put("pattern", "^[0-9]+$"));
    }

    @Test
    void undocumentedStatus_fails() {
        assertFails("/health", "503", root -> at(root, "/paths/~1health/get/responses")
                .remove("503"));
    }

    @Test
    void otherContentType_fails() {
        assertFails("/api", "content type", root -> {
            ObjectNode content = at(root, "/paths/~1api/get/responses/200/content");
            content.set("text/yaml", content.remove("application/yaml"));
        });
    }

    @Test
    void missingHeader_fails() {
        assertFails("/api/windows", "X-Frame-Options", root -> at(root, "/x-every-answer/headers")
                .putObject("X-Frame-Options")
                .put("$ref", "#/components/headers/CacheControl"));
    }

    @Test
    void undocumentedHeader_fails() {
        assertFails("/api", "etag", root -> at(root, "/paths/~1api/get/responses/200/headers")
                .remove("ETag"));
    }

    @Test
    void metricOfAnotherName_orWithAnotherLabel_fails() {
        assertFails("/metrics", "rollcall_visits", root -> {
            ObjectNode metrics = (ObjectNode) root.findValue("x-metrics");
            metrics.set("rollcall_logins", metrics.remove("rollcall_visits"));
        });
        assertFails("/metrics", "labels", root -> ((ObjectNode)
                        root.findValue("x-metrics").path("rollcall_component_up"))
                .remove("labels"));
    }

    private void assertFails(String path, String message, Consumer<JsonNode> change) {
        assertThatThrownBy(() -> check(path, change))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    private void check(String path, Consumer<JsonNode> change) throws Exception {
        ServerState.logins(on.board);
        JsonNode root = new ApiDocument().root();
        change.accept(root);
        ApiDocument document = new ApiDocument(root);
        Operation operation = document.operations().stream()
                .filter(candidate -> candidate.path().equals(path))
                .findFirst()
                .orElseThrow();
        new AnswerCheck(document).check(operation, ApiAnswer.of(on, "GET", path));
    }

    private static ObjectNode at(JsonNode root, String pointer) {
        return (ObjectNode) root.at(pointer);
    }
}
