package io.rollcall.app.command;

import io.rollcall.model.settings.UserError;
import io.rollcall.source.mapping.Presets;
import io.rollcall.source.mapping.SourceSetting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rollcall source show}: the file of a preset. */
@Command(
        name = "show",
        description = {
            "Print the file of a preset: a mapping like any other, to copy and edit.",
            "Its header says what to route to Kafka, how long that takes, what counts, and what the source cannot tell."
        })
final class SourceShowCommand implements Runnable {
    @ParentCommand
    private SourceCommand source;

    @Parameters(paramLabel = "NAME", description = "The preset. `rollcall source list` lists all.")
    private String name;

    @Override
    public void run() {
        if (name.equals(SourceSetting.BUILT_IN)) {
            throw UserError.usage("'" + name + "' is the built-in form, which has no mapping file: docs/producers.md"
                    + " describes its records, and the preset fetch is nearest to it");
        }
        if (!Presets.names().contains(name)) {
            throw UserError.usage(UsageProblem.unknown("preset", name, Presets.names())
                    + (UsageProblem.unknown("preset", name, Presets.names()).endsWith("?")
                            ? ""
                            : ": `rollcall source list` lists them"));
        }
        OutputStream out = source.main().out();
        try {
            out.write(Presets.text(name).getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            Output.failed(e);
        }
    }
}
