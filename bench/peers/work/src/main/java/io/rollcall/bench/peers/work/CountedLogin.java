package io.rollcall.bench.peers.work;

import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.Region;
import java.util.Set;

/**
 * What the statistics need of a clean login.
 *
 * @param locale the one it is counted under, {@code OTHER} where it is not a configured one
 * @param userId the user
 * @param deviceId the device, or null if unknown
 * @param timestampMillis event time, ms since the epoch
 */
public record CountedLogin(String locale, String userId, String deviceId, long timestampMillis) {
    private static final Set<String> LOCALES = Set.copyOf(Region.defaultLocales());

    /** From the JSON of a clean login. */
    public static CountedLogin of(byte[] json) {
        CleanLogin login = LoginJson.readClean(json);
        String locale = LOCALES.contains(login.locale()) ? login.locale() : Region.OTHER;
        return new CountedLogin(locale, login.userId(), login.deviceId(), login.timestampMillis());
    }
}
