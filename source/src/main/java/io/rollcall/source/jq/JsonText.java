package io.rollcall.source.jq;

import java.util.List;
import java.util.Map;

/** JSON as text, in the form of jq's {@code tojson}. */
final class JsonText {
    private final StringBuilder out = new StringBuilder();
    private final Budget budget;

    private JsonText(Budget budget) {
        this.budget = budget;
    }

    /** @param budget pays for the text; null for a message, which is cut after some characters */
    static String write(Object value, Budget budget) {
        JsonText text = new JsonText(budget);
        text.add(value);
        return text.out.toString();
    }

    private boolean isCut() {
        return budget == null && out.length() > 200;
    }

    private void add(Object value) {
        if (isCut()) {
            return;
        }
        if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Num num) {
            append(num.jqText());
        } else if (value instanceof List<?> list) {
            enter();
            append("[");
            String separator = "";
            for (Object item : list) {
                append(separator);
                add(item);
                separator = ",";
            }
            append("]");
            leave();
        } else if (value instanceof Map<?, ?> map) {
            enter();
            append("{");
            String separator = "";
            for (Map.Entry<?, ?> field : map.entrySet()) {
                append(separator);
                quote((String) field.getKey());
                append(":");
                add(field.getValue());
                separator = ",";
            }
            append("}");
            leave();
        } else {
            append(String.valueOf(value));
        }
    }

    private void enter() {
        if (budget != null) {
            budget.enter();
        }
    }

    private void leave() {
        if (budget != null) {
            budget.leave();
        }
    }

    private void append(String text) {
        if (budget != null) {
            budget.bytes(text.length());
        } else if (isCut()) {
            return;
        }
        out.append(text);
    }

    private void quote(String text) {
        if (budget != null) {
            budget.bytes(text.length() + 2L);
            budget.steps(1 + (text.length() >> 3));
        }
        out.append('"');
        for (int i = 0; i < text.length() && !isCut(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
