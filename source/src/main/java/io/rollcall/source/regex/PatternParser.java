package io.rollcall.source.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Parses a pattern. Used once. */
final class PatternParser extends PatternText {
    private static final int MAX_REPEAT = 1_000;
    private static final int MAX_NESTING = 100;

    private final List<String> groupNames = new ArrayList<>();
    private int nesting;
    private boolean ignoreCase;
    private boolean extended;
    private boolean dotMatchesNewline;

    PatternParser(String pattern, boolean ignoreCase, boolean extended) {
        super(pattern);
        this.ignoreCase = ignoreCase;
        this.extended = extended;
    }

    /** The names of the groups, in order; null for one without a name. */
    List<String> groupNames() {
        return groupNames;
    }

    Node parse() {
        Node node = choice();
        if (at < pattern.length()) {
            throw new RegexException("has a ) too many");
        }
        return node;
    }

    private Node choice() {
        if (++nesting > MAX_NESTING) {
            throw new RegexException("nests groups deeper than " + MAX_NESTING);
        }
        List<Node> alternatives = new ArrayList<>(List.of(sequence()));
        while (take('|')) {
            alternatives.add(sequence());
        }
        nesting--;
        return alternatives.size() == 1 ? alternatives.get(0) : new Node.Choice(alternatives);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            if (extended && skipBlank()) {
                continue;
            }
            Node part = atom();
            if (part != null) {
                parts.add(repeated(part));
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Node.Sequence(parts);
    }

    private boolean skipBlank() {
        if (Character.isWhitespace(pattern.charAt(at))) {
            at++;
            return true;
        }
        if (pattern.charAt(at) != '#') {
            return false;
        }
        while (at < pattern.length() && pattern.charAt(at) != '\n') {
            at++;
        }
        return true;
    }

    private Node repeated(Node part) {
        Node node = part;
        while (at < pattern.length()) {
            int min;
            int max;
            int start = at;
            if (take('*')) {
                min = 0;
                max = -1;
            } else if (take('+')) {
                min = 1;
                max = -1;
            } else if (take('?')) {
                min = 0;
                max = 1;
            } else if (take('{')) {
                int[] bounds = bounds();
                if (bounds == null) {
                    at = start;
                    return node;
                }
                min = bounds[0];
                max = bounds[1];
            } else {
                return node;
            }
            boolean greedy = !take('?');
            if (greedy && pattern.charAt(start) != '{' && at < pattern.length() && pattern.charAt(at) == '+') {
                throw new RegexException("has a possessive " + pattern.charAt(start) + "+, which is not supported");
            }
            node = new Node.Repeat(node, min, max, greedy);
        }
        return node;
    }

    /** What follows a brace; null if it is no count, so that the brace stands for itself. */
    private int[] bounds() {
        int close = pattern.indexOf('}', at);
        if (close < 0 || !pattern.substring(at, close).matches("[0-9]{1,6}(,[0-9]{0,6})?|,[0-9]{1,6}")) {
            return null;
        }
        String[] parts = pattern.substring(at, close).split(",", -1);
        at = close + 1;
        int min = parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0]);
        int max = parts.length == 1 ? min : parts[1].isEmpty() ? -1 : Integer.parseInt(parts[1]);
        if (min > MAX_REPEAT || max > MAX_REPEAT) {
            throw new RegexException("repeats more than " + MAX_REPEAT + " times");
        }
        if (max >= 0 && max < min) {
            throw new RegexException("has a repetition whose maximum is below its minimum");
        }
        return new int[] {min, max};
    }

    private Node atom() {
        int c = next();
        return switch (c) {
            case '(' -> group();
            case '[' -> chars(new ClassParser(this).parse());
            case '.' -> {
                boolean newline = dotMatchesNewline;
                yield new Node.Chars(new CharSet(x -> newline || x != '\n'));
            }
            case '^' -> new Node.Assertion(Node.Kind.TEXT_START);
            case '$' -> new Node.Assertion(Node.Kind.TEXT_END_OR_LAST_NEWLINE);
            case '*', '+', '?' -> throw new RegexException("has a " + (char) c + " with nothing before it to repeat");
            case '\\' -> escape();
            default -> chars(x -> x == c);
        };
    }

    private Node chars(IntPredicate members) {
        return new Node.Chars(new CharSet(ignoreCase ? CharSet.ignoringCase(members) : members));
    }

    private Node escape() {
        if (at == pattern.length()) {
            throw new RegexException("ends in a backslash");
        }
        Node.Kind assertion =
                switch (pattern.charAt(at)) {
                    case 'b' -> Node.Kind.WORD_BOUNDARY;
                    case 'B' -> Node.Kind.NO_WORD_BOUNDARY;
                    case 'A' -> Node.Kind.TEXT_START;
                    case 'Z' -> Node.Kind.TEXT_END_OR_LAST_NEWLINE;
                    case 'z' -> Node.Kind.TEXT_END;
                    default -> null;
                };
        if (assertion != null) {
            at++;
            return new Node.Assertion(assertion);
        }
        IntPredicate set = escapedSet();
        if (set != null) {
            return chars(set);
        }
        int single = escapedCharacter();
        return chars(x -> x == single);
    }

    /** A group, after its parenthesis; null if it only sets options. */
    private Node group() {
        boolean outerIgnoreCase = ignoreCase;
        boolean outerExtended = extended;
        boolean outerDot = dotMatchesNewline;
        int number = 0;
        if (!take('?')) {
            groupNames.add(null);
            number = groupNames.size();
        } else if (pattern.startsWith("<", at) && !pattern.startsWith("<=", at) && !pattern.startsWith("<!", at)) {
            int close = pattern.indexOf('>', at);
            if (close < 0 || !pattern.substring(at + 1, close).matches("\\w+")) {
                throw new RegexException("has a group whose name is not closed by >");
            }
            groupNames.add(pattern.substring(at + 1, close));
            number = groupNames.size();
            at = close + 1;
        } else if (pattern.startsWith("#", at)) {
            at = Math.max(at, pattern.indexOf(')', at));
            return take(')') ? null : unclosed();
        } else if (!options()) {
            return null;
        }
        Node content = choice();
        ignoreCase = outerIgnoreCase;
        extended = outerExtended;
        dotMatchesNewline = outerDot;
        return take(')') ? new Node.Group(content, number) : unclosed();
    }

    private static Node unclosed() {
        throw new RegexException("has a ( without its )");
    }

    /**
     * Reads the options after {@code (?}.
     *
     * @return whether the group has a content of its own
     */
    private boolean options() {
        boolean on = true;
        while (at < pattern.length()) {
            int c = next();
            switch (c) {
                case '-' -> on = false;
                case 'i' -> ignoreCase = on;
                case 'x' -> extended = on;
                case 's' -> dotMatchesNewline = on;
                case ':' -> {
                    return true;
                }
                case ')' -> {
                    return false;
                }
                case '=', '!', '<' ->
                    throw new RegexException("looks around by (?" + (char) c + ", which is not supported");
                default ->
                    throw new RegexException("has a group (?" + Character.toString(c) + ", which is not supported");
            }
        }
        unclosed();
        return false;
    }
}
