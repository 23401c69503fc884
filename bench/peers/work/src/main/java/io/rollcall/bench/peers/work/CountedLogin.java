package io.rollcall.bench.peers.work;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.place.Region;
import java.util.Set;

/**
 * The fields of a clean login that the statistics need.
 *
 * @param locale the locale under which it is counted; {@code OTHER} if its own is not a configured one
 * @param userId the id of the user
 * @param deviceId the id of the device, or null if unknown
 * @param timestampMillis event time, ms since the epoch
 */
public record CountedLogin(String locale, String userId, String deviceId, long timestampMillis) {
    private static final Set<String> LOCALES = Set.copyOf(Region.defaultLocales());

    /** The login with this JSON. */
    public static CountedLogin of(byte[] json) {
        CleanLogin login = LoginJson.readClean(json);
        String locale = LOCALES.contains(login.locale()) ? login.locale() : Region.OTHER;
        return new CountedLogin(locale, login.userId(), login.deviceId(), login.timestampMillis());
    }
}
