package io.rollcall.app.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table in plain text: the first column and texts are aligned left, the others right. On a terminal it leaves out
 * columns and cuts cells until it fits.
 */
public final class TextTable {
    /**
     * A column.
     *
     * @param heading above its cells
     * @param least columns of the terminal to which its cells may be cut; {@link #WHOLE} if they are never cut
     * @param rank 0 if it always stays; of the others the highest is left out first
     * @param left whether its cells are aligned left even if it is not the first column
     */
    public record Column(String heading, int least, int rank, boolean left) {
        /** Cells that are never cut. */
        public static final int WHOLE = Integer.MAX_VALUE;

        /** A column of numbers, times and the like, or the first one. */
        public Column(String heading, int least, int rank) {
            this(heading, least, rank, false);
        }

        /** A column of sentences, which may be cut to this many columns of the terminal. */
        public static Column ofText(String heading, int least) {
            return new Column(heading, least, 0, true);
        }

        /** A column that always stays whole. */
        public static Column of(String heading) {
            return new Column(heading, WHOLE, 0);
        }

        /** A column that is left out of a narrow terminal, the one with the highest rank first. */
        public static Column ofRank(int rank, String heading) {
            return new Column(heading, WHOLE, rank);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream().map(Column::heading).toList());
    }

    /** Adds a row with one cell for each column. */
    public TextTable row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(cells);
        return this;
    }

    /** Prints heading and rows. */
    public void print(PrintWriter out, Layout layout) {
        int[] widths = widths(layout);
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > 0) {
                    line.append(line.isEmpty() ? "" : ColumnWidths.GAP)
                            .append(DisplayText.pad(
                                    DisplayText.cut(row.get(i), widths[i]),
                                    widths[i],
                                    i > 0 && !columns.get(i).left()));
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int[] widths(Layout layout) {
        List<ColumnWidths.Need> needs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            int whole = rows.stream()
                    .mapToInt(row -> DisplayText.width(row.get(column)))
                    .max()
                    .orElse(0);
            Column shown = columns.get(i);
            needs.add(new ColumnWidths.Need(whole, Math.min(whole, shown.least()), shown.rank()));
        }
        return ColumnWidths.fit(needs, layout.width());
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
