package io.rollcall.app.terminal;

import io.rollcall.model.text.IsoTime;

/**
 * How a command lays out text for a person.
 *
 * @param width columns of the terminal in which each line must fit; {@link #ANY} if it may have any length
 * @param ages whether to show a time by how long ago it is, not by date and time of day
 */
public record Layout(int width, boolean ages) {
    /** Lines of any length. */
    public static final int ANY = Integer.MAX_VALUE;

    /** Everything whole: for {@code -o wide}, and for output that goes to a file or another program. */
    public static final Layout WHOLE = new Layout(ANY, false);

    /** The layout for standard output: that of its terminal, else {@link #WHOLE}. */
    public static Layout ofOutput() {
        return Terminal.isOutput() ? new Layout(Terminal.width(), true) : WHOLE;
    }

    /** Whether lines must fit a terminal. */
    public boolean fits() {
        return width != ANY;
    }

    /**
     * A time in a cell: how long ago it is, or to the second in UTC; {@code -} for null.
     *
     * @param epochMillis ms since the epoch, or null
     * @param nowMillis ms since the epoch
     */
    public String time(Long epochMillis, long nowMillis) {
        if (epochMillis == null) {
            return "-";
        }
        return ages ? age(nowMillis - epochMillis) : IsoTime.format(epochMillis).replaceFirst("\\.\\d+Z", "Z");
    }

    /** A duration (ms) as an age, in its largest unit and rounded down: {@code 12 s ago}, {@code in 3 min}. */
    static String age(long millis) {
        long seconds = Math.abs(millis) / 1000;
        String text;
        if (seconds < 60) {
            text = seconds + " s";
        } else if (seconds < 3_600) {
            text = seconds / 60 + " min";
        } else if (seconds < 48 * 3_600) {
            text = seconds / 3_600 + " h";
        } else {
            text = seconds / 86_400 + " d";
        }
        return millis <= -1000 ? "in " + text : text + " ago";
    }

    /** A sentence, broken between words where it would not fit. Further lines are indented by two columns. */
    public String wrapped(String sentence) {
        if (!fits() || DisplayText.width(sentence) <= width) {
            return sentence;
        }
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : sentence.split(" ")) {
            int length = DisplayText.width(word);
            if (used > 0 && used + 1 + length > width) {
                lines.append(System.lineSeparator()).append("  ");
                used = 2;
            } else if (used > 0) {
                lines.append(' ');
                used++;
            }
            lines.append(word);
            used += length;
        }
        return lines.toString();
    }
}
