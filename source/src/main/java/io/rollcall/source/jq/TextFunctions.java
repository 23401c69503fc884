package io.rollcall.source.jq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of texts. */
final class TextFunctions {
    private TextFunctions() {}

    static void addTo(Map<String, Native> table) {
        table.put("ascii_downcase/0", Native.of((in, budget) -> ascii(in, 'A', 'Z', 32, budget)));
        table.put("ascii_upcase/0", Native.of((in, budget) -> ascii(in, 'a', 'z', -32, budget)));
        table.put("ltrimstr/1", Native.ofValues((in, arguments, budget) -> trim(in, arguments.get(0), true, budget)));
        table.put("rtrimstr/1", Native.ofValues((in, arguments, budget) -> trim(in, arguments.get(0), false, budget)));
        table.put("startswith/1", Native.ofValues((in, arguments, budget) -> text(
                        in, "startswith() requires string inputs")
                .startsWith(text(arguments.get(0), "startswith() requires string inputs"))));
        table.put("endswith/1", Native.ofValues((in, arguments, budget) -> text(in, "endswith() requires string inputs")
                .endsWith(text(arguments.get(0), "endswith() requires string inputs"))));
        table.put("split/1", Native.ofValues((in, arguments, budget) -> {
            String message = "split input and separator must be strings";
            return split(text(in, message), text(arguments.get(0), message), budget);
        }));
        table.put("join/1", Native.ofValues((in, arguments, budget) -> join(in, arguments.get(0), budget)));
        table.put("explode/0", Native.of((in, budget) -> explode(in, budget)));
        table.put("implode/0", Native.of((in, budget) -> implode(in, budget)));
        table.put("utf8bytelength/0", Native.of((in, budget) -> {
            String text = text(in, Values.described(in) + " only strings have UTF-8 byte length");
            budget.bytes(text.length());
            return Num.of(text.getBytes(StandardCharsets.UTF_8).length);
        }));
    }

    /** @throws JqError with this message if the value is no text */
    static String text(Object value, String message) {
        if (value instanceof String text) {
            return text;
        }
        throw new JqError(message);
    }

    private static String ascii(Object in, char first, char last, int shift, Budget budget) {
        String text = text(in, "explode input must be a string");
        budget.bytes(2L * text.length());
        budget.steps(text.length() >> 3);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= first && c <= last ? (char) (c + shift) : c);
        }
        return out.toString();
    }

    private static Object trim(Object in, Object affix, boolean start, Budget budget) {
        if (!(in instanceof String text) || !(affix instanceof String part)) {
            return in;
        }
        budget.bytes(text.length());
        if (start) {
            return text.startsWith(part) ? text.substring(part.length()) : text;
        }
        return text.endsWith(part) ? text.substring(0, text.length() - part.length()) : text;
    }

    static List<Object> split(String text, String separator, Budget budget) {
        List<Object> parts = new ArrayList<>();
        budget.bytes(2L * text.length());
        if (text.isEmpty()) {
            return parts;
        }
        if (separator.isEmpty()) {
            budget.bytes((long) text.length() * Values.ELEMENT_BYTES * 4);
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            budget.bytes(Values.ELEMENT_BYTES * 4L);
            parts.add(text.substring(start, at));
            start = at + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Object join(Object in, Object separator, Budget budget) {
        if (!(in instanceof List) && !(in instanceof Map)) {
            throw new JqError("Cannot iterate over " + Values.described(in));
        }
        Object joined = null;
        StringBuilder out = new StringBuilder();
        Iterable<Object> items =
                in instanceof List ? Values.list(in) : Values.map(in).values();
        for (Object item : items) {
            if (joined != null && !(separator instanceof String)) {
                throw new JqError(
                        Values.described(joined) + " and " + Values.described(separator) + " cannot be added");
            }
            String part = joined == null ? "" : (String) separator;
            if (item instanceof List || item instanceof Map) {
                budget.bytes(out.length());
                throw new JqError(Values.described(out + part) + " and " + Values.described(item) + " cannot be added");
            }
            String text = item == null ? "" : Operators.text(item, budget);
            budget.bytes((long) part.length() + text.length());
            out.append(part).append(text);
            joined = "";
        }
        return out.toString();
    }

    private static Object explode(Object in, Budget budget) {
        String text = text(in, Values.described(in) + " cannot be exploded");
        budget.bytes((long) text.length() * Values.ELEMENT_BYTES * 2);
        List<Object> codes = new ArrayList<>();
        text.codePoints().forEach(c -> codes.add(Num.of(c)));
        return codes;
    }

    private static Object implode(Object in, Budget budget) {
        if (!(in instanceof List)) {
            throw new JqError("implode input must be an array");
        }
        budget.bytes(4L * Values.list(in).size());
        StringBuilder text = new StringBuilder();
        for (Object code : Values.list(in)) {
            double value = code instanceof Num num ? num.value() : -1;
            boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && !(value >= 0xD800 && value < 0xE000);
            if (!valid) {
                throw new JqError("Unicode codepoint must be numeric, and one that exists");
            }
            text.appendCodePoint((int) value);
        }
        return text.toString();
    }
}
