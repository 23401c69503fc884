package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address of the page as people open it, for a provider that sends browsers back to it. Immutable. */
final class PublicAddress {
    private final String fixed;
    private final String path;

    PublicAddress(Settings settings) {
        fixed = settings.text(SettingKey.DASHBOARD_URL).replaceFirst("/$", "");
        path = settings.dashboardPath();
    }

    /**
     * The address of a page: below the one of the settings, or else the one of this request. Its host has been checked, and
     * headers of a proxy count only if the proxy is trusted.
     *
     * @param page without a slash at its start
     * @return empty if others could read what is sent there
     */
    Optional<URI> of(Context ctx, String page) {
        String start = fixed.isEmpty() ? ctx.req().getScheme() + "://" + ctx.host() + path : fixed;
        try {
            return Optional.of(new URI(start + "/" + page).parseServerAuthority())
                    .filter(WebAddress::isProtected);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
