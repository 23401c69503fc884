package io.rollcall.jobs.stats;

import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.jobs.tally.UncountedLogins;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Rows of statistics in blocks of bytes, on their way from a task to the driver. A block that is full is compressed: the
 * rows of few logins take a fraction of their size then, and only a batch with very many rows fills one. Not thread-safe.
 */
final class PackedRows implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Size at which a block is full, bytes. */
    private static final int BLOCK_BYTES = 8 << 20;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(int rows, boolean compressed, byte[] bytes) implements Serializable {}

    private final ArrayList<Block> blocks = new ArrayList<>();
    private final ArrayList<UncountedLogins> notCounted = new ArrayList<>();

    private transient ByteArrayOutputStream open = new ByteArrayOutputStream();
    private transient int rowsInOpen;

    /** Adds a row; the arrays of a row without numbers are kept. */
    void add(StatsRow row) {
        if (row.behindHorizon() != null) {
            notCounted.add(UncountedLogins.of(row));
            return;
        }
        try (DataOutputStream out = new DataOutputStream(open)) {
            WindowStats stats = row.stats();
            out.writeLong(stats.window().startMillis());
            out.writeLong(stats.window().endMillis());
            out.writeUTF(stats.locale());
            out.writeLong(stats.logins());
            out.writeLong(stats.uniqueUsers());
            out.writeLong(stats.distinctDevices());
            write(out, row.users());
            write(out, row.devices());
            out.writeBoolean(row.failedUsers() != null);
            if (row.failedUsers() != null) {
                stats.failures().writeTo(out);
                write(out, row.failedUsers());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rowsInOpen++;
        if (open.size() >= BLOCK_BYTES) {
            blocks.add(new Block(rowsInOpen, true, compressed(open.toByteArray())));
            open.reset();
            rowsInOpen = 0;
        }
    }

    /** Must be called after the last row. Returns this. */
    PackedRows finish() {
        if (rowsInOpen > 0) {
            blocks.add(new Block(rowsInOpen, false, open.toByteArray()));
        }
        open = null;
        return this;
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] compressed(byte[] bytes) throws UncheckedIOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, fast)) {
            deflating.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return out.toByteArray();
    }

    /** The logins that are not counted. */
    List<UncountedLogins> notCounted() {
        return notCounted;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Passes the rows with numbers to an action, in order. Holds one unpacked row at a time. */
    void forEach(Consumer<StatsRow> action) {
        for (Block block : blocks) {
            InputStream bytes = new ByteArrayInputStream(block.bytes());
            DataInputStream in = new DataInputStream(
                    block.compressed() ? new BufferedInputStream(new InflaterInputStream(bytes), 64 * 1024) : bytes);
            for (int i = 0; i < block.rows(); i++) {
                action.accept(read(in));
            }
        }
    }

    private static StatsRow read(DataInputStream in) {
        try {
            Window window = new Window(in.readLong(), in.readLong());
            String locale = in.readUTF();
            long logins = in.readLong();
            long uniqueUsers = in.readLong();
            long distinctDevices = in.readLong();
            byte[] users = in.readNBytes(in.readInt());
            byte[] devices = in.readNBytes(in.readInt());
            boolean haveFailed = in.readBoolean();
            Failures failures = haveFailed ? Failures.readFrom(in) : Failures.NONE;
            byte[] failedUsers = haveFailed ? in.readNBytes(in.readInt()) : null;
            return new StatsRow(
                    new WindowStats(window, locale, logins, uniqueUsers, distinctDevices, failures),
                    users,
                    devices,
                    failedUsers,
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
