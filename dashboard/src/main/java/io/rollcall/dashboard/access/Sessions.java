package io.rollcall.dashboard.access;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Who is signed in. Ids are kept as hashes: what leaks from memory opens no session. Thread-safe. */
final class Sessions {
    /** Of all users; the oldest one ends when there would be more. */
    static final int MAX_SESSIONS = 10_000;
    /** Of one user. */
    static final int MAX_PER_USER = 50;

    private final long lengthMillis;
    private final LongSupplier nowMillis;
    private final Predicate<UserEntry> stillUser;
    /** By the hash of the id, the oldest first. */
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    private record Session(UserEntry user, long endsMillis) {}

    /**
     * @param lengthMillis from sign-in to the end, ms
     * @param stillUser whether an entry is still in the file, with the same role and password
     */
    Sessions(long lengthMillis, LongSupplier nowMillis, Predicate<UserEntry> stillUser) {
        this.lengthMillis = lengthMillis;
        this.nowMillis = nowMillis;
        this.stillUser = stillUser;
    }

    /** Begins a session. @return its id, which nobody can guess and which no client chose */
    synchronized String begin(UserEntry user) {
        long now = nowMillis.getAsLong();
        sessions.values().removeIf(session -> session.endsMillis() <= now);
        endOldest(MAX_SESSIONS, session -> true);
        endOldest(MAX_PER_USER, session -> session.user().name().equals(user.name()));
        String id = Secrets.random();
        sessions.put(Secrets.hash(id), new Session(user, now + lengthMillis));
        return id;
    }

    private void endOldest(int max, Predicate<Session> those) {
        if (sessions.values().stream().filter(those).count() >= max) {
            Iterator<Session> oldestFirst = sessions.values().iterator();
            while (!those.test(oldestFirst.next())) {
                continue;
            }
            oldestFirst.remove();
        }
    }

    /** Whose session this is; empty if it has ended or never was. */
    synchronized Optional<UserEntry> user(String id) {
        String key = Secrets.hash(id);
        Session session = sessions.get(key);
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
