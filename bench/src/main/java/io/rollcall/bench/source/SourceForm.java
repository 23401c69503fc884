package io.rollcall.bench.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.producer.LoginRecord;
import io.rollcall.producer.LoginSource;
import io.rollcall.testkit.oracle.RawSource;
import java.util.Optional;

/** The form in which a load writes its logins. Safe for several threads. */
public interface SourceForm {
    /** The records that Rollcall reads without a mapping. */
    SourceForm BUILT_IN = new SourceForm() {
        @Override
        public Optional<String> preset() {
            return Optional.empty();
        }

        @Override
        public byte[] write(byte[] builtIn) {
            return builtIn;
        }

        @Override
        public RawSource meaning(long latenessMillis) {
            return RawSource.builtIn(latenessMillis);
        }
    };

    /**
     * The form of a preset.
     *
     * @param shares how much of what it writes is something else than successful logins
     * @throws IllegalArgumentException if no form of this name is known
     */
    static SourceForm of(String preset, Shares shares) {
        return switch (preset) {
            case "", "rollcall" -> BUILT_IN;
            case OktaForm.PRESET -> new OktaForm(shares);
            default ->
                throw new IllegalArgumentException(
                        "no load can be written in the form of " + preset + ", only in that of " + OktaForm.PRESET);
        };
    }

    /** The preset that reads these records; empty if none is needed. */
    Optional<String> preset();

    /**
     * A record of this form for a login in the built-in form. What is no such login stays as it is. The same bytes give
     * the same record. May be null, as the result is then.
     */
    byte[] write(byte[] builtIn);

    /** What the records mean, where logins may be this late (ms). */
    RawSource meaning(long latenessMillis);

    /** The records of a source in this form. */
    default LoginSource write(LoginSource logins) {
        return () -> {
            LoginRecord login = logins.next();
            return login == null ? null : new LoginRecord(login.key(), write(login.value()));
        };
    }

    /**
     * The shares of records that are not one successful login from the US, each from 0 to 1.
     *
     * @param skipped no login at all
     * @param failed a failed login
     * @param abroad a login from another country
     * @param several several events in one record
     */
    record Shares(double skipped, double failed, double abroad, double several) {
        /** Each record is one successful login. */
        public static final Shares PLAIN = new Shares(0, 0, 0, 0);
        /** Everything that a source has. */
        public static final Shares MIXED = new Shares(0.1, 0.2, 0.02, 0.1);
    }

    /** A text field as JSON; absent fields are null. */
    static String literal(JsonNode field) {
        return field.isMissingNode() ? "null" : field.toString();
    }
}
