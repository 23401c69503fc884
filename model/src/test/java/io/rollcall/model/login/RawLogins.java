package io.rollcall.model.login;

import java.nio.charset.StandardCharsets;

/** Raw logins for tests, and the outcome of their cleaning. */
final class RawLogins {
    static final long KAFKA_TIME = 1_694_479_552_000L;

    private RawLogins() {}

    /** A valid login with this JSON literal as its timestamp. */
    static String withTimestamp(String literal) {
        return "{\"user_id\": \"a\", \"locale\": \"UT\", \"timestamp\": " + literal + "}";
    }

    /** A valid login with one more field. */
    static String withField(String field) {
        return "{\"user_id\": \"a\", " + field + ", \"timestamp\": 1694479551}";
    }

    static CleaningOutcome outcome(byte[] value) {
        return LoginCleaner.DEFAULT.clean(new RawRecord("user-login", new EventId(0, 0), KAFKA_TIME, value));
    }

    /** {@code clean}, {@code late}, or the reason of the rejection. */
    static String verdict(String json) {
        return verdict(outcome(json.getBytes(StandardCharsets.UTF_8)));
    }

    static String verdict(CleaningOutcome outcome) {
        if (outcome instanceof CleaningOutcome.Rejected rejected) {
            return rejected.reason().wireName();
        }
        return outcome instanceof CleaningOutcome.Late ? "late" : "clean";
    }
}
