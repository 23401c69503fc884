package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts, configuration files and documents name classes by text, which no compiler checks. */
class NamedClassesTest {
    private static final Pattern CLASS = Pattern.compile("io\\.rollcall\\.(?:[a-z]+\\.)+[A-Z]\\w+");

    private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:Test|IT)\\b");

    @Test
    void everyClassThatIsNamedOutsideJava_exists() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String folder : new String[] {"deploy", "launcher", "docs"}) {
            try (Stream<Path> files = Files.walk(Path.of("..", folder))) {
                for (Path file : files.filter(NamedClassesTest::isText).toList()) {
                    CLASS.matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .forEach(names::add);
                }
            }
        }
        assertThat(names).contains("io.rollcall.app.Main");
        ClassLoader loader = NamedClassesTest.class.getClassLoader();
        assertThat(names)
                .allSatisfy(name -> assertThatNoException().isThrownBy(() -> Class.forName(name, false, loader)));
    }

    /** Its last column says which test shows that a threat is prevented. */
    @Test
    void everyTestThatTheThreatModelNames_exists() throws IOException {
        Set<String> named = new TreeSet<>();
        TEST.matcher(Files.readString(Path.of("..", "docs", "security.md")))
                .results()
                .map(MatchResult::group)
                .forEach(named::add);
        Set<String> tests = new TreeSet<>();
        for (String module : new String[] {"app", "dashboard"}) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(tests::add);
            }
        }
        assertThat(named).contains("AccessMatrixTest", "PageOidcIT");
        assertThat(tests).containsAll(named);
    }

    private static boolean isText(Path file) {
        return Files.isRegularFile(file)
                && !file.toString().contains("/target/")
                && !file.toString().matches(".*\\.(png|webp)");
    }
}
