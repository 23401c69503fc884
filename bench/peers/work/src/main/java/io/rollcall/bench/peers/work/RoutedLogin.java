package io.rollcall.bench.peers.work;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.settings.Topics;

/**
 * The outcome of cleaning as a record to write.
 *
 * @param topic the topic for clean, late or rejected logins
 * @param key the key of the raw record, or null
 * @param value its JSON
 */
@SuppressWarnings("ArrayRecordComponent") // handed to Kafka's client, never compared
public record RoutedLogin(String topic, byte[] key, byte[] value) {
    /** Cleans a raw record with this key. A rejected login contains {@code now}, ms since the epoch. */
    public static RoutedLogin of(byte[] key, RawRecord raw, long now) {
        CleaningOutcome outcome = LoginCleaner.DEFAULT.clean(raw);
        if (outcome instanceof CleaningOutcome.Clean clean) {
            return new RoutedLogin(Topics.DEFAULT.clean(), key, LoginJson.write(clean.login()));
        }
        if (outcome instanceof CleaningOutcome.Late late) {
            return new RoutedLogin(Topics.DEFAULT.late(), key, LoginJson.write(late.login()));
        }
        RejectedLogin rejected = RejectedLogin.of(raw, (CleaningOutcome.Rejected) outcome, now);
        return new RoutedLogin(Topics.DEFAULT.rejected(), key, LoginJson.write(rejected));
    }
}
