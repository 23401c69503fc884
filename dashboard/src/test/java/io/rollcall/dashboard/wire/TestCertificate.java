package io.rollcall.dashboard.wire;

import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** A certificate for this machine, in PEM files that a server reads, and clients that trust nothing else. */
public final class TestCertificate {
    private final ServerKey key;

    /** One that is valid for 30 days from this time. */
    public TestCertificate(Instant now) {
        key = SelfSigned.of(List.of("localhost", "127.0.0.1"), now);
    }

    ServerKey key() {
        return key;
    }

    /** Puts the certificate and the key into these files, each at once. */
    public void write(Path certificate, Path keyFile) throws IOException {
        put(certificate, pem(key.certificate()));
        put(keyFile, pem(key.key()));
    }

    private static void put(Path file, String text) throws IOException {
        Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static String pem(Object part) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(part instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : part);
        }
        return text.toString();
    }

    /** A client that trusts this certificate alone. */
    public HttpClient client() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", key.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, factory.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
