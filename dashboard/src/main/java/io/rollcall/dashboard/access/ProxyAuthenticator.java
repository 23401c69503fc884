package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.rollcall.dashboard.wire.TrustedProxies;
import io.rollcall.model.settings.GroupRole;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * By headers of a trusted proxy, which has asked the user who they are. The headers of anybody else say nothing. What
 * counts is the other end of the connection, not an address that a header names.
 */
final class ProxyAuthenticator implements Authenticator {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final TrustedProxies proxies;
    private final List<GroupRole> roles;
    private final String userHeader;
    private final String groupsHeader;
    private final long sessionMillis;
    private final LongSupplier nowMillis;

    ProxyAuthenticator(Settings settings, LongSupplier nowMillis) {
        proxies = new TrustedProxies(settings);
        roles = settings.groupRoles();
        userHeader = settings.text(SettingKey.DASHBOARD_USER_HEADER);
        groupsHeader = settings.text(SettingKey.DASHBOARD_GROUPS_HEADER);
        sessionMillis = settings.duration(SettingKey.DASHBOARD_SESSION).toMillis();
        this.nowMillis = nowMillis;
    }

    @Override
    public Optional<Identity> identify(Context ctx) {
        if (!proxies.sent(ctx.req())) {
            return Optional.empty();
        }
        List<String> users = values(ctx, userHeader);
        // Of two values the client sent one: then nobody knows which.
        if (users.size() != 1 || users.get(0).isBlank()) {
            return Optional.empty();
        }
        long endsMillis = nowMillis.getAsLong() + sessionMillis;
        return role(values(ctx, groupsHeader))
                .map(role -> new Identity(users.get(0).strip(), role, () -> nowMillis.getAsLong() < endsMillis));
    }

    private static List<String> values(Context ctx, String header) {
        return Collections.list(ctx.req().getHeaders(header));
    }

    private Optional<Role> role(List<String> groupHeaders) {
        if (groupHeaders.size() > 1) {
            return Optional.empty(); // as with names
        }
        Set<String> groups = new HashSet<>(Set.of(GroupRole.EVERYBODY));
        groupHeaders.forEach(header -> groups.addAll(List.of(COMMA.split(header.strip()))));
        return roles.stream()
                .filter(rule -> groups.contains(rule.group()))
                .map(GroupRole::role)
                .max(Enum::compareTo);
    }
}
