package io.rollcall.source.suggest;

import java.util.Locale;

/** Writes texts of records into a mapping file. Whatever they hold, it stays valid, and safe on a terminal. */
final class Quoting {
    private Quoting() {}

    /** A text as a string of jq, and as one of YAML in double quotation marks. */
    static String jq(String text) {
        return '"' + escaped(text, true) + '"';
    }

    /** A text for a comment: on one line, without characters that YAML does not allow, and cut. */
    static String comment(String text, int maxLength) {
        String cut = text.length() <= maxLength
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, maxLength))) + "…";
        return escaped(cut, false);
    }

    /** An expression, which has no line breaks and no control characters, as a value of YAML. */
    static String yaml(String expression) {
        boolean plain = expression.matches("[.(A-Za-z].*")
                && !expression.contains(": ")
                && !expression.contains(" #")
                && !expression.endsWith(":")
                && expression.equals(expression.strip());
        return plain ? expression : "'" + expression.replace("'", "''") + "'";
    }

    /** A value in a list of YAML. */
    static String item(String value) {
        boolean plain = value.matches("[A-Za-z_][A-Za-z0-9_.-]*")
                && !value.toLowerCase(Locale.ROOT).matches("true|false|null|yes|no|on|off|y|n");
        return plain ? value : jq(value);
    }

    private static String escaped(String text, boolean quoted) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.UNASSIGNED,
                        Character.PRIVATE_USE -> {
                    for (int k = i; k < i + length; k++) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(k)));
                    }
                }
                default ->
                    out.append(quoted && (c == '"' || c == '\\') ? "\\" : "").appendCodePoint(c);
            }
            i += length;
        }
        return out.toString();
    }
}
