package io.rollcall.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Opens a file with the library, after a check of all that the library would read: it trusts the file, and a damaged one makes
 * it fail at some lookup, with any exception or out of memory. What is checked and read is a copy of the file.
 */
final class GeoFile {
    /** The largest databases of cities have some hundred megabytes. */
    private static final long MAX_BYTES = 1L << 30;

    private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    /** By the specification, the metadata is not longer. */
    private static final int MAX_METADATA_BYTES = 128 * 1024;

    private static final byte[][] COUNTRY_KEYS = {
        "country".getBytes(StandardCharsets.UTF_8), "country_code".getBytes(StandardCharsets.UTF_8)
    };
    private static final String DOWNLOAD = "; download it again";

    private final Path file;

    GeoFile(Path file) {
        this.file = file;
    }

    /** The open database. @throws GeoDatabaseException if the file cannot be used */
    Reader open() {
        requireUsable();
        Path copy = copied();
        try {
            return checked(copy);
        } finally {
            delete(copy);
        }
    }

    private Reader checked(Path copy) {
        try {
            ByteBuffer bytes = map(copy);
            int metadataStart = metadataStart(bytes);
            new DataSection(bytes, metadataStart, bytes.limit()).check(metadataStart);
            Reader reader = new Reader(copy.toFile(), new CHMCache());
            check(bytes, reader.getMetadata(), metadataStart - MARKER.length);
            return reader;
        } catch (DamagedException e) {
            throw refused(" is damaged: " + e.getMessage() + DOWNLOAD, e);
        } catch (IOException | RuntimeException e) {
            throw e instanceof GeoDatabaseException refused ? refused : refused(" is damaged" + DOWNLOAD, e);
        }
    }

    /** A copy that nobody else knows, so that whoever writes into the file changes no answer. */
    private Path copied() {
        String temporary = System.getProperty("java.io.tmpdir");
        Path copy = null;
        try {
            copy = Files.createTempFile(Path.of(temporary), "rollcall-geo-", ".mmdb");
            return Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(copy);
            throw refused(
                    " cannot be copied to " + temporary
                            + ", and a job reads a copy of its own; make room for it there, or"
                            + " name another folder with -Djava.io.tmpdir in ROLLCALL_JAVA_OPTS",
                    e);
        }
    }

    /** What is mapped into memory stays until the process ends. */
    private static void delete(Path copy) {
        if (copy != null && !copy.toFile().delete()) {
            copy.toFile().deleteOnExit();
        }
    }

    private GeoDatabaseException refused(String why, Exception cause) {
        return new GeoDatabaseException(file + why, cause);
    }

    private void requireUsable() {
        if (!Files.exists(file)) {
            throw refused(" does not exist; name a database in MaxMind's format (.mmdb)", null);
        }
        if (Files.isDirectory(file)) {
            throw refused(" is a directory; name the database (.mmdb) in it", null);
        }
        if (!Files.isRegularFile(file)) {
            throw refused(" is not a regular file; name a database in MaxMind's format (.mmdb)", null);
        }
        if (!Files.isReadable(file)) {
            throw refused(" may not be read by this user; change its permissions", null);
        }
        long size = file.toFile().length();
        if (size == 0) {
            throw refused(" is empty" + DOWNLOAD, null);
        }
        if (size > MAX_BYTES) {
            throw refused(" is larger than 1 GiB; name a database of countries or cities", null);
        }
    }

    private static ByteBuffer map(Path copy) throws IOException {
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** The offset after the last marker. */
    private int metadataStart(ByteBuffer bytes) {
        int first = Math.max(0, bytes.limit() - MAX_METADATA_BYTES);
        for (int at = bytes.limit() - MARKER.length; at >= first; at--) {
            int same = 0;
            while (same < MARKER.length && bytes.get(at + same) == MARKER[same]) {
                same++;
            }
            if (same == MARKER.length) {
                return at + same;
            }
        }
        throw refused(
                " is not a database in MaxMind's format (.mmdb), or a part of one; unpack it if it is an archive,"
                        + " or download it again",
                null);
    }

    private void check(ByteBuffer bytes, Metadata metadata, int dataEnd) throws DamagedException {
        int recordSize = metadata.recordSize();
        if (metadata.binaryFormatMajorVersion() != 2 || recordSize != 24 && recordSize != 28 && recordSize != 32) {
            throw refused(" has another version of MaxMind's format than 2; name one of version 2", null);
        }
        if (metadata.ipVersion() != 4 && metadata.ipVersion() != 6) {
            throw new DamagedException("it is for IPv" + metadata.ipVersion());
        }
        if (!metadata.databaseType().matches("[ -~]{1,100}")) {
            throw new DamagedException("its type is not a text of at most 100 characters");
        }
        metadata.buildTime();
        SearchTree tree = new SearchTree(bytes, metadata, dataEnd);
        BitSet offsets = tree.dataOffsets();
        DataSection data = new DataSection(bytes, tree.dataStart(), dataEnd);
        boolean hasCountry = false;
        for (int offset = offsets.nextSetBit(0); offset >= 0; offset = offsets.nextSetBit(offset + 1)) {
            data.check(tree.dataStart() + offset);
            hasCountry = hasCountry || data.hasKey(tree.dataStart() + offset, COUNTRY_KEYS);
        }
        if (!hasCountry) {
            throw refused(
                    " has the type " + metadata.databaseType()
                            + " and names no country; name a database of countries or cities",
                    null);
        }
    }
}
