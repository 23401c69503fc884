package io.rollcall.release;

import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Gives each library the text of its licence: that in its jar, else one of {@code texts}, else the one text that all
 * libraries under the Apache License share. An index says which.
 */
final class LicenseTexts {
    private static final Pattern LICENSE = Pattern.compile("(?i).*(LICEN[SC]E|COPYING).*");
    private static final Pattern WANTED = Pattern.compile("(?i).*(LICEN[SC]E|COPYING|NOTICE).*|DEPENDENCIES");
    private static final String APACHE = "../LICENSE";

    private final Path texts;
    private final Properties named;

    /** @param folder has {@code texts.properties}, which says whose texts are in {@code texts} */
    LicenseTexts(Path folder) throws IOException {
        texts = folder.resolve("texts");
        named = PropertyFiles.read(folder.resolve("texts.properties"));
    }

    /**
     * Writes the texts, and the index of them.
     *
     * @throws UserError that names every library without a text, or whose text is of another licence than its own
     */
    void collect(List<Library> libraries, Path target) throws IOException {
        List<String> index = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Library library : libraries) {
            List<String> own = unpack(library, target);
            Optional<String> given = given(library, target, problems);
            Optional<String> text = own.stream()
                    .filter(path -> LICENSE.matcher(fileName(path)).matches())
                    .findFirst()
                    .or(() -> given)
                    .or(() -> library.isApache() ? Optional.of(APACHE) : Optional.empty());
            text.ifPresentOrElse(
                    path -> index.add(String.format(
                            Locale.ROOT,
                            "%-50s %s  (%s)",
                            library.name(),
                            path,
                            String.join(", ", library.licenses()))),
                    () -> problems.add(library.name() + " (" + String.join(", ", library.licenses())
                            + ") has no text of its licence: add one to release/src/licenses/texts.properties"));
        }
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\nrelease: ", problems));
        }
        Collections.sort(index);
        Files.writeString(Files.createDirectories(target).resolve("index.txt"), String.join("\n", index) + "\n");
    }

    /** Copies what the jar says of licences. */
    private static List<String> unpack(Library library, Path target) throws IOException {
        List<String> paths = new ArrayList<>();
        Path folder = target.resolve(library.name()).normalize();
        try (ZipFile jar = new ZipFile(library.jar().toFile())) {
            for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path file = folder.resolve(entry.getName()).normalize();
                if (isWanted(entry) && file.startsWith(folder)) {
                    Files.createDirectories(file.getParent());
                    try (InputStream content = jar.getInputStream(entry)) {
                        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                    paths.add(library.name() + "/" + entry.getName());
                }
            }
        }
        // The text of the library itself before those of what it contains.
        paths.sort((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length());
        return paths;
    }

    private static boolean isWanted(ZipEntry entry) {
        return !entry.isDirectory()
                && !entry.getName().toLowerCase(Locale.ROOT).endsWith(".class")
                && WANTED.matcher(fileName(entry.getName())).matches();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Copies the text of {@code texts} for this library, if there is one; beside that of the jar, too. */
    private Optional<String> given(Library library, Path target, List<String> problems) throws IOException {
        String value = named.getProperty(library.group() + "--" + library.artifact());
        if (value == null) {
            return Optional.empty();
        }
        String[] licenseAndFile = value.split(" +");
        if (!library.isUnder(licenseAndFile[0])) {
            problems.add(library.name() + " is now under " + String.join(", ", library.licenses())
                    + ", and no longer under " + licenseAndFile[0] + ": mend release/src/licenses/texts.properties");
        }
        Path folder = Files.createDirectories(target.resolve(library.name()));
        Files.copy(
                texts.resolve(licenseAndFile[1]), folder.resolve("LICENSE.txt"), StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(library.name() + "/LICENSE.txt");
    }
}
