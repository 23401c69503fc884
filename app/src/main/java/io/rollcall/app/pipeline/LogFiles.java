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

/** Sends the log of the libraries to files. */
public final class LogFiles {
    private LogFiles() {}

    /**
     * Sends the log of this process to rolling files in this folder, and everything printed to {@link System#out} and
     * {@link System#err} to {@code console.log} there. Call it before a class that logs is loaded. Without it only errors
     * are logged, to standard error. Rollcall itself prints to other streams.
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
