package io.rollcall.app.command;

import io.rollcall.model.settings.UserError;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingException;
import io.rollcall.source.mapping.MappingReader;
import io.rollcall.source.mapping.Presets;
import io.rollcall.source.mapping.Problem;
import io.rollcall.source.mapping.SourceSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A mapping that a command line names: a preset or a file. */
final class MappingArgument {
    private MappingArgument() {}

    /**
     * The mapping; empty if it is the name of the built-in form.
     *
     * @throws UserError with exit code 2 if there is none, or with all problems of the file
     */
    static Optional<Mapping> read(String name) {
        if (Presets.names().contains(name)) {
            return Optional.of(Presets.load(name));
        }
        if (name.equals(SourceSetting.BUILT_IN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MappingReader.read(file(name)));
        } catch (MappingException e) {
            int problems = e.problems().size();
            throw UserError.usage(name + " has " + (problems == 1 ? "a problem" : problems + " problems") + ": "
                    + e.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
        } catch (IOException e) {
            throw UserError.usage("cannot read the mapping " + name + ": make it readable for this user");
        }
    }

    private static Path file(String name) {
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw UserError.usage("'" + name + "' is a folder, not a mapping file");
            }
            if (Files.exists(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // No file has this name.
        }
        List<String> known = new ArrayList<>(Presets.names());
        known.add(SourceSetting.BUILT_IN);
        String unknown = UsageProblem.unknown("preset or file", name, known);
        throw UserError.usage(unknown.endsWith("?") ? unknown : unknown + ": `rollcall source list` lists the presets");
    }
}
