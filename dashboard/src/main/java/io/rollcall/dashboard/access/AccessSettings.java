package io.rollcall.dashboard.access;

import io.rollcall.dashboard.oidc.OidcProvider;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether settings protect the dashboard. */
public final class AccessSettings {
    private AccessSettings() {}

    /**
     * @throws UserError if they would show it to strangers, leave out what the way of signing in needs, or name a bad file
     */
    public static void check(Settings settings) {
        String auth = settings.text(SettingKey.DASHBOARD_AUTH);
        boolean open = auth.equals("none") && !settings.flag(SettingKey.DASHBOARD_INSECURE);
        if (open && !isLoopback(settings)) {
            throw UserError.usage(Message.of(
                    "anybody who reaches {} could read the dashboard: set {} to basic, oidc or proxy, listen on"
                            + " 127.0.0.1, or, if something in front protects it, set {} to true",
                    settings.text(SettingKey.DASHBOARD_HOST),
                    SettingKey.DASHBOARD_AUTH,
                    SettingKey.DASHBOARD_INSECURE));
        }
        if (auth.equals("basic") && settings.text(SettingKey.DASHBOARD_USERS).isEmpty()) {
            throw UserError.usage(Message.of(
                    "nobody could sign in: name a file of users with {}, and make it with"
                            + " `rollcall dashboard passwd --file FILE NAME --role ROLE`",
                    SettingKey.DASHBOARD_USERS));
        }
        if (!auth.equals("none") && !settings.text(SettingKey.DASHBOARD_USERS).isEmpty()) {
            UsersFile.read(Path.of(settings.text(SettingKey.DASHBOARD_USERS)));
        }
        MaskKey.of(settings.text(SettingKey.DASHBOARD_MASK_KEY));
        if (auth.equals("proxy") && settings.proxies().isEmpty()) {
            throw UserError.usage(Message.of(
                    "no proxy is trusted to say who somebody is: name its address with {}",
                    SettingKey.DASHBOARD_PROXIES));
        }
        if (auth.equals("oidc")) {
            OidcProvider.check(settings);
        }
        if ((auth.equals("proxy") || auth.equals("oidc"))
                && settings.groupRoles().isEmpty()) {
            throw UserError.usage(Message.of(
                    "nobody would have a role: name the roles of groups with {}, for example *=viewer",
                    SettingKey.DASHBOARD_ROLES));
        }
    }

    /** Whether its own machine reaches the dashboard, and nobody else, by a proxy or another name. */
    static boolean isForThisMachineOnly(Settings settings) {
        return isLoopback(settings)
                && settings.proxies().isEmpty()
                && settings.dashboardHosts().isEmpty();
    }

    /**
     * Whether the dashboard listens on this machine's own addresses only. So does a name that does not resolve: the server then cannot listen,
     * and says so.
     */
    static boolean isLoopback(Settings settings) {
        try {
            return Stream.of(InetAddress.getAllByName(settings.text(SettingKey.DASHBOARD_HOST)))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
