package io.rollcall.source.regex;

import java.util.List;

/** A parsed pattern. */
sealed interface Node {
    record Chars(CharSet set) implements Node {}

    record Assertion(Kind kind) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    record Choice(List<Node> alternatives) implements Node {}

    /** @param number of the group, from 1; 0 if it does not capture */
    record Group(Node content, int number) implements Node {}

    /** @param max -1 for any number */
    record Repeat(Node content, int min, int max, boolean greedy) implements Node {}

    enum Kind {
        TEXT_START,
        TEXT_END,
        TEXT_END_OR_LAST_NEWLINE,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY
    }
}
