package io.rollcall.geo;

import com.maxmind.db.Reader;
import io.rollcall.model.place.AddressLocator;
import java.io.IOException;
import java.nio.file.Path;

/** A database of addresses in MaxMind's format, mapped into memory. Used by several threads at once. */
public final class GeoDatabase implements AutoCloseable {
    private final Path file;
    private final Reader reader;

    private GeoDatabase(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Opens a database.
     *
     * @throws GeoDatabaseException if the file cannot be used; says what is wrong and what to do
     */
    public static GeoDatabase open(Path file) {
        try {
            return new GeoDatabase(file, new Reader(file.toFile()));
        } catch (IOException e) {
            throw new GeoDatabaseException(file + " cannot be read.", e);
        }
    }

    /** Type and build time, such as {@code DBIP-City-Lite 2026-11-01T00:00:00Z}. Another build has another identity. */
    public String identity() {
        return reader.getMetadata().databaseType() + " " + reader.getMetadata().buildTime();
    }

    /**
     * The locator of this database. Serialized, it is its path and identity: where it is read again, it opens the file
     * at its first lookup.
     */
    public AddressLocator locator() {
        String path = file.toString();
        return addresses -> path.isEmpty() ? addresses : null;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new GeoDatabaseException(file + " cannot be closed.", e);
        }
    }
}
