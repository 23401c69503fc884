package io.rollcall.geo;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The database that the setting {@link SettingKey#GEO_DATABASE} names. A process opens a file once and keeps it until it ends:
 * a file that is replaced or overwritten meanwhile is another one only for the next process. So both jobs of a process look into the same
 * database, and after a failure they go on with it.
 */
public final class GeoSetting {
    private static final Map<Path, GeoDatabase> OPEN = new ConcurrentHashMap<>();

    private GeoSetting() {}

    /**
     * The database; empty if none is set.
     *
     * @throws UserError with exit code 2 if it cannot be used
     */
    public static Optional<GeoDatabase> database(Settings settings) {
        String file = settings.text(SettingKey.GEO_DATABASE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(Path.of(file)));
        } catch (InvalidPathException e) {
            throw UserError.usage(Message.of("{} '{}' is not a path", SettingKey.GEO_DATABASE, file));
        } catch (GeoDatabaseException e) {
            throw UserError.usage(Message.of("{}: {}", SettingKey.GEO_DATABASE, e.getMessage()));
        }
    }

    /** The database in this file, which this process opens once. @throws GeoDatabaseException if it cannot be used */
    public static GeoDatabase open(Path file) {
        return OPEN.computeIfAbsent(file.toAbsolutePath().normalize(), GeoDatabase::open);
    }

    /** Type and build time of the database, as {@link GeoDatabase#identity}; empty if none is set. */
    public static Optional<String> identity(Settings settings) {
        return database(settings).map(GeoDatabase::identity);
    }
}
