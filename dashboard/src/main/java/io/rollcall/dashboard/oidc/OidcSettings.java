package io.rollcall.dashboard.oidc;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The provider, and how this dashboard is known to it.
 *
 * @param issuer the address by which the provider calls itself
 * @param client the name by which it knows the dashboard
 * @param secretFile the file of the client's secret; empty for a public client
 * @param scope what the provider is asked to tell
 */
record OidcSettings(Issuer issuer, ClientID client, Optional<Path> secretFile, Scope scope) {
    private static final long MAX_SECRET_BYTES = 4096;

    /** @throws UserError if a part is missing, or the file of the secret is bad */
    static OidcSettings of(Settings settings) {
        for (SettingKey needed :
                new SettingKey[] {SettingKey.DASHBOARD_OIDC_ISSUER, SettingKey.DASHBOARD_OIDC_CLIENT_ID}) {
            if (settings.text(needed).isBlank()) {
                throw UserError.usage(Message.of("{} oidc needs {}", SettingKey.DASHBOARD_AUTH, needed));
            }
        }
        Scope scope = new Scope("openid");
        settings.names(SettingKey.DASHBOARD_OIDC_SCOPES).forEach(scope::add);
        OidcSettings oidc = new OidcSettings(
                new Issuer(settings.text(SettingKey.DASHBOARD_OIDC_ISSUER)),
                new ClientID(settings.text(SettingKey.DASHBOARD_OIDC_CLIENT_ID)),
                Optional.of(settings.text(SettingKey.DASHBOARD_OIDC_CLIENT_SECRET_FILE))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of),
                scope);
        oidc.secret();
        return oidc;
    }

    /** The client's secret, which may have changed since the last sign-in. @throws UserError if the file is bad */
    Optional<Secret> secret() {
        return secretFile.map(file -> {
            try {
                if (!Files.isRegularFile(file) || Files.size(file) > MAX_SECRET_BYTES) {
                    throw bad(
                            "{} '{}' is no file, or larger than 4 KiB: name the file of the client's secret",
                            file,
                            null);
                }
                String secret =
                        Files.readString(file).lines().findFirst().orElse("").strip();
                if (secret.isEmpty()) {
                    throw bad("{} '{}' has no secret in its first line: write it there", file, null);
                }
                return new Secret(secret);
            } catch (IOException e) {
                throw bad("{} '{}' cannot be read: make it a text that this user may read", file, e);
            }
        });
    }

    private static UserError bad(String text, Path file, IOException cause) {
        return new UserError(Message.of(text, SettingKey.DASHBOARD_OIDC_CLIENT_SECRET_FILE, file), cause);
    }
}
