package io.rollcall.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    private static final String MIT = "[{\"license\":{\"id\":\"MIT\"}}]";

    @TempDir
    private Path temp;

    private Path plain;
    private Path nativeCode;

    @BeforeEach
    void jars() throws IOException {
        plain = Jars.write(temp.resolve("plain-1.jar"), "A.class");
        nativeCode = Jars.write(temp.resolve("native-2-linux-x86_64.jar"), "libnative.so");
    }

    @Test
    void checksums_areThoseOfTheJars_andAChangedJarIsNamed() throws Exception {
        BillOfMaterials bill = bill(
                component("plain", "1", "", sha256(plain), MIT),
                component("native", "2", "?classifier=linux-x86_64&type=jar", "0".repeat(64), MIT));
        assertThat(bill.libraries(List.of(plain, nativeCode)))
                .extracting(Library::name)
                .containsExactly("plain-1", "native-2-linux-x86_64");
        JsonNode written = written(bill);
        assertThat(written.at("/components/0/hashes/0/content").asText()).isEqualTo(sha256(plain));
        assertThat(written.at("/components/0/pedigree").isMissingNode()).isTrue();
        assertThat(written.at("/components/1/hashes/0/content").asText()).isEqualTo(sha256(nativeCode));
        assertThat(written.at("/components/1/pedigree/notes").asText()).contains("not the one on Maven Central");
    }

    @Test
    void licenceThatIsMissingOrMisread_isNamed() throws Exception {
        Path known = Files.writeString(
                temp.resolve("known.properties"), "org.example--plain--1=Apache-1.1\norg.example--native--2=0BSD\n");
        BillOfMaterials bill = bill(
                component("plain", "1", "", sha256(plain), "[]"),
                component("native", "2", "?classifier=linux-x86_64&type=jar", sha256(nativeCode), MIT));
        bill.nameLicenses(known);
        assertThat(bill.libraries(List.of(plain, nativeCode)))
                .extracting(Library::licenses)
                .containsExactly(List.of("Apache-1.1"), List.of("0BSD"));
        assertThat(written(bill).at("/components/1/licenses").toString()).isEqualTo("[{\"expression\":\"0BSD\"}]");
    }

    @Test
    void whatIsNotTrue_isRefused() throws Exception {
        assertThatThrownBy(() ->
                        bill(component("plain", "1", "", sha256(plain), "[]")).libraries(List.of(plain)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("plain-1.jar has no licence");
        assertThatThrownBy(() ->
                        bill(component("plain", "1", "", sha256(plain), MIT)).libraries(List.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("names plain-1.jar, which is not in the archive");
        assertThatThrownBy(() -> bill().libraries(List.of(plain)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks plain-1.jar");
    }

    private BillOfMaterials bill(String... components) throws IOException {
        return BillOfMaterials.read(Files.writeString(
                temp.resolve("sbom.json"), "{\"components\":[" + String.join(",", components) + "]}"));
    }

    private JsonNode written(BillOfMaterials bill) throws IOException {
        Path file = temp.resolve("written.json");
        bill.write(file);
        return Json.readTree(Files.readAllBytes(file));
    }

    private static String component(String name, String version, String qualifiers, String sha256, String licenses) {
        return """
                {"group": "org.example", "name": "%s", "version": "%s", "purl": "pkg:maven/org.example/%s@%s%s",
                 "hashes": [{"alg": "SHA-256", "content": "%s"}], "licenses": %s}""".formatted(name, version, name, version, qualifiers, sha256, licenses);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
