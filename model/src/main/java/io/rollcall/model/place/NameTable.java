package io.rollcall.model.place;

import io.rollcall.model.text.WhiteSpace;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Codes and names with their locales. What is added first stays. */
final class NameTable {
    /** By codes and names as they are usually written. */
    private final Map<String, String> asWritten = new HashMap<>();

    private final Map<String, String> byCode = new HashMap<>();
    private final Map<String, String> byFoldedName = new HashMap<>();

    /** A code may be written in lower case, but without points: {@code N.A.} is not Namibia. */
    void addCode(String code, String locale) {
        asWritten.putIfAbsent(code, locale);
        byCode.putIfAbsent(code, locale);
    }

    void addName(String name, String locale) {
        asWritten.putIfAbsent(name, locale);
        byFoldedName.putIfAbsent(FoldedName.of(name), locale);
    }

    /** The locale of a code or name; null if it is not known. */
    String find(String text) {
        String locale = asWritten.get(text);
        return locale == null ? findFolded(WhiteSpace.trim(text)) : locale;
    }

    private String findFolded(String text) {
        String locale = text.length() <= 3 ? byCode.get(text.toUpperCase(Locale.ROOT)) : null;
        return locale == null ? byFoldedName.get(FoldedName.of(text)) : locale;
    }
}
