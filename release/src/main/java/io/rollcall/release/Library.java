package io.rollcall.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A library of the archive.
 *
 * @param group its group in Maven
 * @param artifact its artifact in Maven
 * @param jar its file
 * @param licenses the licences that it is offered under, as expressions of SPDX where it knows them; not empty
 */
record Library(String group, String artifact, Path jar, List<String> licenses) {
    /** The name of its jar, without the ending. */
    String name() {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    /** Whether a licence is one of its own. @param identifier that of SPDX */
    boolean isUnder(String identifier) {
        return licenses.stream()
                .anyMatch(license -> List.of(license.split("[ ()]+")).contains(identifier));
    }

    /** Whether it is offered under the Apache License 2.0, alone or by choice. */
    boolean isApache() {
        return licenses.stream().anyMatch(Library::namesApache);
    }

    /** Whether it is offered under the Apache License 2.0, and under nothing else. */
    boolean isApacheAlone() {
        return licenses.stream().allMatch(license -> namesApache(license) && !license.matches(".* (AND|OR) .*"));
    }

    private static boolean namesApache(String license) {
        String name = license.toLowerCase(Locale.ROOT);
        return name.contains("apache") && name.matches(".*\\b2(\\.0)?\\b.*");
    }
}
