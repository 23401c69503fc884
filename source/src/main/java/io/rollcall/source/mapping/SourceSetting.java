package io.rollcall.source.mapping;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The mapping that the setting {@link SettingKey#SOURCE} names: a preset or a file. */
public final class SourceSetting {
    /** The name of the built-in form of records, which needs no mapping. */
    public static final String BUILT_IN = "rollcall";

    private SourceSetting() {}

    /**
     * The mapping; empty if the records have the built-in form. Reads the file if it is one.
     *
     * @throws UserError with exit code 2 if there is no such preset or file, or with all problems of the file
     */
    public static Optional<Mapping> mapping(Settings settings) {
        String source = settings.text(SettingKey.SOURCE);
        return source.isEmpty() || source.equals(BUILT_IN) ? Optional.empty() : Optional.of(named(source));
    }

    private static Mapping named(String source) {
        if (Presets.names().contains(source)) {
            return Presets.load(source);
        }
        try {
            return MappingReader.read(Path.of(source));
        } catch (MappingException e) {
            int problems = e.problems().size();
            throw UserError.usage(Message.of(
                    "the mapping {} (from {}) has {}: {}",
                    source,
                    SettingKey.SOURCE,
                    problems == 1 ? "a problem" : problems + " problems",
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining("; "))));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw UserError.usage(Message.of(
                    "{} '{}' is neither a file nor a preset ({})",
                    SettingKey.SOURCE,
                    source,
                    String.join(", ", Presets.names())));
        } catch (IOException e) {
            throw UserError.usage(Message.of("cannot read the mapping {} (from {})", source, SettingKey.SOURCE));
        }
    }
}
