package io.rollcall.app.command;

import io.rollcall.model.process.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. The build writes the versions of Spark and Kafka to a file, so neither is loaded. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Properties libraries = new Properties();
        try (InputStream in = VersionText.class.getResourceAsStream("version.properties")) {
            libraries.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {
            "rollcall " + Version.NUMBER,
            "Spark " + libraries.getProperty("spark") + ", Kafka " + libraries.getProperty("kafka") + ", Java "
                    + Runtime.version()
        };
    }
}
