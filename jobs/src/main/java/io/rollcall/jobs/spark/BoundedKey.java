package io.rollcall.jobs.spark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a key; in place of one longer than 64 KiB, the text {@code sha256:} and the key's hash in hexadecimal. Under
 * compression a topic of 1 MB messages takes a key of any length, which no topic could then take from the clean job.
 * Public, because Kafka creates it by its name.
 */
public final class BoundedKey extends ByteArrayDeserializer {
    /** The longest key that is carried as it is, bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** For Kafka. */
    public BoundedKey() {}

    @Override
    public byte[] deserialize(String topic, Headers headers, ByteBuffer key) {
        if (key == null || key.remaining() <= MAX_BYTES) {
            return super.deserialize(topic, headers, key);
        }
        BoundedValue.release(headers);
        return ("sha256:" + HexFormat.of().formatHex(hash(key))).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hash(ByteBuffer key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(key.duplicate());
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
