package io.rollcall.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicenseTextsTest {
    @TempDir
    private Path temp;

    private Path target;

    @BeforeEach
    void texts() throws IOException {
        target = temp.resolve("target");
        Files.createDirectories(temp.resolve("texts"));
        Files.writeString(temp.resolve("texts/mit.txt"), "Permission is granted");
        Files.writeString(temp.resolve("texts/bsd.txt"), "Redistribution is permitted");
        Files.writeString(
                temp.resolve("texts.properties"),
                "org.example--given = MIT mit.txt\n"
                        + "org.example--given.contains = bsd.txt\n"
                        + "org.example--shading.contains = mit.txt bsd.txt\n");
    }

    @Test
    void textOfTheJar_isTaken_withItsNotices() throws IOException {
        collect(library(
                "own",
                "MIT",
                "META-INF/LICENSE.md",
                "META-INF/NOTICE",
                "License.class",
                "x/licenses/LICENSE-zlib.txt"));
        assertThat(target.resolve("own-1/META-INF/LICENSE.md")).hasContent("META-INF/LICENSE.md");
        assertThat(target.resolve("own-1/META-INF/NOTICE")).exists();
        assertThat(target.resolve("own-1/License.class")).doesNotExist();
        assertThat(index()).singleElement().asString().contains("own-1 ", " own-1/META-INF/LICENSE.md ", "(MIT)");
    }

    @Test
    void givenText_isTakenWhereTheJarHasNone_alsoIfItHasANotice() throws IOException {
        collect(library("given", "MIT", "META-INF/NOTICE"));
        assertThat(target.resolve("given-1/mit.txt")).hasContent("Permission is granted");
        assertThat(index()).anyMatch(line -> line.contains(" given-1/mit.txt  (MIT)"));
    }

    @Test
    void givenText_leavesThatOfTheJar() throws IOException {
        collect(library("given", "MIT", "LICENSE.txt"));
        assertThat(target.resolve("given-1/LICENSE.txt")).hasContent("LICENSE.txt");
        assertThat(index()).anyMatch(line -> line.contains(" given-1/LICENSE.txt  (MIT)"));
    }

    @Test
    void textsOfWhatALibraryContains_areNamedAfterItsOwn() throws IOException {
        collect(library("shading", "MIT", "LICENSE"), library("given", "MIT"));
        assertThat(target.resolve("shading-1/bsd.txt")).hasContent("Redistribution is permitted");
        assertThat(index())
                .extracting(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        "given-1 given-1/mit.txt (MIT)",
                        "given-1 given-1/bsd.txt (of what it contains)",
                        "shading-1 shading-1/LICENSE (MIT)",
                        "shading-1 shading-1/mit.txt (of what it contains)",
                        "shading-1 shading-1/bsd.txt (of what it contains)");
    }

    @Test
    void textOfWhatALibraryContains_isNotItsOwn() {
        assertThatThrownBy(() -> collect(library("shading", "MIT")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("shading-1 (MIT) has no text");
    }

    @Test
    void textThatOnlyNamesTheApacheLicense_isNotItsText() throws IOException {
        Path jar = temp.resolve("terms-1.jar");
        Jars.write(jar, Map.of("LICENSE", "Apache License\nTERMS AND CONDITIONS FOR USE, REPRODUCTION"));
        collect(
                library("address", "Apache-2.0", "META-INF/LICENSE"),
                library("other", "EPL-2.0 OR Apache-2.0", "META-INF/LICENSE"),
                new Library("org.example", "terms", jar, List.of("Apache-2.0")));
        assertThat(index())
                .extracting(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        "address-1 ../LICENSE (Apache-2.0)",
                        "other-1 other-1/META-INF/LICENSE (EPL-2.0 OR Apache-2.0)",
                        "terms-1 terms-1/LICENSE (Apache-2.0)");
        assertThat(target.resolve("address-1/META-INF/LICENSE")).exists();
    }

    @Test
    void apacheLibraries_shareOneText() throws IOException {
        collect(library("a", "Apache-2.0"), library("b", "The Apache License, Version 2.0"));
        assertThat(index()).hasSize(2).allMatch(line -> line.contains(" ../LICENSE "));
    }

    @Test
    void dataOfRollcall_hasItsTexts() throws IOException {
        new LicenseTexts(temp).collect(List.of(), Map.of("maps.md", temp.resolve("texts/mit.txt")), target);
        assertThat(target.resolve("rollcall-data/maps.md")).hasContent("Permission is granted");
        assertThat(index()).singleElement().asString().contains("rollcall-data ", " rollcall-data/maps.md ");
    }

    @Test
    void librariesWithoutAText_areRefused() {
        assertThatThrownBy(() -> collect(library("a", "BSD-3-Clause"), library("b", "Apache-1.1", "META-INF/NOTICE")))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("a-1 (BSD-3-Clause) has no text", "b-1 (Apache-1.1) has no text");
        assertThat(target.resolve("index.txt")).doesNotExist();
    }

    @Test
    void textOfAnotherLicenceThanTheLibrarys_isRefused() {
        assertThatThrownBy(() -> collect(library("given", "GPL-2.0-only")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("given-1 is now under GPL-2.0-only, and no longer under MIT");
    }

    private void collect(Library... libraries) throws IOException {
        new LicenseTexts(temp).collect(List.of(libraries), Map.of(), target);
    }

    private List<String> index() throws IOException {
        return Files.readAllLines(target.resolve("index.txt"));
    }

    private Library library(String artifact, String license, String... entries) {
        try {
            String[] all = entries.length == 0 ? new String[] {"A.class"} : entries;
            return new Library(
                    "org.example", artifact, Jars.write(temp.resolve(artifact + "-1.jar"), all), List.of(license));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
