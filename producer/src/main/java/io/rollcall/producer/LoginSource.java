package io.rollcall.producer;

import java.io.IOException;

/** A sequence of records to send. For one thread. */
@FunctionalInterface
public interface LoginSource {
    /**
     * The next record, or null at the end.
     *
     * @throws IOException if the source cannot be read
     */
    LoginRecord next() throws IOException;

    /** How long (ms) the record that {@link #next} returned last must still wait; 0 or less if it may be sent. */
    default long waitMillis() {
        return 0;
    }
}
