package io.rollcall.app.doctor;

import io.rollcall.model.settings.Message;
import java.util.Collection;
import java.util.Locale;

/**
 * What a check found.
 *
 * @param check what was looked at, in one or two words
 * @param state how it is
 * @param message one sentence: what it is, and unless it is well, what to do
 */
public record Finding(String check, State state, Message message) {
    /** How something is, the better one first. */
    public enum State {
        /** Nothing is to be done. */
        OK,
        /** Rollcall runs, but not as it could. */
        WARNING,
        /** Rollcall does not run, or counts wrongly. */
        PROBLEM;

        /** As output shows it, for example {@code ok}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String template, Object... arguments) {
        return new Finding(check, State.OK, Message.of(template, arguments));
    }

    static Finding warning(String check, String template, Object... arguments) {
        return new Finding(check, State.WARNING, Message.of(template, arguments));
    }

    static Finding problem(String check, String template, Object... arguments) {
        return new Finding(check, State.PROBLEM, Message.of(template, arguments));
    }

    /** The worst state of these findings; {@link State#OK} if there are none. */
    public static State worst(Collection<Finding> findings) {
        return findings.stream().map(Finding::state).max(State::compareTo).orElse(State.OK);
    }
}
