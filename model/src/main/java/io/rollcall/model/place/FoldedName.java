package io.rollcall.model.place;

import java.text.Normalizer;
import java.util.Locale;

/** Names without what their spellings differ in: case, accents, white space, punctuation, a leading article. */
final class FoldedName {
    /** Longer than every name of a place. */
    private static final int MAX_LENGTH = 100;

    private static final String ARTICLE = "THE";
    private static final String IGNORED = " \t\r\n.,-_'`\"()[]";

    private FoldedName() {}

    /** The folded name, with {@code &} written out; empty where a text is too long for a name. */
    static String of(String name) {
        if (name.length() > MAX_LENGTH) {
            return "";
        }
        StringBuilder folded = new StringBuilder(name.length() + 2);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 128) {
                return withoutArticle(ofAnyScript(name));
            }
            appendAscii(folded, c);
        }
        return withoutArticle(folded.toString());
    }

    private static void appendAscii(StringBuilder folded, char c) {
        if (c >= 'a' && c <= 'z') {
            folded.append((char) (c - 'a' + 'A'));
        } else if (c == '&') {
            folded.append("AND");
        } else if (IGNORED.indexOf(c) < 0) {
            folded.append(c);
        }
    }

    private static String ofAnyScript(String name) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> {
                    if (c < 128) {
                        appendAscii(folded, (char) c);
                    } else if (!isIgnored(c)) {
                        folded.appendCodePoint(c);
                    }
                });
        return folded.toString();
    }

    private static boolean isIgnored(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.MODIFIER_LETTER,
                    Character.SPACE_SEPARATOR,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static String withoutArticle(String folded) {
        return folded.startsWith(ARTICLE) ? folded.substring(ARTICLE.length()) : folded;
    }
}
