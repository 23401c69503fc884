package io.rollcall.dashboard.wire;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Certificates and keys in PEM: PKCS#8, or the older formats of OpenSSL; encrypted or not. */
final class Pem {
    private static final Map<ASN1ObjectIdentifier, String> KINDS = Map.of(
            PKCSObjectIdentifiers.rsaEncryption,
            "RSA",
            X9ObjectIdentifiers.id_ecPublicKey,
            "EC",
            EdECObjectIdentifiers.id_Ed25519,
            "Ed25519");
    /** For decryption alone: the JDK has not all ciphers of such files. */
    private static final Provider CIPHERS = new BouncyCastleProvider();

    private Pem() {}

    static boolean isPem(String text) {
        return text.contains("-----BEGIN ");
    }

    /** The certificates of a text, in its order. @throws UserError if there are none */
    static List<X509Certificate> certificates(String text, Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Object part : parts(text)) {
                if (part instanceof X509CertificateHolder holder) {
                    chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (IOException | CertificateException e) {
            throw damaged(SettingKey.DASHBOARD_TLS_CERTIFICATE, file, e);
        }
        if (chain.isEmpty()) {
            throw new UserError(Message.of(
                    "{} '{}' has no certificate: name a file with BEGIN CERTIFICATE",
                    SettingKey.DASHBOARD_TLS_CERTIFICATE,
                    file));
        }
        return chain;
    }

    /**
     * The first private key of a text.
     *
     * @param password null if there is none
     * @throws UserError if there is no key, or the password does not open it
     */
    static PrivateKey key(String text, Path file, char[] password) {
        try {
            for (Object part : parts(text)) {
                PrivateKeyInfo info = decrypted(part, file, password);
                if (info != null) {
                    return key(info, file);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw damaged(SettingKey.DASHBOARD_TLS_KEY, file, e);
        }
        throw new UserError(Message.of(
                "{} '{}' has no private key: name a file with BEGIN PRIVATE KEY", SettingKey.DASHBOARD_TLS_KEY, file));
    }

    /** A key of the JDK's own providers, which do TLS. */
    private static PrivateKey key(PrivateKeyInfo info, Path file) throws IOException, GeneralSecurityException {
        String kind = KINDS.get(info.getPrivateKeyAlgorithm().getAlgorithm());
        if (kind == null) {
            throw new UserError(Message.of(
                    "{} '{}' has a key of an unknown kind: use RSA, EC or Ed25519",
                    SettingKey.DASHBOARD_TLS_KEY,
                    file));
        }
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static List<Object> parts(String text) throws IOException {
        List<Object> parts = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
            return parts;
        } catch (RuntimeException e) {
            throw new IOException(e); // of the parser, on bytes that are no ASN.1
        }
    }

    /** Null if the part is no private key. */
    private static PrivateKeyInfo decrypted(Object part, Path file, char[] password) throws IOException {
        if (part instanceof PrivateKeyInfo info) {
            return info;
        }
        if (part instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        boolean encrypted = part instanceof PEMEncryptedKeyPair || part instanceof PKCS8EncryptedPrivateKeyInfo;
        if (encrypted && password == null) {
            throw wrongPassword(file, null, null);
        }
        try {
            if (part instanceof PEMEncryptedKeyPair pair) {
                return pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(CIPHERS)
                                .build(password))
                        .getPrivateKeyInfo();
            }
            if (part instanceof PKCS8EncryptedPrivateKeyInfo info) {
                return info.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(CIPHERS)
                        .build(password));
            }
            return null;
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
            throw wrongPassword(file, password, e);
        }
    }

    static UserError wrongPassword(Path file, char[] password, Exception cause) {
        return password == null
                ? new UserError(
                        Message.of(
                                "the private key in '{}' is encrypted: name a file with its password in {}",
                                file,
                                SettingKey.DASHBOARD_TLS_PASSWORD_FILE),
                        cause)
                : new UserError(
                        Message.of(
                                "the password in the file of {} does not open the private key in '{}'",
                                SettingKey.DASHBOARD_TLS_PASSWORD_FILE,
                                file),
                        cause);
    }

    private static UserError damaged(SettingKey setting, Path file, Exception cause) {
        return new UserError(Message.of("{} '{}' is damaged: it is no valid PEM", setting, file), cause);
    }
}
