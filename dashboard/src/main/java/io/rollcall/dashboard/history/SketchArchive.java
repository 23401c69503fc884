package io.rollcall.dashboard.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;

/**
 * Sketches on disk, in files of the temporary directory. Each segment is one file and holds the sketches of one span of
 * event time, so that old sketches are deleted with their file. On Unix the name of an open file is removed, so the
 * file disappears with the process, however that ends. One thread writes; any thread reads.
 */
final class SketchArchive implements AutoCloseable {
    private final long segmentMillis;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();

    private static final class Segment {
        private final FileChannel channel;
        private long size;

        private Segment(FileChannel channel) {
            this.channel = channel;
        }
    }

    /** The position of a set of sketches. */
    static final class Entry {
        private final FileChannel channel;
        private final long offset;
        private final int length;

        private Entry(FileChannel channel, long offset, int length) {
            this.channel = channel;
            this.offset = offset;
            this.length = length;
        }

        /** Reads the sketches. @throws UncheckedIOException if the file cannot be read, or was closed */
        SketchSet read() {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            try {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        throw new IOException("a file of the history is truncated");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return SketchSet.read(bytes.flip());
        }
    }

    /** An archive with one file per span of this length (ms). */
    SketchArchive(long segmentMillis) {
        this.segmentMillis = segmentMillis;
    }

    /**
     * Writes the sketches of a window or block that starts at this time (ms).
     *
     * @throws UncheckedIOException if they cannot be written; the archive then stays as it was
     */
    Entry write(long timeMillis, SketchSet sketches) {
        ByteBuffer bytes = ByteBuffer.wrap(sketches.toBytes());
        int length = bytes.remaining();
        Segment segment = segments.computeIfAbsent(Math.floorDiv(timeMillis, segmentMillis), number -> open());
        try {
            long offset = segment.size;
            while (bytes.hasRemaining()) {
                segment.channel.write(bytes, offset + bytes.position());
            }
            segment.size += length;
            return new Entry(segment.channel, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Segment open() {
        try {
            Path path = Files.createTempFile(
                    Path.of(System.getProperty("java.io.tmpdir")), "rollcall-history-", ".sketches");
            return new Segment(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes on disk. */
    long bytes() {
        return segments.values().stream().mapToLong(segment -> segment.size).sum();
    }

    /**
     * Deletes the segments before this time (ms), except the last of them: a range that was requested just before may
     * still read from it.
     */
    void deleteBefore(long timeMillis) {
        var old = segments.headMap(Math.floorDiv(timeMillis, segmentMillis) - 1);
        old.values().forEach(SketchArchive::close);
        old.clear();
    }

    private static void close(Segment segment) {
        try {
            segment.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all segments. */
    @Override
    public void close() {
        segments.values().forEach(SketchArchive::close);
        segments.clear();
    }
}
