package io.rollcall.source.mapping;

/**
 * What is wrong with a mapping file.
 *
 * @param line from 1
 * @param column from 1, in chars
 * @param message one sentence for a person, without its full stop
 */
public record Problem(int line, int column, String message) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + message;
    }
}
