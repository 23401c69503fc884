package io.rollcall.dashboard.wire;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A private key and the chain of its certificate.
 *
 * @param chain the server's own certificate, then those that sign it
 */
record ServerKey(PrivateKey key, List<X509Certificate> chain) {
    /** Of the key store in memory. It protects nothing. */
    static final String PASSWORD = "in memory";

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** These, if they belong together and are valid now. @throws UserError if not */
    ServerKey verified(Instant now) {
        if (!isOfCertificate()) {
            throw new UserError(Message.of(
                    "the private key of {} does not belong to the first certificate of {}: put the server's own"
                            + " certificate first, then those that sign it",
                    SettingKey.DASHBOARD_TLS_KEY,
                    SettingKey.DASHBOARD_TLS_CERTIFICATE));
        }
        Instant end = certificate().getNotAfter().toInstant();
        Instant start = certificate().getNotBefore().toInstant();
        if (now.isAfter(end)) {
            throw new UserError(Message.of(
                    "the certificate of {} expired at {}: put a new one in its place",
                    SettingKey.DASHBOARD_TLS_CERTIFICATE,
                    end));
        }
        if (now.isBefore(start)) {
            throw new UserError(Message.of(
                    "the certificate of {} is valid only from {}: check the clock, or use another certificate",
                    SettingKey.DASHBOARD_TLS_CERTIFICATE,
                    start));
        }
        return this;
    }

    /** Whether the public key of the certificate verifies what the private key signs. */
    private boolean isOfCertificate() {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC", "ECDSA" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        PublicKey publicKey = certificate().getPublicKey();
        try {
            byte[] text = {1, 2, 3, 4};
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(text);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // keys of two kinds
        }
    }

    KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK has no key store in memory", e);
        }
    }
}
