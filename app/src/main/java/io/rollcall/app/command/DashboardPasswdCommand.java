package io.rollcall.app.command;

import io.rollcall.dashboard.access.UsersEditor;
import io.rollcall.model.settings.UserError;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall dashboard passwd}: gives somebody a password. */
@Command(
        name = "passwd",
        description = {
            "Give a user of the dashboard a password and a role, in the file of the setting dashboard.users.",
            "Asks for the password on the terminal; without one, reads it from standard input."
        })
final class DashboardPasswdCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private UsersFileArguments arguments;

    @Override
    @SuppressWarnings(
            "SystemConsoleNull") // the launcher makes newer JVMs return null without a terminal, as older ones do
    public void run() {
        arguments.role(); // a bad one is known before anybody types a password
        Console console = System.console();
        String password = console == null ? fromStandardInput() : fromTerminal(console);
        boolean isNew = UsersEditor.setPassword(arguments.file(), arguments.name(), arguments.role(), password);
        spec.commandLine()
                .getOut()
                .println((isNew ? "added " : "changed ") + arguments.name() + " in " + arguments.file());
    }

    private String fromTerminal(Console console) {
        char[] first = console.readPassword("Password of %s: ", arguments.name());
        char[] second = console.readPassword("The same again: ");
        if (first == null || second == null) {
            throw new UserError("no password was given, nothing was changed");
        }
        if (!Arrays.equals(first, second)) {
            throw new UserError("the two passwords differ, nothing was changed");
        }
        return new String(first);
    }

    private static String fromStandardInput() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                throw new UserError("no password was given on standard input, nothing was changed");
            }
            return line;
        } catch (IOException e) {
            throw new UserError("the password cannot be read from standard input", e);
        }
    }
}
