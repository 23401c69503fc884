package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.doctor.Doctor;
import io.rollcall.app.doctor.Finding;
import io.rollcall.app.options.DataDirOption;
import io.rollcall.app.options.JobOptions;
import io.rollcall.app.options.SettingOptions;
import io.rollcall.app.options.UpOptions;
import io.rollcall.app.terminal.Layout;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall doctor}: checks everything that Rollcall needs, before or while it runs. */
@Command(
        name = "doctor",
        description = {
            "Check this machine, the settings, the checkpoints and Kafka, and say what to do. Changes nothing.",
            "Give it the options of the `up`, `clean` or `stats` that you want to run, or that runs. One line per check: ok, warning or problem.",
            "Exit code: 0 without a problem, even with warnings; 1 with one."
        })
final class DoctorCommand implements Callable<Integer> {
    /** The forms of output. */
    enum Format {
        TEXT,
        JSON
    }

    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

    @Mixin
    private UpOptions upOptions;

    @Mixin
    private DataDirOption dataDir;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text: one line per check (default);  json: one JSON object.")
    private Format format;

    @Override
    public Integer call() {
        Settings settings = main.settings(spec);
        List<Finding> findings = Doctor.examine(settings, !options.isExternal(settings), Clock.systemUTC());
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(Json.text(json(findings)));
        } else {
            findings.forEach(finding -> out.println(Layout.ofOutput()
                    .wrapped(String.format(
                            Locale.ROOT,
                            "%-8s %-12s %s",
                            finding.state().text(),
                            finding.check(),
                            sentence(finding)))));
        }
        out.flush();
        return Finding.worst(findings) == Finding.State.PROBLEM
                ? CommandLine.ExitCode.SOFTWARE
                : CommandLine.ExitCode.OK;
    }

    private ObjectNode json(List<Finding> findings) {
        ObjectNode json = Json.object();
        json.put("state", Finding.worst(findings).text());
        ArrayNode checks = json.putArray("checks");
        for (Finding finding : findings) {
            checks.addObject()
                    .put("check", finding.check())
                    .put("state", finding.state().text())
                    .put("message", sentence(finding));
        }
        return json;
    }

    /** What was found, with settings and resets named as for this command. */
    private String sentence(Finding finding) {
        String sentence = finding.message().render(key -> SettingOptions.name(spec, key));
        return main.withResetOptions(sentence, spec.name());
    }
}
