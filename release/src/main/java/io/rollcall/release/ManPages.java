package io.rollcall.release;

import io.rollcall.app.command.RollcallCommand;
import java.io.File;
import java.io.IOException;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a manual page of each command, in AsciiDoc. */
public final class ManPages {
    private ManPages() {}

    /**
     * @param args the folder to write to, and the version of Rollcall
     * @throws IOException if the folder cannot be written
     */
    public static void main(String[] args) throws IOException {
        CommandLine rollcall = RollcallCommand.commandLine();
        prepare(rollcall, "Rollcall " + args[1]);
        int code = ManPageGenerator.generateManPage(
                new File(args[0]), null, new boolean[0], true, rollcall.getCommandSpec());
        if (code != 0) {
            throw new IOException("the manual pages cannot be written: exit code " + code);
        }
    }

    /**
     * The versions of Java and Spark, which {@code --version} prints, would make pages differ from build to build. A
     * synopsis must not be broken into lines here, since a break may hit the markup.
     */
    private static void prepare(CommandLine command, String source) {
        command.getCommandSpec().versionProvider(null).version(source);
        command.getCommandSpec().usageMessage().autoWidth(false).width(10_000);
        command.getSubcommands().values().forEach(subcommand -> prepare(subcommand, source));
    }
}
