package io.rollcall.model.settings;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A message that may refer to settings. Code that knows no command line names a {@link SettingKey}. The code that shows
 * the message chooses the name: an option of the command that runs, or the environment variable and key.
 */
public final class Message {
    private final List<String> literals;
    private final List<Object> arguments;

    private Message(List<String> literals, List<Object> arguments) {
        this.literals = literals;
        this.arguments = arguments;
    }

    /**
     * A message with arguments.
     *
     * @param template text with one <code>{}</code> per argument
     * @param arguments a {@link SettingKey} is a reference to that setting, a {@link Message} is rendered with the same
     *     names, anything else is shown as its text
     * @throws IllegalArgumentException if placeholders and arguments differ in number
     */
    public static Message of(String template, Object... arguments) {
        List<String> literals = List.of(template.split("\\{}", -1));
        if (literals.size() != arguments.length + 1) {
            throw new IllegalArgumentException(arguments.length + " arguments for '" + template + "'");
        }
        return new Message(literals, Stream.of(arguments).map(Message::argument).toList());
    }

    /** A message with exactly this text, even if it contains placeholders. */
    public static Message literal(String text) {
        return new Message(List.of(String.valueOf(text)), List.of());
    }

    private static Object argument(Object value) {
        return value instanceof SettingKey || value instanceof Message ? value : String.valueOf(value);
    }

    /** The text, with these names for the settings. */
    public String render(Function<SettingKey, String> names) {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < arguments.size(); i++) {
            Object argument = arguments.get(i);
            if (argument instanceof SettingKey key) {
                text.append(names.apply(key));
            } else if (argument instanceof Message message) {
                text.append(message.render(names));
            } else {
                text.append(argument);
            }
            text.append(literals.get(i + 1));
        }
        return text.toString();
    }

    /** The text, with environment variable and key as the names of the settings. */
    @Override
    public String toString() {
        return render(SettingKey::variableAndKey);
    }
}
