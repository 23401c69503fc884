package io.rollcall.release;

import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Gives each library the text of its licence: that in its jar, else one of {@code texts}, else the one text that all
 * libraries under the Apache License share. Adds those of what a library contains, as far as {@code texts.properties} names
 * them. An index says which.
 */
final class LicenseTexts {
    private static final Pattern LICENSE = Pattern.compile("(?i).*(LICEN[SC]E|COPYING).*");
    private static final Pattern WANTED = Pattern.compile("(?i).*(LICEN[SC]E|COPYING|NOTICE).*|DEPENDENCIES");
    private static final String APACHE = "../LICENSE";
    private static final String DATA = "rollcall-data";

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
     * @param data what Rollcall's own data comes from, with the texts of its licences, by the names of the copies
     * @throws UserError that names every library without a text, or whose text is of another licence than its own
     */
    void collect(List<Library> libraries, Map<String, Path> data, Path target) throws IOException {
        List<String> index = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Library> sorted = new ArrayList<>(libraries);
        sorted.sort(Comparator.comparing(Library::name));
        for (Library library : sorted) {
            String licenses = String.join(", ", library.licenses());
            List<String> own = unpack(library, target);
            Optional<String> given = given(library, target, problems);
            Optional<String> text = first(own, library, target)
                    .or(() -> given)
                    .or(() -> library.isApache() ? Optional.of(APACHE) : Optional.empty());
            text.ifPresentOrElse(
                    path -> index.add(line(library.name(), path, licenses)),
                    () -> problems.add(library.name() + " (" + licenses
                            + ") has no text of its licence: add one to release/src/licenses/texts.properties"));
            for (String path : contained(library, target)) {
                index.add(line(library.name(), path, "of what it contains"));
            }
        }
        for (Map.Entry<String, Path> text : new TreeMap<>(data).entrySet()) {
            Path folder = Files.createDirectories(target.resolve(DATA));
            Files.copy(text.getValue(), folder.resolve(text.getKey()), StandardCopyOption.REPLACE_EXISTING);
            index.add(line(DATA, DATA + "/" + text.getKey(), "of Rollcall's own data"));
        }
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\nrelease: ", problems));
        }
        Files.writeString(Files.createDirectories(target).resolve("index.txt"), String.join("\n", index) + "\n");
    }

    private static String line(String name, String path, String what) {
        return String.format(Locale.ROOT, "%-50s %s  (%s)", name, path, what);
    }

    /** Of the texts of a jar, that of the library. Some jars under the Apache License only name an address, or hold another. */
    private static Optional<String> first(List<String> own, Library library, Path target) throws IOException {
        for (String path : own) {
            if (LICENSE.matcher(fileName(path)).matches()
                    && (!library.isApacheAlone() || hasApacheTerms(target.resolve(path)))) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static boolean hasApacheTerms(Path file) throws IOException {
        // Not each text of a jar is in UTF-8.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.contains("apache license") && text.contains("terms and conditions for use");
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

    /** Copies the text of {@code texts} for this library, if there is one. */
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
        return Optional.of(copy(licenseAndFile[1], library, target));
    }

    /** Copies the texts of {@code texts} for what this library contains. */
    private List<String> contained(Library library, Path target) throws IOException {
        List<String> paths = new ArrayList<>();
        String value = named.getProperty(library.group() + "--" + library.artifact() + ".contains", "");
        for (String file : value.isEmpty() ? new String[0] : value.split(" +")) {
            paths.add(copy(file, library, target));
        }
        return paths;
    }

    /** It keeps its name, which is none that is taken from a jar. */
    private String copy(String file, Library library, Path target) throws IOException {
        Path folder = Files.createDirectories(target.resolve(library.name()));
        Files.copy(texts.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        return library.name() + "/" + file;
    }
}
