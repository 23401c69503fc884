package io.rollcall.app;

import io.rollcall.app.command.RollcallCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** The main class of {@code rollcall}. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // The raw streams: `up` redirects System.out to a log file.
        System.exit(RollcallCommand.run(
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), args));
    }
}
