package io.rollcall.model.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final JsonNode TREE =
            tree("{\"text\":\"a\",\"number\":7,\"time\":\"2023-09-12T00:45:51.000Z\",\"nothing\":null}");

    @Test
    void tree_isWrittenAsItWasRead() {
        assertThat(tree(Json.text(TREE))).isEqualTo(TREE);
        assertThat(Json.bytes(TREE)).isEqualTo(Json.text(TREE).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{\"a\":}"})
    void whatIsNotAnObject_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> tree(json));
    }

    @Test
    void fields_areReadByType() {
        assertThat(Json.text(TREE, "text")).isEqualTo("a");
        assertThat(Json.number(TREE, "number")).isEqualTo(7);
        assertThat(Json.time(TREE, "time")).isEqualTo(1_694_479_551_000L);
        assertThat(Json.time(TREE, "nothing")).isNull();
        assertThat(Json.time(TREE, "missing")).isNull();
    }

    @Test
    void fieldOfAnotherType_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.text(TREE, "number"))
                .withMessageContaining("number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.number(TREE, "text"))
                .withMessageContaining("text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.time(TREE, "text"))
                .withMessageContaining("not a time");
    }

    @Test
    void offsets_areReadByPartition() {
        assertThat(Json.offsets(tree("{\"10\":12,\"1\":7}"))).isEqualTo(Map.of(10, 12L, 1, 7L));
    }

    private static JsonNode tree(String json) {
        return Json.readTree(json.getBytes(UTF_8));
    }
}
