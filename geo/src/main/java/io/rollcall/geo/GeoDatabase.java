package io.rollcall.geo;

import com.maxmind.db.ClosedDatabaseException;
import com.maxmind.db.Reader;
import io.rollcall.model.place.AddressLocator;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * A database of addresses in MaxMind's format: a copy of the file, mapped into memory. What becomes of the file while it is open
 * changes nothing. Used by several threads at once.
 */
public final class GeoDatabase implements AutoCloseable {
    private final Path file;
    private final Reader reader;
    private final String identity;
    private final boolean version4;

    private GeoDatabase(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
        this.identity =
                reader.getMetadata().databaseType() + " " + reader.getMetadata().buildTime();
        this.version4 = reader.getMetadata().ipVersion() == 4;
    }

    /**
     * Opens a database, and checks all of it: about 0.1 s for countries, and 1 s for cities.
     *
     * @throws GeoDatabaseException if the file cannot be used; says what is wrong and what to do
     */
    public static GeoDatabase open(Path file) {
        return new GeoDatabase(file, new GeoFile(file).open());
    }

    /** Type and build time, such as {@code DBIP-City-Lite 2026-11-01T00:00:00Z}. Another build has another identity. */
    public String identity() {
        return identity;
    }

    /** The locator of this database. What deserializes it opens the same path at its first lookup. */
    public AddressLocator locator() {
        return new GeoLocator(this);
    }

    Path file() {
        return file;
    }

    /**
     * The locale of an address.
     *
     * @param address 4 or 16 bytes
     * @return null if the database does not know it
     * @throws GeoDatabaseException if it cannot be read there, or is closed
     */
    String locale(byte[] address) {
        if (version4 && address.length > 4) {
            return null;
        }
        try {
            GeoRecord found = reader.get(InetAddress.getByAddress(address), GeoRecord.class);
            return found == null ? null : found.locale();
        } catch (ClosedDatabaseException e) {
            throw new GeoDatabaseException(file + " is closed", e);
        } catch (IOException | RuntimeException | InternalError | StackOverflowError e) {
            // The JVM throws InternalError where it cannot read a mapped file.
            throw new GeoDatabaseException(file + " is damaged where an address was looked up; download it again", e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new GeoDatabaseException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
