package io.rollcall.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents of the archive: those of the project, where links to files that only the project has are plain text, and the
 * command is where the archive has it.
 */
final class Documents {
    private static final List<String> TAKEN =
            List.of("CHANGELOG.md", "deploy/alerts.yaml", "deploy/grafana", "deploy/kubernetes", "docs");
    /** Large, and of the project's README alone. */
    private static final String LEFT_OUT = "docs/img";

    /** A link of Markdown: its text, and the path that it leads to. */
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]+)\\]\\(([^()\\s#:]+)(#[^()\\s]*)?\\)");

    /** The command where a clone has it. */
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w./\\\\])\\./rollcall\\b");

    private Documents() {}

    /** @param clone the folder of the project */
    static void copy(Path clone, Path target) throws IOException {
        for (String taken : TAKEN) {
            try (Stream<Path> files = Files.walk(clone.resolve(taken))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (isTaken(clone.relativize(file))) {
                        copy(clone, file, target.resolve(clone.relativize(file)));
                    }
                }
            }
        }
    }

    private static void copy(Path clone, Path file, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        if (file.toString().endsWith(".md")) {
            String text = withoutLinksOut(clone, file, Files.readString(file));
            Files.writeString(to, COMMAND.matcher(text).replaceAll("bin/rollcall"));
        } else {
            Files.write(to, Files.readAllBytes(file));
        }
    }

    private static String withoutLinksOut(Path clone, Path document, String text) {
        return LINK.matcher(text).replaceAll(link -> {
            Path leadsTo =
                    clone.relativize(document.resolveSibling(link.group(2)).normalize());
            boolean keep = isTaken(leadsTo) || !Files.exists(clone.resolve(leadsTo));
            return Matcher.quoteReplacement(keep ? link.group() : link.group(1));
        });
    }

    /** @param path relative to the folder of the project */
    private static boolean isTaken(Path path) {
        return TAKEN.stream().anyMatch(path::startsWith) && !path.startsWith(LEFT_OUT);
    }
}
