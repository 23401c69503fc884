package io.rollcall.app.terminal;

/** Text as a terminal shows it: some characters take two columns, combining ones none. */
public final class DisplayText {
    private static final String ELLIPSIS = "…";

    private DisplayText() {}

    /** The columns that the text takes. */
    public static int width(String text) {
        return text.codePoints().map(DisplayText::width).sum();
    }

    /** The text in at most this many columns (from 1). What is cut is shown as an ellipsis. */
    public static String cut(String text, int columns) {
        if (text.length() <= columns && text.length() == width(text) || width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            used += width(character);
            if (used > columns - 1) {
                break;
            }
            cut.appendCodePoint(character);
            i += Character.charCount(character);
        }
        return cut + ELLIPSIS;
    }

    /** The text in exactly this many columns, or more if it is longer. */
    public static String pad(String text, int columns, boolean right) {
        String pad = " ".repeat(Math.max(0, columns - width(text)));
        return right ? pad + text : text + pad;
    }

    private static int width(int character) {
        if (character < 0x300) {
            return 1;
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** The ranges of Unicode's East Asian Width W and F that are in use: Hangul, CJK, full-width forms, emoji. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf && c != 0x303f
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1f64f
                || c >= 0x1f900 && c <= 0x1f9ff
                || c >= 0x20000 && c <= 0x3fffd;
    }
}
