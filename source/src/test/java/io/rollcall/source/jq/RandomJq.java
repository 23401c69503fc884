package io.rollcall.source.jq;

import java.util.List;
import java.util.Random;

/** Random expressions and records. The latter have few names, so that the former meet what they look for. */
final class RandomJq {
    private static final List<String> NAMES = List.of("a", "b", "c", "a-b");
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "1.5",
            "1e3",
            "12345678",
            "\"\"",
            "\"x\"",
            "\"1\"",
            "\"b\"",
            "\"\\u00e9\"");

    private final Random random;

    RandomJq(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String record() {
        return object(3);
    }

    private String object(int depth) {
        StringBuilder out = new StringBuilder("{");
        int fields = random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            // Sometimes a name stands twice.
            out.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(one(NAMES))
                    .append("\":")
                    .append(value(depth - 1));
        }
        return out.append('}').toString();
    }

    private String value(int depth) {
        if (depth == 0 || random.nextInt(10) < 4) {
            return one(SCALARS);
        }
        if (random.nextInt(3) > 0) {
            return object(depth);
        }
        StringBuilder out = new StringBuilder("[");
        int items = random.nextInt(4);
        for (int i = 0; i < items; i++) {
            out.append(i == 0 ? "" : ",").append(value(depth - 1));
        }
        return out.append(']').toString();
    }

    String expression() {
        return expression(3);
    }

    private String expression(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? one(SCALARS) : path();
        }
        String a = expression(depth - 1);
        String b = expression(depth - 1);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> "(" + a + " // " + b + ")";
            case 3, 4 -> "(" + a + " " + one(List.of("==", "!=", "<", "<=", ">", ">=")) + " " + b + ")";
            case 5 -> "(" + a + " and " + b + ")";
            case 6 -> "(" + a + " or " + b + ")";
            case 7 -> "(" + a + " | not)";
            case 8 -> "(" + a + " | select(" + onValue() + "))";
            case 9 -> "(if " + a + " then " + b + " else " + path() + " end)";
            case 10 -> "(" + a + " | " + onValue() + ")";
            case 11 -> "(" + path() + "[]?)";
            case 12 -> "[" + a + ", " + b + "]";
            case 13 -> "(" + a + ", " + b + ")";
            case 14 -> "{x: " + path() + ", y: " + a + "}";
            default -> path();
        };
    }

    /** An expression that is mostly about its input itself. */
    private String onValue() {
        return one(List.of(
                ". == \"x\"",
                ". != null",
                ".a",
                ".b?",
                ".[0]",
                "type",
                "length",
                "tostring",
                "tojson",
                "type == \"string\"",
                "test(\"x\")",
                ". // 7",
                "[.]",
                "map(.)",
                "keys",
                "[.[]?]",
                "[..] | length",
                "first",
                "add",
                ". + 1",
                "ascii_downcase",
                "if . then 1 else 2 end",
                ". < \"m\"",
                "[.[]? | select(. == 1)]",
                "has(\"a\")",
                "map(select(. == \"x\"))",
                "map(.a?) | length > 1",
                "map(.a)",
                "test(\"^[xb]|1\")",
                "startswith(\"x\")",
                "split(\"x\")",
                "ltrimstr(\"x\") | length",
                "contains(\"x\")",
                "tonumber",
                "[.a?]",
                "join(\"-\")",
                "has(.[0]?)",
                "sort"));
    }

    private String path() {
        StringBuilder out = new StringBuilder();
        int keys = 1 + random.nextInt(3);
        for (int i = 0; i < keys; i++) {
            String name = one(NAMES);
            String key =
                    switch (random.nextInt(6)) {
                        case 0 -> "[" + random.nextInt(2) + "]";
                        case 1 -> "[\"" + name + "\"]";
                        default -> name.equals("a-b") ? ".\"a-b\"" : "." + name;
                    };
            out.append(i == 0 && key.startsWith("[") ? "." : "").append(key).append(random.nextInt(8) == 0 ? "?" : "");
        }
        return out.toString();
    }
}
