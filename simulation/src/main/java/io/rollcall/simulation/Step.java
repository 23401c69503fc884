package io.rollcall.simulation;

import java.util.List;

/**
 * One step of a schedule.
 *
 * @param action what happens
 * @param a first argument
 * @param b second argument
 * @param c third argument
 */
public record Step(Action action, int a, int b, int c) {
    /** The step with this text. @throws IllegalArgumentException if it is none */
    static Step parse(String text) {
        String[] parts = text.strip().split(" +");
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a step: " + text);
        }
        return new Step(
                Action.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }

    /** The steps of a text, one a line; blank lines and those that begin with # are left out. */
    static List<Step> parseAll(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Step::parse)
                .toList();
    }

    @Override
    public String toString() {
        return action + " " + a + " " + b + " " + c;
    }
}
