package io.rollcall.dashboard.oidc;

import io.rollcall.dashboard.oidc.TokenEndpoint.Refreshed;
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
    /** How long a role holds that the provider does not confirm, although it answers, ms. */
    static final long MAX_UNPROVEN_MILLIS = 3_600_000;

    private final TokenEndpoint provider;
    private final Executor background;
    private final LongSupplier nowMillis;
    private final long everyMillis;
    private volatile Person person;
    private volatile boolean ended;
    private volatile boolean asking;
    private long dueMillis;
    private volatile long provenMillis;

    /** @param everyMillis the least time between two questions to the provider, ms */
    SignedInPerson(
            Person person, TokenEndpoint provider, Executor background, LongSupplier nowMillis, long everyMillis) {
        this.person = person;
        this.provider = provider;
        this.background = background;
        this.nowMillis = nowMillis;
        this.everyMillis = everyMillis;
        provenMillis = nowMillis.getAsLong();
        dueMillis = provenMillis + everyMillis;
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
        long now = nowMillis.getAsLong(); // what the answer says is of this time
        try {
            Optional<Refreshed> answer = provider.refreshed(person);
            answer.ifPresent(known -> person = known.person());
            if (answer.isEmpty()) {
                ended = true;
                LOG.info("the provider no longer lets in {}", person.subject());
            } else if (answer.get().isProven()) {
                provenMillis = now;
            } else {
                endIfUnproven(now);
            }
        } catch (SignInProblem problem) {
            // Its log line says why. While the provider is away, whoever is signed in stays.
            if (problem.status() != SignInProblem.AWAY) {
                endIfUnproven(now);
            }
        } finally {
            asking = false;
        }
    }

    private void endIfUnproven(long now) {
        if (now - provenMillis >= MAX_UNPROVEN_MILLIS) {
            ended = true;
            LOG.info(
                    "the provider has not confirmed the role of {} for an hour: they have to sign in",
                    person.subject());
        }
    }
}
