package io.rollcall.bench.peers.work;

import io.rollcall.model.stats.DistinctSketch;
import java.nio.ByteBuffer;
import org.apache.datasketches.hll.HllSketch;

/**
 * The tally of the logins of one locale in one window: their number and the sketches of their users and devices. It
 * counts every login that is added; the engine must not add a login twice. For one thread.
 */
public final class WindowTally {
    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    private final HllSketch users;
    private final HllSketch devices;
    private long logins;

    private WindowTally(long logins, HllSketch users, HllSketch devices) {
        this.logins = logins;
        this.users = users;
        this.devices = devices;
    }

    /** A tally of no logins. */
    public static WindowTally empty() {
        return new WindowTally(0, DistinctSketch.empty(), DistinctSketch.empty());
    }

    /** Counts a login; returns this tally. */
    public WindowTally add(CountedLogin login) {
        logins++;
        users.update(login.userId());
        if (login.deviceId() != null) {
            devices.update(login.deviceId());
        }
        return this;
    }

    /** An independent copy. */
    public WindowTally copy() {
        return new WindowTally(logins, users.copy(), devices.copy());
    }

    long logins() {
        return logins;
    }

    HllSketch users() {
        return users;
    }

    HllSketch devices() {
        return devices;
    }

    /** The tally as bytes: the number of logins, the length of the sketch of users, both sketches. */
    public byte[] toBytes() {
        byte[] userBytes = users.toCompactByteArray();
        byte[] deviceBytes = devices.toCompactByteArray();
        return ByteBuffer.allocate(HEADER_BYTES + userBytes.length + deviceBytes.length)
                .putLong(logins)
                .putInt(userBytes.length)
                .put(userBytes)
                .put(deviceBytes)
                .array();
    }

    /** The tally with these bytes, as {@link #toBytes} returns them. */
    public static WindowTally fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long logins = in.getLong();
        byte[] userBytes = new byte[in.getInt()];
        byte[] deviceBytes = new byte[bytes.length - HEADER_BYTES - userBytes.length];
        in.get(userBytes).get(deviceBytes);
        return new WindowTally(logins, DistinctSketch.heapify(userBytes), DistinctSketch.heapify(deviceBytes));
    }
}
