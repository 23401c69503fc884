package io.rollcall.dashboard.access;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Who is signed in. Ids are kept as hashes: what leaks from memory opens no session. Thread-safe.
 *
 * @param <U> what is kept of somebody
 */
final class Sessions<U extends SessionUser> {
    /** Of all users; the oldest one ends when there would be more. */
    static final int MAX_SESSIONS = 10_000;
    /** Of one user. */
    static final int MAX_PER_USER = 50;

    private final long lengthMillis;
    private final LongSupplier nowMillis;
    private final Predicate<U> stillUser;
    /** By the hash of the id, the oldest first. */
    private final Map<String, Session<U>> sessions = new LinkedHashMap<>();

    private record Session<U>(U user, long endsMillis) {}

    /**
     * @param lengthMillis from sign-in to the end, ms
     * @param stillUser whether somebody may still be signed in, with the same role
     */
    Sessions(long lengthMillis, LongSupplier nowMillis, Predicate<U> stillUser) {
        this.lengthMillis = lengthMillis;
        this.nowMillis = nowMillis;
        this.stillUser = stillUser;
    }

    /** Begins a session. @return its id, which nobody can guess and which no client chose */
    synchronized String begin(U user) {
        long now = nowMillis.getAsLong();
        sessions.values().removeIf(session -> session.endsMillis() <= now);
        endOldest(MAX_SESSIONS, session -> true);
        endOldest(MAX_PER_USER, session -> session.user().key().equals(user.key()));
        String id = Secrets.random();
        sessions.put(Secrets.hash(id), new Session<>(user, now + lengthMillis));
        return id;
    }

    private void endOldest(int max, Predicate<Session<U>> those) {
        if (sessions.values().stream().filter(those).count() >= max) {
            Iterator<Session<U>> oldestFirst = sessions.values().iterator();
            while (!those.test(oldestFirst.next())) {
                continue;
            }
            oldestFirst.remove();
        }
    }

    /** Whose session this is; empty if it has ended or never was. */
    synchronized Optional<U> user(String id) {
        String key = Secrets.hash(id);
        Session<U> session = sessions.get(key);
        if (session == null) {
            return Optional.empty();
        }
        if (session.endsMillis() <= nowMillis.getAsLong() || !stillUser.test(session.user())) {
            sessions.remove(key);
            return Optional.empty();
        }
        return Optional.of(session.user());
    }

    /** Ends a session, if there is one of this id. */
    synchronized void end(String id) {
        sessions.remove(Secrets.hash(id));
    }

    synchronized int count() {
        return sessions.size();
    }
}
