package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the libraries' log goes. */
public final class LogFiles {
    private LogFiles() {}

    /**
     * Sends the log of this process to rolling files in this folder, and what libraries print to {@code console.log}
     * beside them. To be called before any class that logs is loaded; without it only errors are shown, on standard
     * error. Rollcall's own words do not go through {@link System#out}.
     *
     * @throws UserError if the folder cannot be written
     */
    public static void writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            OutputStream file = Files.newOutputStream(folder.resolve("console.log"));
            PrintStream console = new PrintStream(file, true, StandardCharsets.UTF_8);
            System.setOut(console);
            System.setErr(console);
        } catch (IOException e) {
            throw new UserError(
                    Message.of(
                            "cannot write {}: make it writable, or choose another data directory with {}",
                            folder,
                            SettingKey.DATA_DIR),
                    e);
        }
        System.setProperty("rollcall.logs", folder.toString());
        System.setProperty("log4j2.configurationFile", "classpath:log4j2-up.xml");
    }
}
