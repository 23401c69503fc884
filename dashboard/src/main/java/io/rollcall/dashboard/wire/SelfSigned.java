package io.rollcall.dashboard.wire;

import io.rollcall.model.settings.Network;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a certificate that signs itself, for a trial. Its key exists only in memory. */
final class SelfSigned {
    private static final Duration VALID = Duration.ofDays(30);
    /** Clocks of clients may be behind. */
    private static final Duration BEFORE = Duration.ofHours(1);
    /** What a certificate can name. Browsers send no other names. */
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");

    private SelfSigned() {}

    /** A key and a certificate for these names and addresses. Texts that are neither are left out. */
    static ServerKey of(Collection<String> names, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=Rollcall self-signed");
            GeneralName[] alternatives = names.stream()
                    .filter(any -> isAddress(any) || HOST_NAME.matcher(any).matches())
                    .map(any -> new GeneralName(isAddress(any) ? GeneralName.iPAddress : GeneralName.dNSName, any))
                    .toArray(GeneralName[]::new);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(Long.SIZE, new SecureRandom()).setBit(0),
                    Date.from(now.minus(BEFORE)),
                    Date.from(now.plus(VALID)),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            return new ServerKey(
                    pair.getPrivate(),
                    List.of(new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())))));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private static boolean isAddress(String text) {
        return Network.address(text).isPresent();
    }
}
