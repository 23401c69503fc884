package io.rollcall.app;

import static java.util.stream.Collectors.joining;

import io.rollcall.app.command.RollcallCommand;
import io.rollcall.app.options.SettingOptions;
import io.rollcall.model.settings.SettingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Writes {@code docs/settings.md} from the settings and the commands. */
final class SettingsDocument {
    private static final String INTRODUCTION = """
            # Settings

            <!-- Generated: edit SettingKey or the commands, then run
            %s -->

            A setting has a key in a YAML file, an environment variable, and in some commands an option. If several are \
            given, the first of these counts:

            1. the option on the command line,
            2. the environment variable,
            3. the YAML file that `--config FILE` names, or without that option `conf/rollcall.yaml` of an unpacked archive,
            4. the default.

            The YAML file may nest keys (`window: {length: 40s}`) or write them whole (`window.length: 40s`).

            An unknown setting or a bad value ends every command with exit code 2. The error lists all of them, each with \
            its source.

            A duration is a number with a unit: `500ms`, `30s`, `5m`, `24h` or `7d`.

            Some settings are fixed by the checkpoint of a job, because the job's earlier results depend on them. The job \
            refuses to start with another value, and names the reset that helps. A reset deletes the checkpoint. At its \
            next start the job computes its results again from the records that its input topic still holds.
            """;

    /** The commands that read settings. */
    private final Map<String, CommandLine> commands = new LinkedHashMap<>();

    SettingsDocument() {
        RollcallCommand.commandLine().getSubcommands().forEach((name, command) -> {
            if (!SettingOptions.names(command.getCommandSpec()).isEmpty()) {
                commands.put(name, command);
            }
        });
    }

    /** The whole document. */
    String text() {
        Map<String, List<SettingKey>> groups = new LinkedHashMap<>();
        for (SettingKey key : SettingKey.values()) {
            groups.computeIfAbsent(group(key), none -> new ArrayList<>()).add(key);
        }
        StringBuilder text = new StringBuilder(INTRODUCTION.formatted(SettingsDocumentTest.COMMAND));
        groups.forEach((group, keys) -> {
            text.append("\n## ").append(group).append("\n\n");
            text.append("| key | variable | option | values | default | meaning |\n|---|---|---|---|---|---|\n");
            keys.forEach(key -> text.append(row(key)));
        });
        return text.toString();
    }

    private static String group(SettingKey key) {
        int dot = key.key().indexOf('.');
        return dot < 0 ? "Without a prefix" : "`" + key.key().substring(0, dot) + "`";
    }

    private String row(SettingKey key) {
        // Spaces let the cell of a long list wrap.
        String value = key.defaultValue().replace(",", ", ");
        return "| `" + key.key() + "` | `" + key.environmentVariable() + "` | " + options(key) + " | " + key.range()
                + " | " + (value.isEmpty() ? "empty" : "`" + value + "`") + " | " + key.meaning() + " |\n";
    }

    private String options(SettingKey key) {
        Map<String, List<String>> commandsByOption = new LinkedHashMap<>();
        commands.forEach((name, command) -> {
            String option = SettingOptions.names(command.getCommandSpec()).get(key);
            if (option != null) {
                commandsByOption
                        .computeIfAbsent(option, none -> new ArrayList<>())
                        .add(name);
            }
        });
        return commandsByOption.entrySet().stream()
                .map(option -> "`" + option.getKey() + "` (" + names(option.getValue()) + ")")
                .collect(joining(", "));
    }

    private String names(List<String> some) {
        return some.size() == commands.size() ? "every command" : String.join(", ", some);
    }
}
