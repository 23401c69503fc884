package io.rollcall.jobs.spark;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a value into a {@link CarriedValue}, so that the memory for the up to 500 records of a poll is bounded. Public,
 * because Kafka creates it by its name.
 */
public final class BoundedValue extends ByteArrayDeserializer {
    /** Removing a header takes time that grows with their number. */
    private static final int MAX_HEADERS = 100;

    /** For Kafka. */
    public BoundedValue() {}

    @Override
    public byte[] deserialize(String topic, Headers headers, ByteBuffer value) {
        if (value == null || !CarriedValue.differs(value)) {
            return super.deserialize(topic, headers, value);
        }
        release(headers);
        return CarriedValue.carry(value);
    }

    /** Removes the headers, which nobody reads. A header keeps the memory of its whole record in use. */
    static void release(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length <= MAX_HEADERS) {
            for (Header header : all) {
                headers.remove(header.key());
            }
        }
    }
}
