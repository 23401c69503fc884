package io.rollcall.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Brings settings together: command line over environment over YAML file over defaults; reports all problems at once. */
public final class SettingsLoader {
    /** Variables that are the launcher's, not settings. */
    private static final Set<String> LAUNCHER_VARIABLES = Set.of("ROLLCALL_HOME", "ROLLCALL_JAVA_OPTS");

    private final Map<String, String> environment;
    private final EnumMap<SettingKey, String> values = new EnumMap<>(SettingKey.class);
    private final List<String> problems = new ArrayList<>();

    /** A loader that reads this environment. */
    public SettingsLoader(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
    }

    /**
     * Loads them.
     *
     * @param yaml the file of {@code --config}, or null
     * @param commandLine what was given there
     * @throws UserError with exit code 2 that lists every problem, each with its key and where it came from
     */
    public Settings load(Path yaml, Map<SettingKey, String> commandLine) {
        for (SettingKey key : SettingKey.values()) {
            values.put(key, key.defaultValue());
        }
        if (yaml != null) {
            readYaml(yaml);
        }
        readEnvironment();
        commandLine.forEach((key, value) -> put(key, value, "the command line"));
        if (problems.isEmpty()) {
            problems.addAll(SettingValues.problems(values));
        }
        if (!problems.isEmpty()) {
            throw UserError.usage("bad settings: " + String.join("; ", problems));
        }
        return new Settings(values);
    }

    private void put(SettingKey key, String value, String source) {
        String problem = SettingValues.problem(key, value);
        if (problem == null) {
            values.put(key, value);
        } else {
            problems.add(key.key() + " '" + value + "' (from " + source + ") " + problem);
        }
    }

    private void readEnvironment() {
        environment.forEach((name, value) -> {
            if (!name.startsWith("ROLLCALL_") || LAUNCHER_VARIABLES.contains(name)) {
                return;
            }
            SettingKey.ofEnvironmentVariable(name)
                    .ifPresentOrElse(
                            key -> put(key, value, "the environment variable " + name),
                            () -> problems.add("the environment variable " + name + " is not a setting"));
        });
    }

    private void readYaml(Path file) {
        try {
            JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(file));
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return;
            }
            if (!tree.isObject()) {
                problems.add(file + " is not a YAML mapping of settings");
                return;
            }
            flatten("", tree, file);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            problems.add(file + " is not YAML (line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ")");
        } catch (IOException e) {
            problems.add("cannot read " + file);
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
                            setting -> put(setting, asText(value), file.toString()),
                            () -> problems.add(key + " (from " + file + ") is not a setting"));
        });
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
