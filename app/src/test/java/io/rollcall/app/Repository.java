package io.rollcall.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that a test reads. */
public final class Repository {
    private Repository() {}

    /** The folder of the repository: the nearest one above the working directory that holds the Maven wrapper. */
    public static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root;
    }
}
