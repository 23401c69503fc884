package io.rollcall.testkit.geo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.testkit.GoldenCases;
import java.nio.file.Path;
import java.time.Instant;

/** The database of the golden cases: the networks of {@link GoldenCases#located}. */
public final class LocatedDatabase {
    /** The type that its metadata name. */
    public static final String TYPE = "Test-City";

    private LocatedDatabase() {}

    /** Writes it. @return the file */
    public static Path write(Path file, Instant buildTime) {
        MmdbWriter writer = new MmdbWriter(TYPE, buildTime);
        for (JsonNode one : GoldenCases.located().get("networks")) {
            writer.putNested(
                    one.get("network").asText(),
                    one.get("country").asText(),
                    one.path("state").asText(null));
        }
        writer.write(file);
        return file;
    }
}
