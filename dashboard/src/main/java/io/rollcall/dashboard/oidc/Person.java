package io.rollcall.dashboard.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.model.settings.Role;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Somebody whom the provider has signed in.
 *
 * @param subject by which the provider tells people apart; it never changes
 * @param name that people know them by
 * @param role what they may see
 * @param idToken by which the provider recognises what to end when they sign out; empty if it is too long for that
 * @param refreshToken by which the provider can be asked about them again; empty if it gave none
 */
public record Person(String subject, String name, Role role, String idToken, String refreshToken) {
    private static final int MAX_NAME = 100;

    /** The name in the claims of a person: the first of several that there is. */
    static String name(JWTClaimsSet claims) {
        return Stream.of("preferred_username", "email", "name", "sub")
                .filter(claim -> !claim.equals("email") || Boolean.TRUE.equals(claims.getClaim("email_verified")))
                .map(claims::getClaim)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(name -> !name.isBlank())
                .map(name -> name.substring(0, Math.min(name.length(), MAX_NAME)))
                .findFirst()
                .orElseThrow();
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return name + " (" + role.wireName() + ")";
    }
}
