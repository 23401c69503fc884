package io.rollcall.app.command;

import io.rollcall.model.settings.Role;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which line of which file of users a command writes. */
final class UsersFileArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            required = true,
            description = "The file, which is made if it is missing.")
    private Path file;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "viewer (numbers), analyst (also rejected records) or admin (everything).")
    private String role;

    @Parameters(paramLabel = "NAME", description = "The name, unique among users or among tokens.")
    private String name;

    Path file() {
        return file;
    }

    String name() {
        return name;
    }

    Role role() {
        return Role.given(role)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--role '" + role + "' must be viewer, analyst or admin"));
    }
}
