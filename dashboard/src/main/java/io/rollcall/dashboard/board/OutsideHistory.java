package io.rollcall.dashboard.board;

import io.rollcall.model.stats.Window;
import io.rollcall.model.text.IsoTime;

/** A moment or range of which nothing is known. The message is one sentence for the user. */
public final class OutsideHistory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Window history;

    private OutsideHistory(String message, Window history) {
        super(message);
        this.history = history;
    }

    /** Before any login. */
    static OutsideHistory empty() {
        return new OutsideHistory("there are no logins yet", null);
    }

    /** @param what the moment or range, at the start of a sentence */
    static OutsideHistory before(String what, Window history) {
        return outside(what, "before", history);
    }

    /** @param what the moment or range, at the start of a sentence */
    static OutsideHistory after(String what, Window history) {
        return outside(what, "after", history);
    }

    private static OutsideHistory outside(String what, String side, Window history) {
        return new OutsideHistory(
                "%s is %s the history, which covers %s to %s so far"
                        .formatted(
                                what, side, IsoTime.format(history.startMillis()), IsoTime.format(history.endMillis())),
                history);
    }

    /** What the history covers, or null before any login. */
    public Window history() {
        return history;
    }
}
