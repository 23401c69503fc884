package io.rollcall.jobs.tally;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CountedLogin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The tally of one locale and pane: the identities of its logins, sketches of their users and devices, and the logins that
 * failed. Uniting tallies is idempotent, so a login that Kafka or its source delivers twice counts once. That makes the
 * statistics exact behind sinks and sources that deliver at least once. Not thread-safe.
 */
public final class LoginTally {
    /** In place of a length: more follows than the logins of a source that gives neither outcomes nor ids. */
    private static final int EXTENDED = -1;

    private final LoginIds ids;
    private final Sketch users;
    private final Sketch devices;
    /** Null without any. */
    private FailedLogins failed;

    private LoginTally(LoginIds ids, Sketch users, Sketch devices) {
        this.ids = ids;
        this.users = users;
        this.devices = devices;
    }

    /** A tally without logins. */
    public static LoginTally empty() {
        return new LoginTally(new LoginIds(), new Sketch(), new Sketch());
    }

    /**
     * Adds a login.
     *
     * @throws IllegalArgumentException if it is none that the clean job writes
     */
    public void add(CleanLogin login) {
        if (login.hasFailed()) {
            if (failed == null) {
                failed = new FailedLogins();
            }
            failed.add(login.id(), login.sourceEventId(), login.userId(), login.failureReason());
            return;
        }
        ids.add(login.id(), login.sourceEventId());
        users.add(login.userId());
        if (login.deviceId() != null) {
            devices.add(login.deviceId());
        }
    }

    /** Adds a login that succeeded. */
    void add(CountedLogin login) {
        ids.add(login.partition(), login.offset(), login.element(), login.sourceEventId());
        users.add(login.userId());
        if (login.deviceId() != null) {
            devices.add(login.deviceId());
        }
    }

    /** Adds another tally's logins. Returns whether anything is new. */
    public boolean unite(LoginTally other) {
        boolean more = ids.unite(other.ids);
        if (more) {
            users.unite(other.users);
            devices.unite(other.devices);
        } else if (other.ids.hashes() != null) {
            // The records of one event may name different users and devices.
            more = users.uniteIfNew(other.users) | devices.uniteIfNew(other.devices);
        }
        if (other.failed != null) {
            failed = failed == null ? new FailedLogins() : failed;
            more |= failed.unite(other.failed);
        }
        return more;
    }

    /**
     * The number of distinct logins, also failed ones, at or above these raw offsets by partition; in other partitions every
     * login counts. A login of which the source has sent several records counts if all known ones lie there. Only right if
     * {@link #toTransitBytes} has made the bytes of this tally.
     */
    public long loginsFrom(Map<Integer, Long> offsets) {
        return ids.countFrom(offsets) + (failed == null ? 0 : failed.countFrom(offsets));
    }

    LoginIds ids() {
        return ids;
    }

    Sketch users() {
        return users;
    }

    Sketch devices() {
        return devices;
    }

    /** The logins that failed, or null without any. */
    FailedLogins failed() {
        return failed;
    }

    /**
     * The serialized form, which the state stores: lengths of both sketches, the sketches, the event ids. What a source gives
     * that has outcomes or ids follows in a form of its own.
     */
    public byte[] toBytes() {
        return toBytes(false);
    }

    /**
     * The serialized form on the way to the state, and of logins that it does not count. It also says where the records of a
     * source's events lie, which tells whether they were counted before.
     */
    public byte[] toTransitBytes() {
        return toBytes(true);
    }

    private byte[] toBytes(boolean withPlaces) {
        byte[] userBytes = users.toBytes();
        byte[] deviceBytes = devices.toBytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(userBytes.length + deviceBytes.length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            boolean extended = failed != null || !ids.areRecords();
            if (extended) {
                out.writeInt(EXTENDED);
                ids.writeRest(out, withPlaces);
                out.writeBoolean(failed != null);
                if (failed != null) {
                    failed.writeTo(out, withPlaces);
                }
            }
            out.writeInt(userBytes.length);
            out.writeInt(deviceBytes.length);
            out.write(userBytes);
            out.write(deviceBytes);
            ids.records().runOptimize();
            ids.records().serialize(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The tally with this serialized form. */
    public static LoginTally fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return in.getInt(0) == EXTENDED ? extended(bytes) : plain(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoginTally extended(byte[] bytes) throws IOException {
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes, Integer.BYTES, bytes.length);
        DataInputStream in = new DataInputStream(stream);
        LoginIds rest = new LoginIds();
        rest.readRest(in);
        FailedLogins failed = in.readBoolean() ? FailedLogins.readFrom(in) : null;
        LoginTally tally = plain(ByteBuffer.wrap(bytes, bytes.length - stream.available(), stream.available()));
        tally.ids.unite(rest);
        tally.failed = failed;
        return tally;
    }

    private static LoginTally plain(ByteBuffer in) throws IOException {
        byte[] userBytes = new byte[in.getInt()];
        byte[] deviceBytes = new byte[in.getInt()];
        in.get(userBytes).get(deviceBytes);
        Roaring64Bitmap records = new Roaring64Bitmap();
        records.deserialize(in.slice());
        return new LoginTally(new LoginIds(records), new Sketch(userBytes), new Sketch(deviceBytes));
    }
}
