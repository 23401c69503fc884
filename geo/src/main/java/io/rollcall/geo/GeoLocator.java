package io.rollcall.geo;

import io.rollcall.model.place.AddressLocator;
import io.rollcall.model.place.PublicAddress;
import java.nio.file.Path;

/**
 * Looks up addresses, in a cache of texts first: people come again. A slot keeps the newest of its texts; a full cache takes
 * 0.8 MB. Entries do not change, so threads need no locks: at worst a lookup is made again.
 */
final class GeoLocator implements AddressLocator {
    private static final long serialVersionUID = 1L;

    /** A power of 2. */
    private static final int ENTRIES = 8_192;
    /** Longer texts are lists, which are seldom the same. */
    private static final int MAX_CACHED_LENGTH = 50;

    private final String path;
    private final String identity;
    private transient volatile GeoDatabase database;
    private transient volatile Entry[] cache;

    GeoLocator(GeoDatabase database) {
        this.path = database.file().toString();
        this.identity = database.identity();
        this.database = database;
        this.cache = new Entry[ENTRIES];
    }

    private record Entry(String text, String locale) {}

    @Override
    public String locale(String addresses) {
        if (addresses == null) {
            return null;
        }
        if (addresses.length() > MAX_CACHED_LENGTH) {
            return lookUp(addresses);
        }
        Entry[] entries = cache();
        int hash = addresses.hashCode();
        int slot = (hash ^ hash >>> 16) & ENTRIES - 1;
        Entry entry = entries[slot];
        if (entry == null || !entry.text.equals(addresses)) {
            entry = new Entry(addresses, lookUp(addresses));
            entries[slot] = entry;
        }
        return entry.locale;
    }

    private String lookUp(String addresses) {
        byte[] address = PublicAddress.firstOf(addresses);
        return address == null ? null : database().locale(address);
    }

    private Entry[] cache() {
        Entry[] entries = cache;
        if (entries == null) {
            entries = new Entry[ENTRIES];
            cache = entries;
        }
        return entries;
    }

    private GeoDatabase database() {
        GeoDatabase open = database;
        return open == null ? reopened() : open;
    }

    private synchronized GeoDatabase reopened() {
        if (database == null) {
            GeoDatabase opened = GeoDatabase.open(Path.of(path));
            if (!opened.identity().equals(identity)) {
                throw new GeoDatabaseException(
                        path + " is " + opened.identity() + ", and not " + identity
                                + "; put the same database on all machines",
                        null);
            }
            database = opened;
        }
        return database;
    }
}
