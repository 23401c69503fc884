package io.rollcall.source.jq;

/**
 * A token of an expression.
 *
 * @param text the token itself; of a field the name after the point; of a string only the quotation mark
 * @param start its offset in the expression
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        /** {@code .name}. */
        FIELD,
        /** A name or keyword. */
        NAME,
        NUMBER,
        /** The start of a string, which the parser reads. */
        QUOTE,
        /** {@code @name}. */
        FORMAT,
        OPERATOR,
        END
    }

    boolean is(String operatorOrName) {
        return (kind == Kind.OPERATOR || kind == Kind.NAME) && text.equals(operatorOrName);
    }

    /** The token for a message. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case FIELD -> "." + text;
            case QUOTE -> "a string";
            default -> text;
        };
    }
}
