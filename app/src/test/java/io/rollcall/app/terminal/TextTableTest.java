package io.rollcall.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.terminal.TextTable.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final Column NAME = new Column("NAME", 8, 0);

    @Test
    void withoutATerminal_nothingIsCutOrLeftOut() {
        assertThat(lines(Layout.ANY, "a-name-of-a-topic", "12", "1.5 MB"))
                .containsExactly("NAME               RECORDS    SIZE", "a-name-of-a-topic       12  1.5 MB");
    }

    @Test
    void onATerminal_cellsAreCutFirst_thenColumnsLeftOut() {
        assertThat(lines(34, "a-name-of-a-topic", "12", "1.5 MB"))
                .last()
                .asString()
                .contains("a-name-of-a-topic");
        assertThat(lines(30, "a-name-of-a-topic", "12", "1.5 MB"))
                .containsExactly("NAME           RECORDS    SIZE", "a-name-of-a-…       12  1.5 MB");
        assertThat(lines(20, "a-name-of-a-topic", "12", "1.5 MB"))
                .containsExactly("NAME         RECORDS", "a-name-of-…       12");
    }

    @Test
    void wideCharacters_countAsTwoColumns_andCombiningOnesAsNone() {
        assertThat(DisplayText.width("日本")).isEqualTo(4);
        assertThat(DisplayText.width("e\u0301")).isEqualTo(1);
        assertThat(DisplayText.cut("日本語", 4)).isEqualTo("日…");
        assertThat(DisplayText.cut("\ud83d\ude00\ud83d\ude00", 3)).isEqualTo("\ud83d\ude00…");
        assertThat(DisplayText.cut("abc", 3)).isEqualTo("abc");
        assertThat(DisplayText.pad("日", 4, true)).isEqualTo("  日");
    }

    @Test
    void anyTable_fitsAnyTerminalOf30ColumnsOrMore() {
        Random random = new Random(16);
        for (int i = 0; i < 500; i++) {
            int width = 30 + random.nextInt(100);
            String name = "n".repeat(1 + random.nextInt(249));
            List<String> lines = lines(width, name, Long.toString(random.nextLong(1L << 40)), "1.5 MB");
            assertThat(lines).allMatch(line -> line.length() <= width, "at most " + width + " columns");
        }
    }

    private static List<String> lines(int width, String... cells) {
        StringWriter text = new StringWriter();
        new TextTable(NAME, Column.of("RECORDS"), Column.ofRank(1, "SIZE"))
                .row(List.of(cells))
                .print(new PrintWriter(text, true), new Layout(width, true));
        return text.toString().lines().toList();
    }
}
