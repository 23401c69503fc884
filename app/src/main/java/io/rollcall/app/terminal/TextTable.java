package io.rollcall.app.terminal;

import io.rollcall.model.text.IsoTime;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A table in plain text: the first column is aligned left, the others right. */
public final class TextTable {
    private TextTable() {}

    /** Prints the rows, each with the same number of cells. */
    public static void print(PrintWriter out, List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String pad = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? row.get(0) + pad : "  " + pad + row.get(column));
            }
            out.println(line);
        }
    }

    /** A time (ms since the epoch) without fractions of a second, or {@code -} for null. */
    public static String seconds(Long epochMillis) {
        return epochMillis == null ? "-" : IsoTime.format(epochMillis).replaceFirst("\\.\\d+Z", "Z");
    }

    /** Bytes with a decimal unit, for example {@code 1.5 MB}. */
    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double number = bytes;
        int unit = 0;
        while (number >= 1000 && unit < units.length - 1) {
            number /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", number, units[unit]);
    }
}
