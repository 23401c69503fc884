package io.rollcall.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * What a file of recorded logins holds. Times are ms since the epoch, of the lines with a valid timestamp.
 *
 * @param lines number of records
 * @param timed number of records with a valid timestamp; the times mean nothing if it is 0
 * @param first event time of the first
 * @param oldest the oldest event time
 * @param newest the newest event time
 */
public record Recording(long lines, long timed, long first, long oldest, long newest) {
    /**
     * Reads a file to its end, or to this number of records.
     *
     * @throws IOException if it cannot be read
     */
    public static Recording scan(InputStream in, long count) throws IOException {
        LoginReplay replay = new LoginReplay(in);
        long lines = 0;
        long timed = 0;
        long first = 0;
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (LoginRecord record = next(replay, lines, count); record != null; record = next(replay, lines, count)) {
            lines++;
            OptionalLong time = Restamp.time(record.value());
            if (time.isPresent()) {
                first = timed == 0 ? time.getAsLong() : first;
                oldest = Math.min(oldest, time.getAsLong());
                newest = Math.max(newest, time.getAsLong());
                timed++;
            }
        }
        return new Recording(lines, timed, first, oldest, newest);
    }

    private static LoginRecord next(LoginReplay replay, long lines, long count) throws IOException {
        return lines < count ? replay.next() : null;
    }

    /** How much event time it spans, ms. */
    public long spanMillis() {
        return timed == 0 ? 0 : newest - oldest;
    }

    /** How long it takes to send each record at its time, ms. */
    public long durationMillis() {
        return timed == 0 ? 0 : newest - first;
    }
}
