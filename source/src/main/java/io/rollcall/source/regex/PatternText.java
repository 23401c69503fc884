package io.rollcall.source.regex;

import java.util.function.IntPredicate;

/** A pattern while it is read: its characters and escapes. */
class PatternText {
    final String pattern;
    /** Index of the next character. */
    int at;

    PatternText(String pattern) {
        this.pattern = pattern;
    }

    /** The set that the escape after a backslash stands for; null, and nothing is read, if it is one character. */
    IntPredicate escapedSet() {
        IntPredicate set = at == pattern.length() ? null : setNamed(pattern.charAt(at));
        at += set == null ? 0 : 1;
        return set;
    }

    private static IntPredicate setNamed(char c) {
        return switch (c) {
            case 'd' -> Character::isDigit;
            case 'D' -> x -> !Character.isDigit(x);
            case 'w' -> CharSet::isWord;
            case 'W' -> x -> !CharSet.isWord(x);
            case 's' -> CharSet::isSpace;
            case 'S' -> x -> !CharSet.isSpace(x);
            case 'h' -> CharSet::isHex;
            case 'H' -> x -> !CharSet.isHex(x);
            default -> null;
        };
    }

    /** The one character that the escape after a backslash stands for. */
    int escapedCharacter() {
        int c = next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> 0x0b;
            case 'a' -> 0x07;
            case 'e' -> 0x1b;
            case '0' -> 0;
            case 'x' -> take('{') ? hexUntilBrace() : hex(2);
            case 'u' -> hex(4);
            default -> {
                if (c >= '1' && c <= '9' || c == 'k') {
                    throw new RegexException("has a back reference, which is not supported");
                }
                if (Character.isLetterOrDigit(c)) {
                    throw new RegexException("has the escape \\" + Character.toString(c) + ", which is not supported");
                }
                yield c;
            }
        };
    }

    private int hex(int digits) {
        if (at + digits > pattern.length()
                || !pattern.substring(at, at + digits).chars().allMatch(CharSet::isHex)) {
            throw new RegexException("has an escape without " + digits + " hexadecimal digits");
        }
        at += digits;
        return Integer.parseInt(pattern.substring(at - digits, at), 16);
    }

    private int hexUntilBrace() {
        int close = pattern.indexOf('}', at);
        if (close < 0 || close - at > 6) {
            throw new RegexException("has an escape \\x{ without its }");
        }
        int value = hex(close - at);
        at++;
        return value;
    }

    boolean atEnd() {
        return at >= pattern.length();
    }

    boolean startsWith(String prefix) {
        return pattern.startsWith(prefix, at);
    }

    boolean take(char c) {
        if (at < pattern.length() && pattern.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    int next() {
        if (at >= pattern.length()) {
            throw new RegexException("ends too early");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }
}
