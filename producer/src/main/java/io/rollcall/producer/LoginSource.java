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
}
