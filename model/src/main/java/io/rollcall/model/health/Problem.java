package io.rollcall.model.health;

import io.rollcall.model.settings.Message;
import java.util.Collection;
import java.util.Optional;

/**
 * Something that is wrong with the pipeline.
 *
 * @param component where: one of the constants
 * @param severity how bad it is
 * @param message one sentence that says what is wrong and what to do
 */
public record Problem(String component, Severity severity, Message message) {
    /** The clean job. */
    public static final String CLEAN = "clean";
    /** The stats job. */
    public static final String STATS = "stats";
    /** The topics. */
    public static final String TOPICS = "topics";
    /** Parts that do not belong together. */
    public static final String PIPELINE = "pipeline";
    /** Those who write raw logins. */
    public static final String PRODUCERS = "producers";
    /** The machine that judges. */
    public static final String CLOCK = "clock";

    /** The worst of these problems, the first of equals; empty if there are none. */
    public static Optional<Problem> worst(Collection<Problem> problems) {
        return problems.stream().reduce((a, b) -> b.severity().compareTo(a.severity()) > 0 ? b : a);
    }

    /** The state of a pipeline with these problems: {@code up}, {@code starting}, {@code stale} or {@code down}. */
    public static String stateName(Collection<Problem> problems) {
        return worst(problems).map(problem -> problem.severity().stateName()).orElse("up");
    }

    /** Whether health is red with these problems. */
    public static boolean anyRed(Collection<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.severity().isRed());
    }
}
