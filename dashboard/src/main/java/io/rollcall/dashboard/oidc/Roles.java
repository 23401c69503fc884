package io.rollcall.dashboard.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.model.settings.GroupRole;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The role that the claims of a person give. Immutable. */
final class Roles {
    private static final String EMAIL = "email";

    private final List<String> claims;
    private final List<GroupRole> rules;

    Roles(Settings settings) {
        claims = settings.names(SettingKey.DASHBOARD_OIDC_ROLES_CLAIM);
        rules = settings.groupRoles();
    }

    /** The highest role of somebody's groups; empty if none of them has one. */
    Optional<Role> of(JWTClaimsSet person) {
        Map<String, Object> all = person.getClaims();
        Set<String> groups = new HashSet<>(Set.of(GroupRole.EVERYBODY));
        claims.stream().flatMap(claim -> values(all, claim)).forEach(groups::add);
        return rules.stream()
                .filter(rule -> groups.contains(rule.group()))
                .map(GroupRole::role)
                .max(Enum::compareTo);
    }

    private static Stream<String> values(Map<?, ?> all, String claim) {
        if (claim.equals(EMAIL) && !Boolean.TRUE.equals(all.get("email_verified"))) {
            return Stream.empty(); // anybody could have given it
        }
        Object value = all.get(claim);
        int dot = claim.indexOf('.');
        if (value == null && dot > 0 && all.get(claim.substring(0, dot)) instanceof Map<?, ?> inner) {
            return values(inner, claim.substring(dot + 1));
        }
        if (value instanceof Collection<?> several) {
            return several.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return value instanceof String one ? Stream.of(one) : Stream.empty();
    }
}
