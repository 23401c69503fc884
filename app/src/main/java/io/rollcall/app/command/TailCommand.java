package io.rollcall.app.command;

import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.OptionValues;
import io.rollcall.app.options.SelectOptions;
import io.rollcall.app.options.ShowOptions;
import io.rollcall.app.tail.Position;
import io.rollcall.app.tail.RecordFilter;
import io.rollcall.app.tail.RecordFormat;
import io.rollcall.app.tail.RecordPrinter;
import io.rollcall.app.tail.Span;
import io.rollcall.app.tail.TopicReader;
import io.rollcall.app.tail.TopicTail;
import io.rollcall.app.terminal.Terminal;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall tail}: shows the records of a topic. */
@Command(
        name = "tail",
        description = {
            "Show the records of a topic: without options the last 10, oldest first.",
            "The command only reads: it joins no consumer group, commits no offsets and creates no topic."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollcall tail user-login -f                   new logins, until Ctrl-C",
            "  rollcall tail user-login-clean --from 10m --where '.locale==\"UT\"'",
            "  rollcall tail user-login-rejected -o table    why logins were rejected",
            "  rollcall tail user-login-stats --key '2026-01-31T14:05:00.000Z|UT' --from beginning",
            "  rollcall tail user-login -p 0 --from 1000 --to 2000 -o raw > raw.ndjson",
            "",
            "If you know kcat: -C -t T -o beginning -e is `tail T --from beginning -o raw`;",
            "-o -5 is --from -5, -o s@TIME is --from TIME, -c N is -n N (with --from), -J is -o json.",
            "Where kcat has no -e, add -f."
        })
final class TailCommand implements Callable<Integer> {
    private static final int DEFAULT_COUNT = 10;

    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TOPIC", description = "The topic. `rollcall topics` lists all topics.")
    private String positional;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic, in place of the argument.")
    private String option;

    @Option(
            names = {"-f", "--follow"},
            description = "Continue with new records until stopped.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            converter = OptionValues.Lines.class,
            description =
                    "Show the last N records (default: 10), or with --from the first N from there (default: all).")
    private Integer count;

    @ArgGroup(validate = false, heading = "%nWhich records:%n")
    private SelectOptions selection = new SelectOptions();

    @ArgGroup(validate = false, heading = "%nHow to show them:%n")
    private ShowOptions show = new ShowOptions();

    @ArgGroup(validate = false, heading = "%nWhich Kafka:%n")
    private KafkaOptions kafkaOptions = new KafkaOptions();

    @Override
    public Integer call() {
        String topic = topic();
        Clock clock = Clock.systemUTC();
        Position from = selection.from(clock);
        Position to = selection.to(clock);
        RecordFilter filter = selection.filter();
        Settings settings = main.settings(spec);
        RecordFormat format = show.format(topic, settings.topics(), clock);
        PrintWriter err = spec.commandLine().getErr();
        // With --from the count is where to stop. Without, it is how far to go back.
        long limit = from == null || count == null ? Long.MAX_VALUE : count;
        RecordPrinter printer = new RecordPrinter(format, filter, limit, main.out());
        try (TopicReader reader = new TopicReader(KafkaSettings.of(settings))) {
            List<TopicPartition> partitions = selection.chosen(TopicLookup.find(topic, reader.topics()));
            TopicTail tail = new TopicTail(reader, printer, Terminal.isError() ? err : null);
            Map<TopicPartition, Span> spans =
                    reader.spans(partitions, from == null ? new Position.Beginning() : from, to);
            tail.show(from == null ? tail.last(count == null ? DEFAULT_COUNT : count, spans, filter) : spans);
            if (follow) {
                tail.follow(spans);
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
        if (!selection.remarks().isEmpty()) {
            err.println("rollcall: " + selection.remarks());
        }
        return CommandLine.ExitCode.OK;
    }

    private String topic() {
        if ((positional == null) == (option == null)) {
            throw usage("name one topic");
        }
        if (follow && selection.hasEnd()) {
            throw usage("--follow has no end: it does not take --to");
        }
        return positional == null ? option : positional;
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
