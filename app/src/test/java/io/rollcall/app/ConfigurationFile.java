package io.rollcall.app;

import io.rollcall.model.settings.SettingKey;

/** Writes the settings file of an installation: every setting with its meaning and its default, all as comments. */
final class ConfigurationFile {
    private static final int WIDTH = 120;

    private static final String INTRODUCTION = """
            # The settings of this installation. Every command reads this file, unless --config names another.
            #
            # To change a setting, remove the # in front of its key. An option of the command line and a variable ROLLCALL_...
            # take precedence over this file.
            #
            # Generated from SettingKey, as docs/settings.md is.
            """;

    private ConfigurationFile() {}

    /** The whole file. */
    static String text() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        for (SettingKey key : SettingKey.values()) {
            text.append('\n');
            comment(text, key.meaning());
            comment(text, "Values: " + key.range() + ". Variable: " + key.environmentVariable() + ".");
            text.append(line(key)).append('\n');
        }
        return text.toString();
    }

    /** The line that sets a setting to its default, once its {@code #} is removed. */
    static String line(SettingKey key) {
        return "#" + key.key() + ": \"" + key.defaultValue() + "\"";
    }

    private static void comment(StringBuilder text, String sentences) {
        StringBuilder line = new StringBuilder("#");
        for (String word : sentences.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
