package io.rollcall.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
    private static final long NOW = 1_700_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "0, 0 s ago",
        "-400, 0 s ago",
        "59999, 59 s ago",
        "60000, 1 min ago",
        "3599999, 59 min ago",
        "3600000, 1 h ago",
        "172799999, 47 h ago",
        "172800000, 2 d ago",
        "-1000, in 1 s",
        "-90000, in 1 min",
    })
    void aTime_onATerminal_isAnAge(long millis, String text) {
        assertThat(new Layout(80, true).time(NOW - millis, NOW)).isEqualTo(text);
    }

    @Test
    void aTime_elsewhere_isWhole() {
        assertThat(Layout.WHOLE.time(NOW, NOW)).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(Layout.WHOLE.time(null, NOW)).isEqualTo("-");
    }

    @Test
    void sentences_breakBetweenWords_andKeepEachOfThem() {
        String sentence = "! user_login_clean has not reported for 31 s: see whether it runs";
        String wrapped = new Layout(30, true).wrapped(sentence);
        assertThat(wrapped.lines()).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 30);
        assertThat(wrapped.replaceAll("\\s+", " ")).isEqualTo(sentence);
        assertThat(Layout.WHOLE.wrapped(sentence)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"24 80, 80", "24 132, 132", "0 0, 0", "'', 0", "24 x, 0", "24 999999999, 10000"})
    void theSizeOfATerminal_hasItsColumns(String size, int columns) {
        assertThat(Terminal.width(size)).isEqualTo(columns);
    }
}
