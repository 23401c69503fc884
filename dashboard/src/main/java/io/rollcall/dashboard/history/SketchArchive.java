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
 * Sketches that are no longer in memory, in files of the temporary directory: one a stretch of time, so that what is old
 * goes with its file. The files have no name once they are open, and so vanish with the process however it ends. One
 * thread writes; any thread reads.
 */
final class SketchArchive implements AutoCloseable {
    private final long stretchMillis;
    private final TreeMap<Long, File> files = new TreeMap<>();

    private static final class File {
        private final FileChannel channel;
        private long size;

        private File(FileChannel channel) {
            this.channel = channel;
        }
    }

    /** Where something lies. */
    static final class Place {
        private final FileChannel channel;
        private final long offset;
        private final int length;

        private Place(FileChannel channel, long offset, int length) {
            this.channel = channel;
            this.offset = offset;
            this.length = length;
        }

        /** The sketches there. @throws UncheckedIOException if they cannot be read */
        SketchSet read() {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            try {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        throw new IOException("the file of the history was cut");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return SketchSet.read(bytes.flip());
        }
    }

    /** An archive with a file for each stretch (ms). */
    SketchArchive(long stretchMillis) {
        this.stretchMillis = stretchMillis;
    }

    /** Keeps sketches of a time (ms). @throws UncheckedIOException if they cannot be written: nothing is kept then */
    Place write(long timeMillis, SketchSet sketches) {
        ByteBuffer bytes = ByteBuffer.wrap(sketches.toBytes());
        int length = bytes.remaining();
        File file = files.computeIfAbsent(Math.floorDiv(timeMillis, stretchMillis), stretch -> open());
        try {
            long offset = file.size;
            while (bytes.hasRemaining()) {
                file.channel.write(bytes, offset + bytes.position());
            }
            file.size += length;
            return new Place(file.channel, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File open() {
        try {
            Path path = Files.createTempFile("rollcall-history-", ".sketches");
            return new File(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes on disk. */
    long bytes() {
        return files.values().stream().mapToLong(file -> file.size).sum();
    }

    /** Forgets what is older than this (ms) by more than a stretch: what was read from it just before is still there. */
    void forgetBefore(long timeMillis) {
        var old = files.headMap(Math.floorDiv(timeMillis, stretchMillis) - 1);
        old.values().forEach(SketchArchive::close);
        old.clear();
    }

    private static void close(File file) {
        try {
            file.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        files.values().forEach(SketchArchive::close);
        files.clear();
    }
}
