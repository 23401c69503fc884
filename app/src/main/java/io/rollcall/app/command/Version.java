package io.rollcall.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints; from a file that the build fills in, so that no library has to be loaded for it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Properties versions = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {
            "rollcall " + versions.getProperty("rollcall"),
            "Spark " + versions.getProperty("spark") + ", Kafka " + versions.getProperty("kafka") + ", Java "
                    + Runtime.version()
        };
    }
}
