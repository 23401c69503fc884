package io.rollcall.source.jq;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats: {@code @base64} and its like. */
final class Formats {
    /** The names that exist. */
    static final Set<String> NAMES =
            Set.of("@text", "@json", "@csv", "@tsv", "@html", "@uri", "@sh", "@base64", "@base64d");

    private Formats() {}

    static String apply(String name, Object value, Budget budget) {
        return switch (name) {
            case "@text" -> Operators.text(value, budget);
            case "@json" -> JsonText.write(value, budget);
            case "@csv" -> row(value, ",", name, budget);
            case "@tsv" -> row(value, "\t", name, budget);
            case "@sh" -> shell(value, budget);
            default -> encoded(name, Operators.text(value, budget), budget);
        };
    }

    private static String encoded(String name, String text, Budget budget) {
        budget.bytes(6L * text.length());
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return switch (name) {
            case "@html" ->
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("'", "&#39;")
                        .replace("\"", "&quot;");
            case "@uri" -> uri(utf8);
            case "@base64" -> Base64.getEncoder().encodeToString(utf8);
            default -> decoded(text);
        };
    }

    private static String decoded(String text) {
        try {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '=') {
                end--;
            }
            return new String(Base64.getDecoder().decode(text.substring(0, end)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new JqError(Values.described(text) + " is not valid base64 data");
        }
    }

    private static String uri(byte[] utf8) {
        StringBuilder out = new StringBuilder();
        for (byte b : utf8) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-_.~".indexOf(b) >= 0;
            if (plain) {
                out.append((char) b);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return out.toString();
    }

    private static String row(Object value, String separator, String format, Budget budget) {
        if (!(value instanceof List)) {
            throw new JqError(
                    Values.described(value) + " cannot be " + format.substring(1) + "-formatted, only an array can be");
        }
        budget.bytes((long) Values.list(value).size() * Values.ELEMENT_BYTES);
        return Values.list(value).stream()
                .map(item -> cell(item, separator, format, budget))
                .collect(Collectors.joining(separator));
    }

    private static String cell(Object item, String separator, String format, Budget budget) {
        if (item instanceof List || item instanceof java.util.Map) {
            throw new JqError(Values.described(item) + " is not valid in a " + format.substring(1) + " row");
        }
        if (!(item instanceof String text)) {
            return item == null ? "" : JsonText.write(item, budget);
        }
        budget.bytes(2L * text.length() + 2);
        return separator.equals(",")
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    private static String shell(Object value, Budget budget) {
        List<Object> items = value instanceof List ? Values.list(value) : java.util.Arrays.asList(value);
        return items.stream()
                .map(item -> {
                    if (item instanceof List || item instanceof java.util.Map) {
                        throw new JqError(Values.described(item) + " can not be escaped for shell");
                    }
                    budget.bytes(item instanceof String text ? 4L * text.length() + 2 : Values.ELEMENT_BYTES);
                    return item instanceof String text
                            ? "'" + text.replace("'", "'\\''") + "'"
                            : JsonText.write(item, budget);
                })
                .collect(Collectors.joining(" "));
    }
}
