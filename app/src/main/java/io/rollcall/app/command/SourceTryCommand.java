package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.options.GeoDatabaseOption;
import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.LocalesOption;
import io.rollcall.app.options.SampleOptions;
import io.rollcall.app.options.SelectOptions;
import io.rollcall.app.options.SettingOptions;
import io.rollcall.app.terminal.DisplayText;
import io.rollcall.app.terminal.Layout;
import io.rollcall.app.trial.Durations;
import io.rollcall.app.trial.TrialSummaryText;
import io.rollcall.app.trial.TrialText;
import io.rollcall.geo.GeoDatabase;
import io.rollcall.geo.GeoSetting;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.place.AddressLocator;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.trial.Trial;
import io.rollcall.source.trial.TrialSummary;
import io.rollcall.source.trial.Tried;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall source try}: what becomes of records by a mapping. */
@Command(
        name = "try",
        description = {
            "Show what becomes of each record by a mapping, and why; then a summary: how many count, are skipped or"
                    + " rejected, how many have a place, how long they took, and what the mapping leaves empty.",
            "The command only reads: it joins no consumer group, commits no offsets and creates no topic. The exit"
                    + " code is 0 also if records are rejected, and 2 if the mapping has problems."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollcall source try okta --topic okta-logs",
            "  rollcall source try ours.yaml --topic our-logins --from 1h -n 10000 -o json",
            "  rollcall source try cloudtrail --file records.ndjson",
            "  kcat -b kafka:9092 -C -t our-logins -c 100 | rollcall source try ours.yaml --file -"
        })
final class SourceTryCommand implements Callable<Integer> {
    /** The forms of output. */
    enum Format {
        TEXT,
        JSON
    }

    @ParentCommand
    private SourceCommand source;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|PRESET",
            description = {"A mapping file, or a preset of `rollcall source list`; rollcall: the built-in form."})
    private String mapping;

    @Mixin
    private SampleOptions sample = new SampleOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "text: a line per record or element, and a summary (default); json: an object per line.")
    private Format format = Format.TEXT;

    @ArgGroup(validate = false, heading = "%nWhich records of a topic:%n")
    private SelectOptions selection = new SelectOptions();

    @Mixin
    private GeoDatabaseOption geo;

    @Mixin
    private LocalesOption locales;

    @ArgGroup(validate = false, heading = "%nWhich Kafka:%n")
    private KafkaOptions kafkaOptions = new KafkaOptions();

    @Override
    public Integer call() {
        List<String> problems = sample.problems(selection);
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", problems));
        }
        Optional<Mapping> tried = MappingArgument.read(mapping);
        Settings settings = source.main().settings(spec);
        AddressLocator locator =
                GeoSetting.database(settings).map(GeoDatabase::locator).orElse(null);
        LoginCleaner cleaner = settings.cleaner().with(locator);
        Trial trial = tried.map(of -> Trial.of(of, cleaner, settings.locales()))
                .orElseGet(() -> Trial.ofBuiltIn(cleaner, settings.locales()));
        Output out = new Output(source.main().out());
        SampleRecords records = new SampleRecords(
                sample, selection, settings, spec.commandLine().getErr());
        Layout layout = Layout.ofOutput();
        if (format == Format.TEXT) {
            out.line(cut(TrialText.heading(), layout));
        }
        records.read((raw, hasKafkaTime) -> {
            for (Tried one : hasKafkaTime ? trial.add(raw) : trial.addTimeless(raw)) {
                String label = records.label(one.id());
                out.line(format == Format.JSON ? Json.text(one.json(label)) : cut(TrialText.line(label, one), layout));
            }
            out.flush();
            return out.isOpen();
        });
        summarize(trial.summary(), records, out, layout);
        return CommandLine.ExitCode.OK;
    }

    private void summarize(TrialSummary summary, SampleRecords records, Output out, Layout layout) {
        if (format == Format.JSON) {
            ObjectNode json = Json.object();
            json.set("summary", summary.json(Durations::setting));
            out.line(Json.text(json));
        } else {
            out.line("");
            TrialSummaryText.of(summary, one -> records.label(one.id()), key -> SettingOptions.name(spec, key))
                    .forEach(line -> out.line(layout.wrapped(line)));
        }
        out.flush();
    }

    private static String cut(String line, Layout layout) {
        return layout.fits() ? DisplayText.cut(line, layout.width()) : line;
    }
}
