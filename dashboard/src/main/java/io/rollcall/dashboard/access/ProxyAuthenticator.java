package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.rollcall.model.settings.GroupRole;
import io.rollcall.model.settings.Network;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * By headers of a trusted proxy, which has asked the user who they are. The headers of anybody else say nothing. What
 * counts is the other end of the connection, not an address that a header names.
 */
final class ProxyAuthenticator implements Authenticator {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final List<Network> proxies;
    private final List<GroupRole> roles;
    private final String userHeader;
    private final String groupsHeader;
    private final long sessionMillis;
    private final LongSupplier nowMillis;
    private final Function<Context, InetAddress> peer;

    /** @param peer the address of the other end of a request's connection; null if there is none */
    ProxyAuthenticator(Settings settings, LongSupplier nowMillis, Function<Context, InetAddress> peer) {
        proxies = settings.proxies();
        roles = settings.groupRoles();
        userHeader = settings.text(SettingKey.DASHBOARD_USER_HEADER);
        groupsHeader = settings.text(SettingKey.DASHBOARD_GROUPS_HEADER);
        sessionMillis = settings.duration(SettingKey.DASHBOARD_SESSION).toMillis();
        this.nowMillis = nowMillis;
        this.peer = peer;
    }

    @Override
    public Optional<Identity> identify(Context ctx) {
        InetAddress from = peer.apply(ctx);
        if (from == null || proxies.stream().noneMatch(proxy -> proxy.contains(from))) {
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

    /** The address of the other end of a request's connection, whatever its headers say. */
    static InetAddress peer(Context ctx) {
        Request request = ServletContextRequest.getServletContextRequest(ctx.req());
        return request.getConnectionMetaData().getConnection().getEndPoint().getRemoteSocketAddress()
                        instanceof InetSocketAddress socket
                ? socket.getAddress()
                : null;
    }
}
