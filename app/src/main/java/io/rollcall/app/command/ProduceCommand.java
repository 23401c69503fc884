package io.rollcall.app.command;

import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.LocalesOption;
import io.rollcall.app.options.ProduceOptions;
import io.rollcall.app.options.SourceOptions;
import io.rollcall.model.process.StopSignal;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.source.mapping.SourceSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall produce}: sends synthetic or recorded logins. */
@Command(
        name = "produce",
        description = {
            "Send synthetic logins, or recorded ones.",
            "At the end it says how many Kafka acknowledged, and how many of those will be late or rejected. The exit"
                    + " code is 0 if Kafka took every record."
        })
final class ProduceCommand implements Callable<Integer> {
    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private SourceOptions source;

    @Mixin
    private LocalesOption locales;

    @Mixin
    private ProduceOptions options;

    @Override
    public Integer call() {
        CompletableFuture<Void> stop = StopSignal.install(StopSignal.INTERRUPTED);
        List<String> problems = options.problems();
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", problems));
        }
        Settings settings = main.settings(spec);
        SourceSetting.mapping(settings); // has no problems
        String file = options.file();
        if (file != null && !file.equals("-") && !Files.isReadable(Path.of(file))) {
            throw new UserError("cannot read " + file + ": check --file");
        }
        new ProduceRun(
                        settings,
                        options,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr())
                .run(stop);
        return stop.isDone() ? StopSignal.INTERRUPTED : 0;
    }
}
