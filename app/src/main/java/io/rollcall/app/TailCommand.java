package io.rollcall.app;

import io.rollcall.model.KafkaSettings;
import io.rollcall.model.UserError;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall tail}: shows messages of a topic. */
@Command(name = "tail", description = "Show a topic's last messages.")
final class TailCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Parameters(arity = "0..1", paramLabel = "TOPIC", description = "The topic.")
    private String positional;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic, as an option.")
    private String option;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Show so many messages (default: the last 10; with --from beginning all).")
    private Integer count;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new messages until stopped.")
    private boolean follow;

    @Option(names = "--from", paramLabel = "beginning", description = "Start at the topic's beginning.")
    private String from;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Lines for people (default), or one JSON object a line.")
    private RecordFormat format;

    private long left = Long.MAX_VALUE;

    @Override
    public Integer call() {
        String topic = topic();
        KafkaSettings kafka = main.settings(kafkaOptions.settings()).kafka();
        List<TopicPartition> partitions;
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            Set<String> names = admin.names();
            if (!names.contains(topic)) {
                throw new UserError(unknown(topic, names));
            }
            partitions = admin.partitions(List.of(topic));
        }
        try (RecordReader reader = new RecordReader(kafka, partitions)) {
            show(reader);
        }
        return CommandLine.ExitCode.OK;
    }

    private String topic() {
        if ((positional == null) == (option == null)) {
            throw usage("name one topic");
        }
        if (count != null && count < 0) {
            throw usage("-n takes a whole number from 0");
        }
        if (from != null && !from.equals("beginning")) {
            throw usage("--from takes 'beginning'");
        }
        return positional == null ? option : positional;
    }

    private CommandLine.ParameterException usage(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private void show(RecordReader reader) {
        if (from != null) {
            left = count == null ? Long.MAX_VALUE : count;
            if (left > 0) {
                reader.fromBeginning(this::print);
            }
            if (left == 0) {
                return;
            }
        } else {
            reader.last(count == null ? 10 : count).forEach(this::print);
        }
        spec.commandLine().getOut().flush();
        if (follow && !spec.commandLine().getOut().checkError()) {
            reader.follow(this::print);
        }
    }

    /** Prints one; false when there is nothing more to do: enough is shown, or nobody reads on (a broken pipe). */
    private boolean print(ConsumerRecord<byte[], byte[]> record) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(format.line(record));
        left--;
        return left > 0 && !out.checkError();
    }

    private static String unknown(String topic, Collection<String> names) {
        List<String> near = NearestNames.of(topic, names);
        String hint =
                near.isEmpty() ? "`rollcall topics` lists them" : "did you mean " + String.join(" or ", near) + "?";
        return "there is no topic '" + topic + "': " + hint;
    }
}
