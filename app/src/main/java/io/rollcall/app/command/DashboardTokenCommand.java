package io.rollcall.app.command;

import io.rollcall.dashboard.access.UsersEditor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall dashboard token}: gives a machine a token. */
@Command(
        name = "token",
        description = {
            "Give a machine a token for the dashboard, in the file of the setting dashboard.users.",
            "Prints the token once; the file has only its hash. A former token of this name no longer holds."
        })
final class DashboardTokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private UsersFileArguments arguments;

    @Override
    public void run() {
        String token = UsersEditor.newToken(arguments.file(), arguments.name(), arguments.role());
        spec.commandLine().getOut().println(token);
    }
}
