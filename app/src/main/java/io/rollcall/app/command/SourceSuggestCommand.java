package io.rollcall.app.command;

import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.SampleOptions;
import io.rollcall.app.options.SelectOptions;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.source.suggest.SampleRecord;
import io.rollcall.source.suggest.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall source suggest}: proposes a mapping. */
@Command(
        name = "suggest",
        description = {
            "Propose a mapping for the records of a topic or file: the preset that fits, or else one by the names and"
                    + " values of their fields, with a comment on each line that says why.",
            "The output is a mapping file. Check it, and try it with `rollcall source try`. The command only reads."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollcall source suggest --topic our-logins -n 1000 > ours.yaml",
            "  rollcall source try ours.yaml --topic our-logins"
        })
final class SourceSuggestCommand implements Callable<Integer> {
    /** No more than these are kept in memory. */
    private static final long MAX_BYTES = 16L << 20;

    private static final Map<SettingKey, String> KAFKA =
            Map.of(SettingKey.BOOTSTRAP_SERVER, "--bootstrap-server", SettingKey.KAFKA_CONFIG, "--kafka-config");

    private static final String PRESET_ADVICE = """
        Use it as it is with --source PRESET, or edit this copy of its file and name that.
        To go by the sample alone, without presets: --no-preset.\
        """;

    @ParentCommand
    private SourceCommand source;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SampleOptions sample = new SampleOptions();

    @Option(names = "--no-preset", description = "Go by the sample alone, even if a preset fits.")
    private boolean noPreset;

    @ArgGroup(validate = false, heading = "%nWhich records of a topic:%n")
    private SelectOptions selection = new SelectOptions();

    @ArgGroup(validate = false, heading = "%nWhich Kafka:%n")
    private KafkaOptions kafkaOptions = new KafkaOptions();

    @Override
    public Integer call() {
        List<String> problems = sample.problems(selection);
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", problems));
        }
        Settings settings = source.main().settings(spec);
        SampleRecords records = new SampleRecords(
                sample, selection, settings, spec.commandLine().getErr());
        List<SampleRecord> read = new ArrayList<>();
        long[] bytes = {0};
        records.read((raw, hasKafkaTime) -> {
            if (raw.value() != null && raw.valueLength() <= RawRecord.MAX_VALUE_BYTES) {
                read.add(new SampleRecord(raw.value(), hasKafkaTime ? raw.kafkaTimestampMillis() : null));
                bytes[0] += raw.valueLength();
            }
            return bytes[0] < MAX_BYTES;
        });
        if (read.isEmpty()) {
            throw new UserError("there is no record to look at: "
                    + (records.topic() == null
                            ? "the file has no lines"
                            : records.topic() + " has none that is selected"));
        }
        Output out = new Output(source.main().out());
        out.line(Suggestion.of(read, origin(records.topic(), settings), !noPreset)
                .text()
                .stripTrailing());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** What the sample is called, and the command that tries a mapping on it. */
    private Suggestion.Origin origin(String topic, Settings settings) {
        if (topic != null) {
            StringBuilder command = new StringBuilder("rollcall source try FILE --topic ").append(topic);
            KAFKA.forEach((key, option) -> {
                if (!settings.text(key).equals(key.defaultValue())) {
                    command.append(' ').append(option).append(' ').append(shell(settings.text(key)));
                }
            });
            return new Suggestion.Origin(topic, command.toString(), PRESET_ADVICE);
        }
        boolean standard = sample.file().equals(SampleOptions.STANDARD_INPUT);
        Path name = standard ? null : Path.of(sample.file()).getFileName();
        return new Suggestion.Origin(
                name == null ? "" : name.toString().replaceFirst("\\.[^.]*$", ""),
                "rollcall source try FILE --file " + (standard ? "-" : shell(sample.file())),
                PRESET_ADVICE);
    }

    private static String shell(String word) {
        return word.matches("[\\w./:,=@%+~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
