package io.rollcall.dashboard.access;

import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of the hashes that stand in place of ids. Thread-safe. */
final class MaskKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 32;
    private static final long MAX_BYTES = 1 << 16;
    /** Of the 32 bytes: two of a million values share a hash with a chance of 1 in 37 million. */
    private static final int SHOWN_BYTES = 8;

    private final SecretKeySpec key;

    private MaskKey(byte... key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The key in a file, or a random one if the path is empty. @throws UserError if the file is bad */
    static MaskKey of(String path) {
        if (path.isEmpty()) {
            return new MaskKey(Secrets.random().getBytes(StandardCharsets.US_ASCII));
        }
        try {
            long size = Files.size(Path.of(path));
            if (!Files.isRegularFile(Path.of(path)) || size < MIN_BYTES || size > MAX_BYTES) {
                throw new UserError("the key of dashboard.mask-key, " + path + ", must be a file of " + MIN_BYTES
                        + " bytes or more: make one with `head -c 32 /dev/urandom > " + path + "`");
            }
            return new MaskKey(Files.readAllBytes(Path.of(path)));
        } catch (IOException e) {
            throw new UserError(
                    "the key of dashboard.mask-key, " + path
                            + ", cannot be read: make it with `head -c 32 /dev/urandom > " + path
                            + "`, or make it readable for this user",
                    e);
        }
    }

    /** HMAC-SHA-256, of which the first 8 bytes are shown, in hexadecimal digits. */
    String hash(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, SHOWN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
