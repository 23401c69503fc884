package io.rollcall.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers of presets have the form in which `rollcall source list` and the documents use them. */
class PresetTitlesTest {
    static List<String> names() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTitle_isOneShortSentence(String name) {
        assertThat(Presets.title(name)).matches("[A-Z][^:]+: [a-z][^.]*\\.").hasSizeLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aHeader_saysWhatToRoute_theDelay_whatCounts_andWhatItCannotTell(String name) {
        assertThat(Presets.text(name))
                .contains(
                        "\n# What to route to Kafka. ",
                        "\n# Delay. ",
                        "\n# What counts. ",
                        "\n# What it cannot tell. ");
        assertThat(Presets.text(name).lines()).allMatch(line -> line.length() <= 120);
    }
}
