package io.rollcall.app.command;

import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import java.io.OutputStream;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, and what each command needs from its parent. */
public abstract class RootCommand {
    /** The option that names the settings file. */
    protected static final String CONFIG = "--config";

    @Option(
            names = CONFIG,
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "YAML file of settings; the environment (ROLLCALL_...) and options take precedence.")
    private Path config;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean verbose;

    private final OutputStream out;

    /** A command that writes to this stream. */
    protected RootCommand(OutputStream out) {
        this.out = out;
    }

    /** The settings in force; the options of this command take precedence. */
    Settings settings(CommandSpec command) {
        return new SettingsLoader(System.getenv()).load(config, SettingOptions.given(command));
    }

    /** Standard output, for binary output and for output too large for a writer that flushes each line. */
    OutputStream out() {
        return out;
    }

    boolean verbose() {
        return verbose;
    }
}
