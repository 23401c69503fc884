package io.rollcall.jobs.tally;

import io.rollcall.model.login.EventId;
import io.rollcall.model.stats.DistinctSketch;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The tally of one locale and pane: the event ids of its logins, and sketches of their users and devices. Uniting tallies
 * is idempotent, so a login that Kafka delivers twice counts once. That makes the statistics exact behind sinks that
 * deliver at least once. Not thread-safe.
 */
public final class LoginTally {
    /** An event id is packed into one non-negative number: 15 bits of partition, then 48 bits of offset. */
    private static final int OFFSET_BITS = 48;

    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private final Roaring64Bitmap ids;
    private Sketch users;
    private Sketch devices;

    private LoginTally(Roaring64Bitmap ids, Sketch users, Sketch devices) {
        this.ids = ids;
        this.users = users;
        this.devices = devices;
    }

    /** A tally without logins. */
    public static LoginTally empty() {
        return new LoginTally(new Roaring64Bitmap(), new Sketch(), new Sketch());
    }

    /** Adds a login. @param deviceId null if unknown */
    public void add(EventId id, String userId, String deviceId) {
        ids.addLong(((long) id.partition() << OFFSET_BITS) | id.offset());
        users.add(userId);
        if (deviceId != null) {
            devices.add(deviceId);
        }
    }

    /** Adds another tally's logins. Returns whether any of them is new; if none is, the sketches do not change. */
    public boolean unite(LoginTally other) {
        long before = ids.getLongCardinality();
        ids.or(other.ids);
        if (ids.getLongCardinality() == before) {
            return false;
        }
        users.unite(other.users);
        devices.unite(other.devices);
        return true;
    }

    /** The number of distinct logins. */
    public long logins() {
        return ids.getLongCardinality();
    }

    /** The number of distinct logins at or above these raw offsets by partition; in other partitions every login counts. */
    public long loginsFrom(Map<Integer, Long> offsets) {
        return ids.stream()
                .filter(id -> (id & OFFSET_MASK) >= offsets.getOrDefault((int) (id >>> OFFSET_BITS), 0L))
                .count();
    }

    Sketch users() {
        return users;
    }

    Sketch devices() {
        return devices;
    }

    /** The serialized form, which the state stores: lengths of both sketches, the sketches, the event ids. */
    public byte[] toBytes() {
        ids.runOptimize();
        byte[] userBytes = users.toBytes();
        byte[] deviceBytes = devices.toBytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(userBytes.length + deviceBytes.length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(userBytes.length);
            out.writeInt(deviceBytes.length);
            out.write(userBytes);
            out.write(deviceBytes);
            ids.serialize(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The tally with this serialized form. */
    public static LoginTally fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] userBytes = new byte[in.getInt()];
        byte[] deviceBytes = new byte[in.getInt()];
        in.get(userBytes).get(deviceBytes);
        Roaring64Bitmap ids = new Roaring64Bitmap();
        try {
            ids.deserialize(in.slice());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LoginTally(ids, new Sketch(userBytes), new Sketch(deviceBytes));
    }

    /** A sketch that stays in its serialized form until it has to change. */
    static final class Sketch {
        private byte[] compact;
        private HllSketch hll;

        Sketch() {
            hll = DistinctSketch.empty();
        }

        private Sketch(byte[] compact) {
            this.compact = compact;
        }

        private void add(String id) {
            hll().update(id);
            compact = null;
        }

        HllSketch hll() {
            if (hll == null) {
                hll = DistinctSketch.heapify(compact);
            }
            return hll;
        }

        private void unite(Sketch other) {
            Union union = DistinctSketch.union();
            union.update(hll());
            union.update(other.hll());
            hll = null;
            compact = DistinctSketch.compact(union);
        }

        byte[] toBytes() {
            if (compact == null) {
                compact = hll.toCompactByteArray();
            }
            return compact;
        }
    }
}
