package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.LocalesOption;
import io.rollcall.app.options.RawTopicOption;
import io.rollcall.app.terminal.Layout;
import io.rollcall.app.terminal.Terminal;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that shows a snapshot, once or repeatedly. */
abstract class WatchedCommand implements Callable<Integer> {
    private static final Duration REDRAW_EVERY = Duration.ofSeconds(2);
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    /** The forms of output. */
    enum Format {
        TEXT,
        WIDE,
        JSON
    }

    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private RawTopicOption rawTopic;

    @Mixin
    private LocalesOption locales;

    @Option(names = "--watch", description = "Refresh every 2 s until stopped.")
    private boolean watch;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = {
                "text: tables that fit the terminal, with ages (default; through a pipe as wide);",
                "wide: all columns, whole, with times in UTC;  json: one JSON object per line."
            })
    private Format format;

    /** A snapshot that can be shown. */
    interface View {
        void print(PrintWriter out, Layout layout);

        ObjectNode json();

        /** The exit code of the command that shows this last. */
        default int exitCode() {
            return CommandLine.ExitCode.OK;
        }
    }

    /** Takes a snapshot. */
    abstract View view(TopicAdmin admin, Settings settings, Clock clock);

    @Override
    public Integer call() {
        Settings settings = main.settings(spec);
        PrintWriter out = spec.commandLine().getOut();
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            View view;
            do {
                view = view(admin, settings, Clock.systemUTC());
                if (format == Format.JSON) {
                    out.println(Json.text(view.json()));
                } else {
                    out.print(watch && Terminal.isOutput() ? CLEAR_SCREEN : "");
                    view.print(out, format == Format.WIDE ? Layout.WHOLE : Layout.ofOutput());
                }
                out.flush();
            } while (watch && !out.checkError() && pause());
            return out.checkError() ? CommandLine.ExitCode.SOFTWARE : view.exitCode();
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(REDRAW_EVERY.toMillis());
            return true;
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }
}
