package io.rollcall.dashboard.oidc;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who has signed in, as the provider knew them when it was asked last. It is asked again from time to time, but only
 * while somebody wants to know: otherwise a session here would keep an idle one at the provider alive. Thread-safe.
 */
public final class SignedInPerson {
    private static final Logger LOG = LoggerFactory.getLogger(SignedInPerson.class);

    private final TokenEndpoint provider;
    private final Executor background;
    private final LongSupplier nowMillis;
    private final long everyMillis;
    private volatile Person person;
    private volatile boolean ended;
    private volatile boolean asking;
    private long dueMillis;

    /** @param everyMillis the least time between two questions to the provider, ms */
    SignedInPerson(
            Person person, TokenEndpoint provider, Executor background, LongSupplier nowMillis, long everyMillis) {
        this.person = person;
        this.provider = provider;
        this.background = background;
        this.nowMillis = nowMillis;
        this.everyMillis = everyMillis;
        dueMillis = nowMillis.getAsLong() + everyMillis;
    }

    /** Who it is. */
    public Person person() {
        return person;
    }

    /** Whether the provider still lets them in, as far as it is known. Does not wait for the provider. */
    public boolean mayStay() {
        if (!ended && becomesDue()) {
            try {
                background.execute(this::ask);
            } catch (RejectedExecutionException stopped) {
                asking = false;
            }
        }
        return !ended;
    }

    /** Once per question: a refresh token that is sent twice looks stolen. */
    private synchronized boolean becomesDue() {
        long now = nowMillis.getAsLong();
        if (asking || person.refreshToken().isEmpty() || now < dueMillis) {
            return false;
        }
        asking = true;
        dueMillis = now + everyMillis;
        return true;
    }

    private void ask() {
        try {
            Optional<Person> now = provider.refreshed(person);
            now.ifPresentOrElse(known -> person = known, () -> ended = true);
            if (ended) {
                LOG.info("the provider no longer lets in {}", person.subject());
            }
        } catch (SignInProblem away) {
            // Its log line says why. Whoever is signed in stays, until the provider can be asked.
        } finally {
            asking = false;
        }
    }
}
