package io.rollcall.dashboard.wire;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files of {@code dashboard.tls.*}: PEM, or PKCS#12. */
final class TlsFiles {
    /** Chains have a few KB. */
    private static final long MAX_BYTES = 1 << 20;

    private final Path certificate;
    private final Path key;
    private final Path password;

    TlsFiles(Settings settings) {
        certificate = Path.of(settings.text(SettingKey.DASHBOARD_TLS_CERTIFICATE));
        String keyFile = settings.text(SettingKey.DASHBOARD_TLS_KEY);
        key = keyFile.isEmpty() ? certificate : Path.of(keyFile);
        String passwordFile = settings.text(SettingKey.DASHBOARD_TLS_PASSWORD_FILE);
        password = passwordFile.isEmpty() ? null : Path.of(passwordFile);
    }

    /** The contents of all files at one moment. Two are equal if the files did not change. */
    record Contents(String certificate, String key, String password) {}

    /** Reads the files. @throws UserError if one cannot be read */
    Contents read() {
        return new Contents(
                text(certificate, SettingKey.DASHBOARD_TLS_CERTIFICATE),
                text(key, SettingKey.DASHBOARD_TLS_KEY),
                password == null ? null : text(password, SettingKey.DASHBOARD_TLS_PASSWORD_FILE));
    }

    /** A text with one character per byte. */
    private static String text(Path file, SettingKey setting) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UserError(Message.of("{} '{}' is larger than 1 MiB: name another file", setting, file));
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new UserError(Message.of("{} '{}' does not exist", setting, file), e);
        } catch (AccessDeniedException e) {
            throw new UserError(Message.of("{} '{}' may not be read by this user", setting, file), e);
        } catch (IOException e) {
            throw new UserError(Message.of("cannot read {} '{}': name a file", setting, file), e);
        }
    }

    /**
     * The key and its certificates.
     *
     * @throws UserError if they cannot be used at this time
     */
    ServerKey parse(Contents contents, Instant now) {
        char[] secret = contents.password() == null
                ? null
                : contents.password().replaceFirst("\\R.*", "").toCharArray();
        ServerKey parsed = Pem.isPem(contents.certificate())
                ? new ServerKey(
                        Pem.key(contents.key(), key, secret), Pem.certificates(contents.certificate(), certificate))
                : pkcs12(contents.certificate().getBytes(StandardCharsets.ISO_8859_1), secret);
        return parsed.verified(now);
    }

    private ServerKey pkcs12(byte[] bytes, char[] secret) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), secret);
            for (String alias : Collections.list(store.aliases())) {
                Key entry = store.getKey(alias, secret == null ? new char[0] : secret);
                if (entry instanceof PrivateKey privateKey) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate link : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) link);
                    }
                    return new ServerKey(privateKey, chain);
                }
            }
        } catch (UnrecoverableKeyException e) {
            throw Pem.wrongPassword(certificate, secret, e);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw Pem.wrongPassword(certificate, secret, e);
            }
            throw new UserError(
                    Message.of(
                            "{} '{}' is neither PEM nor PKCS#12: name a file in one of these formats",
                            SettingKey.DASHBOARD_TLS_CERTIFICATE,
                            certificate),
                    e);
        } catch (GeneralSecurityException e) {
            throw new UserError(
                    Message.of("cannot use {} '{}': {}", SettingKey.DASHBOARD_TLS_CERTIFICATE, certificate, e), e);
        }
        throw new UserError(Message.of(
                "{} '{}' has no private key: export it with its key",
                SettingKey.DASHBOARD_TLS_CERTIFICATE,
                certificate));
    }
}
