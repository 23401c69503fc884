package io.rollcall.source.regex;

import java.util.function.IntPredicate;

/** Parses what stands in brackets: a class of characters. */
final class ClassParser {
    private final PatternParser source;

    ClassParser(PatternParser source) {
        this.source = source;
    }

    /** Reads from after the bracket through its end. */
    IntPredicate parse() {
        boolean negated = source.take('^');
        IntPredicate members = x -> false;
        boolean first = true;
        while (true) {
            if (source.atEnd()) {
                throw new RegexException("has a [ without its ]");
            }
            if (!first && source.take(']')) {
                break;
            }
            members = members.or(item());
            first = false;
        }
        IntPredicate all = members;
        return negated ? x -> !all.test(x) : all;
    }

    private IntPredicate item() {
        if (source.startsWith("&&")) {
            throw new RegexException("has a class with &&, which is not supported");
        }
        if (source.startsWith("[:")) {
            return posix();
        }
        if (source.take('[')) {
            return parse();
        }
        int start = source.next();
        if (start == '\\') {
            if (source.take('b')) {
                return range('\b');
            }
            IntPredicate set = source.escapedSet();
            return set == null ? range(source.escapedCharacter()) : set;
        }
        return range(start);
    }

    private IntPredicate range(int from) {
        if (!source.startsWith("-") || source.startsWith("-]")) {
            return x -> x == from;
        }
        source.take('-');
        int to = source.next();
        if (to == '\\') {
            to = source.escapedCharacter();
        }
        int last = to;
        if (last < from) {
            throw new RegexException("has a range of characters whose end is before its start");
        }
        return x -> x >= from && x <= last;
    }

    private IntPredicate posix() {
        source.next();
        source.next();
        boolean negated = source.take('^');
        StringBuilder name = new StringBuilder();
        while (!source.startsWith(":]")) {
            name.appendCodePoint(source.next());
        }
        source.next();
        source.next();
        IntPredicate members =
                switch (name.toString()) {
                    case "alpha" -> Character::isLetter;
                    case "digit" -> Character::isDigit;
                    case "alnum" -> Character::isLetterOrDigit;
                    case "upper" -> Character::isUpperCase;
                    case "lower" -> Character::isLowerCase;
                    case "space" -> CharSet::isSpace;
                    case "xdigit" -> CharSet::isHex;
                    case "word" -> CharSet::isWord;
                    case "punct" -> x -> x > ' ' && x < 0x7f && !Character.isLetterOrDigit(x);
                    default -> throw new RegexException("has the class [:" + name + ":], which is not supported");
                };
        return negated ? x -> !members.test(x) : members;
    }
}
