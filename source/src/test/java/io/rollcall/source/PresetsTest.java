package io.rollcall.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.place.Address;
import io.rollcall.source.compile.Program;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset gives what its golden files say, compiled and interpreted. */
class PresetsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> names() {
        return Presets.names();
    }

    @Test
    void theListNamesAllFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/presets"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Presets.names());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void goldenRecords(String name) throws Exception {
        Mapping mapping = Presets.load(name);
        assertThat(mapping.name()).isEqualTo(name);
        Mapper compiled = new Mapper(mapping);
        Mapper interpreted = new Mapper(mapping, Program.Mode.INTERPRETED);
        List<String> records = PresetRecords.of(name);
        List<String> expected = PresetRecords.lines(name, "expected");
        assertThat(records).hasSameSizeAs(expected).hasSizeGreaterThanOrEqualTo(20);
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i).getBytes(UTF_8);
            JsonNode wanted = withAddresses(JSON.readTree(expected.get(i)));
            List<Mapped> mapped = compiled.map(record);
            assertThat(Described.of(mapped))
                    .as("line %d: %s", i + 1, records.get(i))
                    .isEqualTo(wanted);
            assertThat(interpreted.map(record)).isEqualTo(mapped);
        }
    }

    /** The files have the address as the source writes it. */
    private static JsonNode withAddresses(JsonNode expected) {
        for (JsonNode element : expected) {
            if (element.hasNonNull("ip")) {
                String address = Address.of(element.get("ip").textValue());
                if (address == null) {
                    ((ObjectNode) element).remove("ip");
                } else {
                    ((ObjectNode) element).put("ip", address);
                }
            }
        }
        return expected;
    }
}
