package io.rollcall.app.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shares the width of a line among the columns of a table. */
public final class ColumnWidths {
    /** The columns of a terminal between two columns of a table. */
    public static final String GAP = "  ";

    /** No column is made narrower than this. */
    private static final int MIN = 3;

    /**
     * What a column needs.
     *
     * @param whole columns of the terminal that show all of it
     * @param least columns of the terminal that still show what matters
     * @param rank 0 if it always stays; of the others the highest is left out first
     */
    public record Need(int whole, int least, int rank) {}

    private ColumnWidths() {}

    /** The width of each column, 0 for one that is left out, so that a line fits. @param line columns of the terminal */
    public static int[] fit(List<Need> needs, int line) {
        int[] widths = needs.stream().mapToInt(Need::least).toArray();
        List<Integer> mayGo = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            if (needs.get(i).rank() > 0) {
                mayGo.add(i);
            }
        }
        mayGo.sort(Comparator.comparingInt(i -> -needs.get(i).rank()));
        while (length(widths) > line && !mayGo.isEmpty()) {
            widths[mayGo.remove(0)] = 0;
        }
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                long room = (long) line - length(widths);
                widths[i] += (int) Math.max(0, Math.min(needs.get(i).whole() - widths[i], room));
            }
        }
        for (int widest = widest(widths); length(widths) > line && widths[widest] > MIN; widest = widest(widths)) {
            widths[widest]--;
        }
        return widths;
    }

    private static long length(int[] widths) {
        long sum = -GAP.length();
        for (int width : widths) {
            sum += width == 0 ? 0 : width + GAP.length();
        }
        return sum;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }
}
