package io.rollcall.dashboard.wire;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate. Looks every two seconds whether its files changed, and takes them if they can be used. Open
 * connections keep the one that they began with.
 */
final class Tls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final long CHECK_SECONDS = 2;
    /** Certificates are renewed before this time is left. */
    private static final Duration EXPIRES_SOON = Duration.ofDays(7);

    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final Clock clock;
    /** Null for a certificate in memory. */
    private final TlsFiles files;

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rollcall-tls");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ServerKey inForce;
    /** Why the files as they are now cannot be used; null if they can. */
    private volatile String problem;
    /** The files, or why they cannot be read, when the certificate in force was read. */
    private Object used;
    /** The same at the last look. */
    private Object seen;

    /** @throws UserError if the files cannot be used */
    Tls(Settings settings, Clock clock) {
        this.clock = clock;
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setCipherComparator(HTTP2Cipher.COMPARATOR);
        factory.setKeyStorePassword(ServerKey.PASSWORD);
        if (settings.flag(SettingKey.DASHBOARD_TLS_SELF_SIGNED)) {
            files = null;
            inForce = SelfSigned.of(names(settings), clock.instant());
        } else {
            files = new TlsFiles(settings);
            TlsFiles.Contents contents = files.read();
            inForce = files.parse(contents, clock.instant());
            used = contents;
            seen = contents;
        }
        factory.setKeyStore(inForce.keyStore());
    }

    private static Set<String> names(Settings settings) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        names.add(settings.text(SettingKey.DASHBOARD_HOST));
        names.addAll(settings.dashboardHosts());
        return names;
    }

    void start() {
        if (files != null) {
            watch.scheduleWithFixedDelay(this::look, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /**
     * Takes the files if they changed. Waits until they are the same at two looks, as somebody may be writing them: a new
     * certificate and the old key do not belong together.
     */
    void look() {
        Object now = contents();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(used)) {
            return;
        }
        used = now;
        try {
            if (!(now instanceof TlsFiles.Contents contents)) {
                throw new UserError(now.toString());
            }
            ServerKey fresh = files.parse(contents, clock.instant());
            factory.reload(ssl -> ssl.setKeyStore(fresh.keyStore()));
            inForce = fresh;
            problem = null;
            LOG.info("took a new certificate, valid until {}", end());
        } catch (UserError e) {
            keep(e.message().render(SettingKey::key));
        } catch (Exception e) {
            LOG.warn("cannot use a new certificate", e);
            keep("it cannot be used: see the log of the dashboard");
        }
    }

    private void keep(String why) {
        problem = why;
        LOG.warn("the certificate changed, but the former one stays in force: {}", why);
    }

    private Object contents() {
        try {
            return files.read();
        } catch (UserError e) {
            return e.message().render(SettingKey::key);
        }
    }

    /** What is wrong with the certificate, for a person; empty if nothing is. */
    Optional<String> warning() {
        if (problem != null) {
            return Optional.of("the certificate changed, but the former one stays in force: " + problem);
        }
        return clock.instant().plus(EXPIRES_SOON).isAfter(end())
                ? Optional.of("the certificate expires at " + end() + ": put a new one in its place")
                : Optional.empty();
    }

    private Instant end() {
        return inForce.certificate().getNotAfter().toInstant();
    }

    /** The SHA-256 fingerprint of the certificate, as browsers show it. */
    String fingerprint() {
        try {
            X509Certificate certificate = inForce.certificate();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
