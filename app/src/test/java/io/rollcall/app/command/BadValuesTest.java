package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Each option of each command with a bad value, with none, and twice: one plain sentence that names the option. */
class BadValuesTest {
    /** Any text is a value of these; what they name may be missing, which other tests look at. */
    private static final Set<String> ANY_TEXT = Set.of(
            "--topic",
            "--topic-raw",
            "--key",
            "--fields",
            "--data-dir",
            "--checkpoint-location",
            "--kafka-config",
            "--host",
            "--file");

    private static final Map<String, String> BAD = Map.of("--grep", "(", "--where", ".a(");
    private static final Map<String, String> GOOD =
            Map.of("--output", "text", "--color", "auto", "--job", "stats", "--from", "end", "--to", "end");

    /** What a command line needs besides options. */
    private static final Map<String, List<String>> POSITIONAL = Map.of(
            "source try", List.of("okta"), "dashboard passwd", List.of("ann"), "dashboard token", List.of("ann"));

    static Stream<Arguments> options() {
        Map<String, CommandLine> commands =
                new TreeMap<>(RollcallCommand.commandLine().getSubcommands());
        commands.remove("source").getSubcommands().forEach((name, command) -> commands.put("source " + name, command));
        commands.get("dashboard")
                .getSubcommands()
                .forEach((name, command) -> commands.put("dashboard " + name, command));
        commands.keySet()
                .removeAll(Set.of(
                        "help", "version", "completion", "source list", "source show")); // these read no settings
        return commands.entrySet().stream().flatMap(command -> command.getValue().getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0)
                .filter(option ->
                        readsSettings(command.getKey()) || !option.longestName().equals("--config"))
                .flatMap(
                        option -> Stream.of(option.names()).map(name -> Arguments.of(command.getKey(), name, option))));
    }

    private static boolean readsSettings(String command) {
        return !command.startsWith("dashboard ");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("options")
    void option(String command, String name, OptionSpec option) {
        String longest = option.longestName();
        if (!ANY_TEXT.contains(longest)) {
            CommandRun bad = run(command, name, BAD.getOrDefault(longest, "no-such-value"));
            isPlain(bad, name);
        }
        isPlain(run(command, name), name + " needs a value: " + option.paramLabel());
        if (!option.isMultiValue()) {
            String good = GOOD.getOrDefault(longest, longest.equals("--bootstrap-server") ? "localhost:1" : "1");
            isPlain(run(command, name, good, name, good), name + " is given twice");
        }
    }

    private static CommandRun run(String command, String... words) {
        boolean needsTopic = command.equals("tail") && !List.of(words).contains("--topic");
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.addAll(needsTopic ? List.of("user-login") : POSITIONAL.getOrDefault(command, List.of()));
        line.addAll(List.of(words));
        boolean writesUsers = command.startsWith("dashboard ") && words[words.length - 1].equals("no-such-value");
        if (writesUsers) {
            line.addAll(List.of("--file", "no/such/folder/users")); // required, and never written
        }
        return CommandRun.of(line.toArray(String[]::new));
    }

    private static void isPlain(CommandRun run, String named) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("rollcall: ")
                .contains(named)
                .doesNotContain("Invalid", "Missing", "Expected", "expected", "[", "not an int", "not a long")
                .doesNotContain("Exception", "(FILE)", "case-");
    }
}
