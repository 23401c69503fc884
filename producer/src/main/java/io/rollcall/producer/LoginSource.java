package io.rollcall.producer;

import java.io.IOException;

/** Where records come from, one after the other. For one thread. */
@FunctionalInterface
public interface LoginSource {
    /**
     * The next record, or null at the end.
     *
     * @throws IOException if it cannot be read
     */
    LoginRecord next() throws IOException;
}
