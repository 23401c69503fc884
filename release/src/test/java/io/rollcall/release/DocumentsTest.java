package io.rollcall.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    @TempDir
    private Path clone;

    @BeforeEach
    void files() throws IOException {
        write("CHANGELOG.md", "[what](docs/settings.md) and [code](model/Code.java)");
        write("deploy/alerts.yaml", "alerts");
        write("deploy/grafana/rollcall.json", "{}");
        write("deploy/kubernetes/base.yaml", "base");
        write("docs/settings.md", "");
        write("docs/img/page.png", "picture");
        write("docs/decisions/0001.md", "[`Code`](../../model/Code.java), [settings](../settings.md#keys)");
        write(
                "docs/deploy.md",
                "[alerts](../deploy/alerts.yaml), [manifests](../deploy/kubernetes), [`deploy.sh`](../deploy.sh#up),"
                        + " [site](https://example.org/a), [here](#top), a[0](x)");
        write("docs/sources.md", "Run `./rollcall up`, or\n    cat x | ./rollcall produce; see ../rollcall.");
        write("docs/api.yaml", "pattern: ^\\./rollcall produce");
        write("deploy.sh", "");
        write("model/Code.java", "");
    }

    @Test
    void linksToWhatTheArchiveLacks_arePlainText() throws IOException {
        Path target = clone.resolve("target");
        Documents.copy(clone, target);
        assertThat(target.resolve("CHANGELOG.md")).hasContent("[what](docs/settings.md) and code");
        assertThat(target.resolve("docs/decisions/0001.md")).hasContent("`Code`, [settings](../settings.md#keys)");
        assertThat(target.resolve("docs/deploy.md"))
                .hasContent("[alerts](../deploy/alerts.yaml), [manifests](../deploy/kubernetes), `deploy.sh`,"
                        + " [site](https://example.org/a), [here](#top), a[0](x)");
        assertThat(target.resolve("deploy/kubernetes/base.yaml")).hasContent("base");
        assertThat(target.resolve("docs/img")).doesNotExist();
        assertThat(target.resolve("deploy.sh")).doesNotExist();
    }

    @Test
    void commands_areThoseOfTheArchive() throws IOException {
        Path target = clone.resolve("target");
        Documents.copy(clone, target);
        assertThat(target.resolve("docs/sources.md"))
                .hasContent("Run `bin/rollcall up`, or\n    cat x | bin/rollcall produce; see ../rollcall.");
        assertThat(target.resolve("docs/api.yaml")).hasContent("pattern: ^\\./rollcall produce");
    }

    private void write(String path, String text) throws IOException {
        Path file = clone.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
