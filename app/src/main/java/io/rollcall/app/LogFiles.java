package io.rollcall.app;

import java.nio.file.Path;

/** Where the libraries' log goes. */
final class LogFiles {
    private LogFiles() {}

    /**
     * Sends the log of this process to rolling files in this folder. To be called before any class that logs is loaded;
     * without it only errors are shown, on standard error.
     */
    static void writeTo(Path folder) {
        System.setProperty("rollcall.logs", folder.toString());
        System.setProperty("log4j2.configurationFile", "classpath:log4j2-up.xml");
    }
}
