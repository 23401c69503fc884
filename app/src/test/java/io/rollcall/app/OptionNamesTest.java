package io.rollcall.app;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.command.RollcallCommand;
import io.rollcall.app.options.SettingOptions;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Only a command line knows options: code below it refers to a {@link SettingKey}. */
class OptionNamesTest {
    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    /** A whole command to run is right whichever command shows it. */
    private static final Pattern COMMAND = Pattern.compile("rollcall ([a-z-]+)((?: [^`]*)?)");

    @Test
    void packagesBelowTheCommandLine_nameNoOption() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources()) {
            String name = source.toString().replace('\\', '/');
            if (!name.matches(".*/rollcall/(app/command|app/options|jobs/submit)/[^/]*")) {
                texts(source)
                        .map(text -> COMMAND.matcher(text).replaceAll(""))
                        .filter(text -> OPTION.matcher(text).find())
                        .forEach(text -> found.add(source.getFileName() + ": " + text));
            }
        }
        assertThat(found).as("texts that name an option").isEmpty();
    }

    @Test
    void commandsInMessages_existWithTheirOptions() throws IOException {
        CommandLine main = RollcallCommand.commandLine();
        int seen = 0;
        for (Path source : sources()) {
            for (MatchResult command : texts(source)
                    .flatMap(text -> COMMAND.matcher(text).results())
                    .toList()) {
                Set<String> options = OPTION.matcher(command.group(2))
                        .results()
                        .map(MatchResult::group)
                        .collect(toSet());
                if (!options.isEmpty()) {
                    assertThat(main.getSubcommands()).as(command.group()).containsKey(command.group(1));
                    CommandLine named = main.getSubcommands().get(command.group(1));
                    // The second word may be a command of its own.
                    String second = command.group(2).strip().split(" ", 2)[0];
                    assertThat(named.getSubcommands()
                                    .getOrDefault(second, named)
                                    .getCommandSpec()
                                    .optionsMap())
                            .as(command.group())
                            .containsKeys(options.toArray(String[]::new));
                    seen++;
                }
            }
        }
        assertThat(seen).isPositive();
    }

    @Test
    void settingOption_standsBesideAnOption_andOncePerCommand() {
        Set<String> found = new HashSet<>();
        for (CommandLine command :
                RollcallCommand.commandLine().getSubcommands().values()) {
            List<SettingKey> keys = command.getCommandSpec().options().stream()
                    .map(option -> ((Field) option.userObject()).getAnnotation(SettingOption.class))
                    .filter(setting -> setting != null)
                    .map(SettingOption::value)
                    .toList();
            assertThat(keys).as(command.getCommandName()).doesNotHaveDuplicates();
            assertThat(SettingOptions.names(command.getCommandSpec())).containsOnlyKeys(keys);
            command.getCommandSpec().options().stream()
                    .map(option -> ((Field) option.userObject()).getDeclaringClass())
                    .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                    .filter(field -> field.isAnnotationPresent(SettingOption.class))
                    .peek(field -> assertThat(field.isAnnotationPresent(Option.class))
                            .as("%s", field)
                            .isTrue())
                    .forEach(field -> found.add(field.getName()));
        }
        assertThat(found).contains("bootstrapServer", "port", "dashboardPort", "dataDir");
    }

    /** Every main source file of the modules. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("model", "source", "geo", "kafka", "producer", "jobs", "dashboard", "app")) {
            try (Stream<Path> files =
                    Files.walk(Repository.root().resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    /** The string literals of a file, those joined by {@code +} as one. */
    private static Stream<String> texts(Path source) throws IOException {
        String code = Files.readString(source)
                .replaceAll("(?m)^\\s*(/?\\*|//).*$", "")
                .replaceAll("\"\\s*\\+\\s*\"", "");
        Matcher texts = TEXT.matcher(code);
        return texts.results().map(text -> text.group(1));
    }
}
