package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command that set settings: those with a {@link SettingOption} beside them. */
public final class SettingOptions {
    private SettingOptions() {}

    /** The values given on the command line. */
    public static Map<SettingKey, String> given(CommandSpec command) {
        Map<SettingKey, String> given = new EnumMap<>(SettingKey.class);
        for (OptionSpec option : command.options()) {
            Object value = option.getValue();
            if (value != null) {
                setting(option).ifPresent(key -> given.put(key, text(value)));
            }
        }
        return given;
    }

    /** A path on the command line is relative to the user's working directory, not to the launcher's folder. */
    private static String text(Object value) {
        return value instanceof Path path ? path.toAbsolutePath().toString() : value.toString();
    }

    /** The option by which this command takes each setting, for example {@code --port}. */
    public static Map<SettingKey, String> names(CommandSpec command) {
        Map<SettingKey, String> names = new EnumMap<>(SettingKey.class);
        command.options().forEach(option -> setting(option).ifPresent(key -> names.put(key, option.longestName())));
        return names;
    }

    /** The name of a setting for the user of this command: its option, or else its variable and key. */
    public static String name(CommandSpec command, SettingKey key) {
        String option = names(command).get(key);
        return option == null ? key.variableAndKey() : option;
    }

    private static Optional<SettingKey> setting(OptionSpec option) {
        return option.userObject() instanceof AnnotatedElement element
                ? Optional.ofNullable(element.getAnnotation(SettingOption.class))
                        .map(SettingOption::value)
                : Optional.empty();
    }
}
