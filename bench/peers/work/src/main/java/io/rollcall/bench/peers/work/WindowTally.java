package io.rollcall.bench.peers.work;

import io.rollcall.model.stats.DistinctSketch;
import java.nio.ByteBuffer;
import org.apache.datasketches.hll.HllSketch;

/**
 * What is known of the logins of one locale in one window: how many, their users, their devices. A plain count: that a
 * login counts once is the engine's promise, not this class's. Not safe for several threads.
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

    /** Of no login yet. */
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

    /** Another with the same logins, independent of this one. */
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

    /** As bytes: the count, the length of the users' sketch, both sketches. */
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

    /** From {@link #toBytes}. */
    public static WindowTally fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long logins = in.getLong();
        byte[] userBytes = new byte[in.getInt()];
        byte[] deviceBytes = new byte[bytes.length - HEADER_BYTES - userBytes.length];
        in.get(userBytes).get(deviceBytes);
        return new WindowTally(logins, DistinctSketch.heapify(userBytes), DistinctSketch.heapify(deviceBytes));
    }
}
