package io.rollcall.dashboard.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are a certificate with its key, and what is said of others. */
class TlsFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Provider CIPHERS = new BouncyCastleProvider();
    private static final char[] PASSWORD = "open sesame".toCharArray();

    private final TestCertificate certificate = new TestCertificate(NOW);

    @TempDir
    private Path folder;

    private Path chain;
    private Path key;
    private Path password;
    private Settings settings;

    @BeforeEach
    void write() throws IOException {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
        password = Files.writeString(folder.resolve("password"), new String(PASSWORD) + "\r\n");
        certificate.write(chain, key);
        settings = Settings.defaults()
                .with(SettingKey.DASHBOARD_TLS_CERTIFICATE, chain.toString())
                .with(SettingKey.DASHBOARD_TLS_KEY, key.toString());
    }

    private ServerKey load() {
        TlsFiles files = new TlsFiles(settings);
        return files.parse(files.read(), NOW);
    }

    private String refusal() {
        UserError error = catchThrowableOfType(UserError.class, this::load);
        assertThat(error).isNotNull();
        String text = error.message().render(SettingKey::key);
        assertThat(text).doesNotContain("\n", "Exception", "open sesame");
        return text;
    }

    private void withPassword() {
        settings = settings.with(SettingKey.DASHBOARD_TLS_PASSWORD_FILE, password.toString());
    }

    private void isRead() {
        ServerKey read = load();
        assertThat(read.chain()).isEqualTo(certificate.key().chain());
        // Formats differ in what they add to the number.
        assertThat(((ECPrivateKey) read.key()).getS())
                .isEqualTo(((ECPrivateKey) certificate.key().key()).getS());
    }

    @Test
    void certificateAndKey_mayStandInTwoFiles() {
        isRead();
    }

    @Test
    void certificateAndKey_mayStandInOneFile_withOtherTextBetween() throws IOException {
        Files.writeString(chain, "# key\n" + Files.readString(key) + "subject=x\n" + Files.readString(chain));
        settings = settings.with(SettingKey.DASHBOARD_TLS_KEY, "");
        isRead();
    }

    @Test
    void pkcs8_isRead_plainAndEncrypted() throws Exception {
        Files.writeString(key, pkcs8(false));
        isRead();
        Files.writeString(key, pkcs8(true));
        withPassword();
        isRead();
    }

    @Test
    void keysInTheOlderFormatsOfOpenSsl_areRead() throws Exception {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(certificate.key().key().getEncoded());
        BigInteger number = ((ECPrivateKey) certificate.key().key()).getS();
        ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
        Files.writeString(
                key,
                TestCertificate.pem(new PemObject(
                        "EC PRIVATE KEY",
                        new org.bouncycastle.asn1.sec.ECPrivateKey(256, number, curve).getEncoded())));
        isRead();
        KeyPair rsa = rsa();
        assertThat(Pem.key(encryptedRsa(rsa), key, PASSWORD)).isEqualTo(rsa.getPrivate());
    }

    @Test
    void pkcs12_isRead() throws Exception {
        pkcs12(PASSWORD);
        withPassword();
        isRead();
    }

    @Test
    void wrongPassword_isSaid() throws Exception {
        String says = "dashboard.tls.password-file does not open the private key";
        Files.writeString(password, "guess");
        withPassword();
        Files.writeString(key, pkcs8(true));
        assertThat(refusal()).contains(says);
        Files.writeString(key, encryptedRsa(rsa()));
        assertThat(refusal()).contains(says);
        pkcs12(PASSWORD);
        assertThat(refusal()).contains(says);
    }

    @Test
    void missingPassword_isSaid() throws Exception {
        String says = "is encrypted: name a file with its password in dashboard.tls.password-file";
        Files.writeString(key, pkcs8(true));
        assertThat(refusal()).contains(says);
        pkcs12(PASSWORD);
        assertThat(refusal()).contains(says);
    }

    @Test
    void keyOfAnotherCertificate_isRefused() throws Exception {
        for (Object other : new Object[] {new TestCertificate(NOW).key().key(), rsa().getPrivate()}) {
            Files.writeString(key, TestCertificate.pem(other));
            assertThat(refusal())
                    .contains(
                            "dashboard.tls.key does not belong to the first certificate of dashboard.tls.certificate");
        }
    }

    @Test
    void certificateOfAnotherTime_isRefused() throws IOException {
        new TestCertificate(NOW.minus(Duration.ofDays(31))).write(chain, key);
        assertThat(refusal()).contains("expired at 2026-11-26T12:00:00Z");
        new TestCertificate(NOW.plus(Duration.ofDays(1))).write(chain, key);
        assertThat(refusal()).contains("is valid only from 2026-11-28T11:00:00Z");
    }

    @Test
    void filesThatAreNone_areNamed() throws IOException {
        Files.delete(key);
        assertThat(refusal()).contains("dashboard.tls.key '" + key + "' does not exist");
        Files.createDirectory(key);
        assertThat(refusal()).contains("cannot read dashboard.tls.key");
        settings = settings.with(SettingKey.DASHBOARD_TLS_KEY, chain.toString());
        assertThat(refusal()).contains("dashboard.tls.key '" + chain + "' has no private key");
        Files.writeString(chain, "");
        assertThat(refusal()).contains("is neither PEM nor PKCS#12");
        Files.writeString(chain, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(refusal()).contains("is damaged");
        Files.writeString(chain, "-----BEGIN CERTIFICATE-----\nAAAA\n");
        assertThat(refusal()).contains("is damaged");
        Files.write(chain, new byte[2 << 20]);
        assertThat(refusal()).contains("is larger than 1 MiB");
    }

    private String pkcs8(boolean encrypted) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(
                    certificate.key().key(),
                    encrypted
                            ? new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                    .setProvider(CIPHERS)
                                    .setPassword(PASSWORD)
                                    .build()
                            : null));
        }
        assertThat(text.toString()).contains(encrypted ? "BEGIN ENCRYPTED PRIVATE KEY" : "BEGIN PRIVATE KEY");
        return text.toString();
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String encryptedRsa(KeyPair rsa) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    rsa.getPrivate(),
                    new JcePEMEncryptorBuilder("AES-128-CBC")
                            .setProvider(CIPHERS)
                            .build(PASSWORD));
        }
        assertThat(text.toString()).contains("Proc-Type: 4,ENCRYPTED");
        return text.toString();
    }

    private void pkcs12(char[] secret) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("dashboard", certificate.key().key(), secret, new Certificate[] {
            certificate.key().certificate()
        });
        try (OutputStream out = Files.newOutputStream(chain)) {
            store.store(out, secret);
        }
        settings = settings.with(SettingKey.DASHBOARD_TLS_KEY, "");
    }
}
