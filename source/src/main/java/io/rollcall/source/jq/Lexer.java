package io.rollcall.source.jq;

import java.util.List;

/** Splits an expression into tokens. The parser reads strings by {@link #character}, since they hold expressions. */
final class Lexer {
    /** Longer ones first. */
    private static final List<String> OPERATORS = List.of(
            "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..", ".", "[", "]", "(",
            ")", "{", "}", "|", ",", ":", ";", "=", "<", ">", "+", "-", "*", "/", "%", "$", "?");

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    Token next() {
        skipBlanks();
        int start = at;
        if (at == text.length()) {
            return new Token(Token.Kind.END, "", start);
        }
        char c = text.charAt(at);
        if (c == '"') {
            at++;
            return new Token(Token.Kind.QUOTE, "\"", start);
        }
        if (c == '.' && at + 1 < text.length() && isNameStart(text.charAt(at + 1))) {
            at++;
            return new Token(Token.Kind.FIELD, name(), start);
        }
        if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            return new Token(Token.Kind.NUMBER, number(), start);
        }
        if (isNameStart(c)) {
            return new Token(Token.Kind.NAME, name(), start);
        }
        if (c == '@' && at + 1 < text.length() && isNameStart(text.charAt(at + 1))) {
            at++;
            return new Token(Token.Kind.FORMAT, "@" + name(), start);
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return new Token(Token.Kind.OPERATOR, operator, start);
            }
        }
        throw new JqSyntaxException("'" + Character.toString(text.codePointAt(at)) + "' has no meaning here", start);
    }

    /** The next character of a string; -1 at the end of the text. */
    int character() {
        return at < text.length() ? text.charAt(at++) : -1;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at).intern();
    }

    private String number() {
        int start = at;
        skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
            if (at + sign + 1 < text.length() && isDigit(text.charAt(at + sign + 1))) {
                at += sign + 1;
                skipDigits();
            }
        }
        return text.substring(start, at);
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** What stands for a character of a string, after its backslash. @param c what follows the backslash */
    char escaped(int c) {
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default ->
                throw new JqSyntaxException(
                        c < 0
                                ? "a string has no end"
                                : "\\" + (char) c + " in a string has no meaning; a backslash itself is \\\\",
                        Math.max(0, position() - 2));
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(character(), 16);
            if (digit < 0) {
                throw new JqSyntaxException("\\u in a string needs four hexadecimal digits", position());
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }
}
