package io.rollcall.jobs.clean;

import io.rollcall.geo.GeoDatabase;
import io.rollcall.geo.GeoDatabaseException;
import io.rollcall.geo.GeoSetting;
import io.rollcall.model.place.AddressLocator;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The database of the driver, as tasks see it: name and identity, but not its contents. Each executor opens its own file once,
 * at the first lookup, and refuses one of another type or build.
 */
final class ShippedDatabase implements AddressLocator {
    private static final long serialVersionUID = 1L;

    /** Probes per slot: Spark may run several on one executor. */
    private static final int PROBES_PER_SLOT = 3;

    /** What this process has opened, by path and identity: it stays, whatever becomes of the file. */
    private static final Map<List<String>, AddressLocator> OPENED = new ConcurrentHashMap<>();

    private final String path;
    private final String identity;
    /** Null until the first lookup in this copy. */
    private transient volatile AddressLocator opened;

    private ShippedDatabase(String path, String identity) {
        this.path = path;
        this.identity = identity;
    }

    /** The database of the settings, which executors must have too; empty if none is set. @throws UserError if it is bad */
    static Optional<ShippedDatabase> of(Settings settings) {
        return GeoSetting.database(settings).map(database -> {
            String path = settings.text(SettingKey.GEO_DATABASE);
            OPENED.put(List.of(path, database.identity()), database.locator());
            return new ShippedDatabase(path, database.identity());
        });
    }

    /** Type and build time. */
    String identity() {
        return identity;
    }

    /** @throws UserError if this process has no such database, or its file was changed while it was in use */
    @Override
    public String locale(String addresses) {
        AddressLocator locator = opened;
        if (locator == null) {
            locator = OPENED.computeIfAbsent(List.of(path, identity), none -> open());
            opened = locator;
        }
        try {
            return locator.locale(addresses);
        } catch (GeoDatabaseException e) {
            // A user error ends the job: another try in this process would fail in the same way.
            throw new UserError(e.getMessage());
        }
    }

    /** @throws UserError if this process has no such database */
    private AddressLocator open() {
        List<String> found = new ArrayList<>();
        for (Path file : candidates(Path.of(path))) {
            try {
                GeoDatabase database = GeoSetting.open(file);
                if (database.identity().equals(identity)) {
                    return database.locator();
                }
                found.add(file + " is " + database.identity());
            } catch (GeoDatabaseException e) {
                found.add(e.getMessage());
            }
        }
        throw new UserError("the database of addresses (" + identity + ") is not on " + here() + ": "
                + (found.isEmpty() ? "there is no " + path : String.join(", ", found))
                + "; give every executor the driver's file, by spark.files or in its image");
    }

    /** A file that came with the application stands before one that lies there. */
    private static List<Path> candidates(Path file) {
        List<Path> candidates = new ArrayList<>();
        if (SparkEnv.get() != null && file.getFileName() != null) {
            candidates.add(Path.of(SparkFiles.get(file.getFileName().toString())));
        }
        candidates.add(file);
        return candidates.stream().filter(Files::exists).toList();
    }

    private static String here() {
        SparkEnv spark = SparkEnv.get();
        return spark == null
                ? "this machine"
                : "executor " + spark.executorId() + " ("
                        + spark.blockManager().blockManagerId().host() + ")";
    }

    /**
     * Looks for the database on the executors that are there now. One that comes later looks at its first lookup, which fails in
     * the same way.
     *
     * @throws UserError if an executor lacks it, or has another one
     */
    void requireEverywhere(SparkSession spark) {
        if (spark.sparkContext().isLocal()) {
            return; // the driver's process runs the tasks, and has opened it
        }
        int probes = PROBES_PER_SLOT * Math.max(1, spark.sparkContext().defaultParallelism());
        List<String> problems = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, probes).boxed().toList(), probes)
                .map(probe -> problem())
                .filter(problem -> !problem.isEmpty())
                .take(1);
        if (!problems.isEmpty()) {
            throw new UserError(problems.get(0));
        }
    }

    private String problem() {
        try {
            open();
            return "";
        } catch (UserError e) {
            return e.getMessage();
        }
    }
}
