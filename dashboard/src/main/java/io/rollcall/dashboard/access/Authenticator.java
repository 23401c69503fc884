package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Optional;

/** One way in which requests say who sent them. Thread-safe. */
interface Authenticator {
    /**
     * Who sent a request; empty if it does not say so in this way, or not credibly.
     *
     * @throws HttpResponseException if the request is to be refused whatever other ways would say
     */
    Optional<Identity> identify(Context ctx);
}
