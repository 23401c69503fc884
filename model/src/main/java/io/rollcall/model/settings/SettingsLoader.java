package io.rollcall.model.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Loads settings. A value on the command line overrides the environment, the environment overrides the YAML file, and the
 * file overrides the defaults. Reports all problems at once. Each instance loads once, on one thread.
 */
public final class SettingsLoader {
    /** Variables of the launcher, which are not settings. */
    private static final Set<String> LAUNCHER_VARIABLES = Set.of("ROLLCALL_HOME", "ROLLCALL_JAVA_OPTS");

    /** NO and OFF are texts, as in YAML 1.2: a locale may have such a name. */
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    private static final String COMMAND_LINE = "the command line";

    private final Map<String, String> environment;
    private final EnumMap<SettingKey, String> values = new EnumMap<>(SettingKey.class);
    private final EnumMap<SettingKey, String> sources = new EnumMap<>(SettingKey.class);
    private final EnumSet<SettingKey> bad = EnumSet.noneOf(SettingKey.class);
    private final List<Message> problems = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /** A loader that reads this environment. */
    public SettingsLoader(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
    }

    /**
     * Loads and checks the settings.
     *
     * @param yaml the settings file, or null
     * @param commandLine the values from options of the command line
     * @throws UserError with exit code 2 that lists every problem with its key and the source of the value
     */
    public Settings load(Path yaml, Map<SettingKey, String> commandLine) {
        for (SettingKey key : SettingKey.values()) {
            values.put(key, key.defaultValue());
        }
        if (yaml != null) {
            readYaml(yaml);
        }
        readEnvironment();
        commandLine.forEach((key, value) -> put(key, value, COMMAND_LINE));
        for (SettingValues.Conflict conflict : SettingValues.conflicts(values)) {
            // An invalid value is replaced by a valid one, for example the default: a conflict with that would mislead.
            if (!bad.contains(conflict.key()) && !bad.contains(conflict.other())) {
                problems.add(Message.of(
                        "{} {} {}", described(conflict.key()), conflict.must(), described(conflict.other())));
            }
        }
        if (!problems.isEmpty()) {
            String template = "bad settings: {}" + "; {}".repeat(problems.size() - 1);
            throw UserError.usage(Message.of(template, problems.toArray()));
        }
        return new Settings(values);
    }

    /** Variables of Kubernetes that {@link #load} took for no settings. */
    public List<String> ignoredVariables() {
        return List.copyOf(ignored);
    }

    private void put(SettingKey key, String value, String source) {
        String problem = SettingValues.problem(key, value);
        if (problem == null) {
            values.put(key, value);
            sources.put(key, source);
        } else {
            bad.add(key);
            problems.add(Message.of("{} {}", described(key, value, source), problem));
        }
    }

    private Message described(SettingKey key) {
        return described(key, values.get(key), sources.getOrDefault(key, "the defaults"));
    }

    /** A value of the command line is named by its option, any other by its key and source. */
    private static Message described(SettingKey key, String value, String source) {
        return source.equals(COMMAND_LINE)
                ? Message.of("{} '{}'", key, value)
                : Message.literal(key.key() + " '" + value + "' (from " + source + ")");
    }

    private void readEnvironment() {
        environment.forEach((name, value) -> {
            if (!name.startsWith("ROLLCALL_") || LAUNCHER_VARIABLES.contains(name)) {
                return;
            }
            if (ServiceVariables.contains(name, value)) {
                ignored.add(name);
                return;
            }
            SettingKey.ofEnvironmentVariable(name)
                    .ifPresentOrElse(
                            key -> put(key, value, "the environment variable " + name),
                            () -> problems.add(
                                    Message.literal("the environment variable " + name + " is not a setting")));
        });
    }

    private void readYaml(Path file) {
        try {
            JsonNode tree = YAML.readTree(Files.readAllBytes(file));
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return;
            }
            if (!tree.isObject()) {
                problems.add(Message.literal(file + " is not a YAML mapping of settings"));
                return;
            }
            flatten("", tree, file);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            problems.add(Message.literal(file + " is not YAML (line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ")"));
        } catch (NoSuchFileException e) {
            problems.add(Message.literal("the settings file " + file + " does not exist"));
        } catch (IOException e) {
            problems.add(Message.literal("cannot read the settings file " + file));
        }
    }

    private void flatten(String prefix, JsonNode node, Path file) {
        node.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                flatten(key + ".", value, file);
                return;
            }
            SettingKey.ofKey(key)
                    .ifPresentOrElse(
                            setting -> put(setting, value, file),
                            () -> problems.add(Message.literal(key + " (from " + file + ") is not a setting")));
        });
    }

    private void put(SettingKey key, JsonNode value, Path file) {
        if (value.isNull() || (value.isArray() && !isList(key))) {
            bad.add(key);
            problems.add(Message.literal(
                    key.key() + " (from " + file + ") " + (value.isNull() ? "has no value" : "must be one value")));
        } else {
            put(key, asText(value), file.toString());
        }
    }

    private static boolean isList(SettingKey key) {
        return switch (key.kind()) {
            case LIST, HOSTS, NETWORKS, NAMES, ROLES, MASKS, THRESHOLDS -> true;
            default -> false;
        };
    }

    private static String asText(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        return String.join(",", items);
    }
}
