package io.rollcall.app.tail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colors of a terminal, as ANSI escape sequences. */
final class Colors {
    private static final Pattern JSON_TOKEN = Pattern.compile("(?<text>\"(?:[^\"\\\\]++|\\\\.)*+\")(?<colon>\\s*+:)?"
            + "|(?<number>-?[0-9][0-9.eE+-]*+)|(?<word>true|false|null)");

    private static final String OFF = "\u001b[0m";

    private Colors() {}

    static String dim(String text) {
        return "\u001b[2m" + text + OFF;
    }

    static String bold(String text) {
        return "\u001b[1m" + text + OFF;
    }

    static String cyan(String text) {
        return "\u001b[36m" + text + OFF;
    }

    /** JSON with one color each for names, strings, numbers and literals. Text that is not JSON stays as it is. */
    static String json(String text) {
        if (!ReadableText.isJson(text)) {
            return text;
        }
        StringBuilder colored = new StringBuilder(text.length() * 2);
        Matcher token = JSON_TOKEN.matcher(text);
        int done = 0;
        while (token.find()) {
            int end = token.start("colon") < 0 ? token.end() : token.end("text");
            colored.append(text, done, token.start()).append(color(token));
            colored.append(text, token.start(), end).append(OFF);
            done = end;
        }
        return colored.append(text, done, text.length()).toString();
    }

    private static String color(Matcher token) {
        if (token.start("colon") >= 0) {
            return "\u001b[34m";
        } else if (token.start("text") >= 0) {
            return "\u001b[32m";
        }
        return token.start("number") >= 0 ? "\u001b[33m" : "\u001b[35m";
    }
}
