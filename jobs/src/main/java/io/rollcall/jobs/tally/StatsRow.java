package io.rollcall.jobs.tally;

import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;

/**
 * What the state returns: either a row of statistics with its sketches, or logins that are not counted.
 *
 * @param stats the row; without numbers if {@code behindHorizon} is set
 * @param users compact sketch of user ids, or null
 * @param devices compact sketch of device ids, or null
 * @param failedUsers compact sketch of user ids of failed logins, or null without any
 * @param behindHorizon tally, in its serialized form, of logins behind the horizon or too far ahead; else null
 */
@SuppressWarnings("ArrayRecordComponent") // passed from Spark to Kafka unchanged
public record StatsRow(WindowStats stats, byte[] users, byte[] devices, byte[] failedUsers, byte[] behindHorizon) {
    /** Stands for the windows of logins that are too far ahead. */
    static final Window FAR_AHEAD = new Window(Long.MAX_VALUE - 1, Long.MAX_VALUE);

    /** Logins that arrived for state already dropped. @param window the oldest window that they belong to */
    static StatsRow behindHorizon(Window window, String locale, LoginTally tally) {
        return new StatsRow(new WindowStats(window, locale, 0, 0, 0), null, null, null, tally.toTransitBytes());
    }

    /** Logins that are too far ahead of their Kafka timestamps to be counted. */
    static StatsRow tooFarAhead(String locale, LoginTally tally) {
        return behindHorizon(FAR_AHEAD, locale, tally);
    }
}
