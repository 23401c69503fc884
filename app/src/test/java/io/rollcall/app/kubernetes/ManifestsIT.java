package io.rollcall.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.rollcall.app.Repository;
import io.rollcall.app.command.RollcallCommand;
import io.rollcall.model.settings.SettingsLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests as {@code kubectl} renders them. They are not applied: there is no cluster. */
class ManifestsIT {
    private static final Path FOLDER = Repository.root().resolve("deploy/kubernetes");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"base", "jobs", "spark-submit", "spark-operator"})
    void everyObject_hasOnlyFieldsThatKubernetesKnows(String overlay) throws Exception {
        List<JsonNode> objects = rendered(overlay);
        assertThat(objects).hasSizeGreaterThan(4);
        for (JsonNode object : objects) {
            assertThat(StrictReader.read(object)).isNotNull();
        }
    }

    @Test
    void unknownField_isRefused() throws Exception {
        JsonNode pod = StrictReader.documents(
                        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    readinesProbe: {}\n")
                .get(0);
        assertThatThrownBy(() -> StrictReader.read(pod)).isInstanceOf(UnrecognizedPropertyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "spark-submit", "spark-operator"})
    void whatAnObjectNames_isThere(String overlay) throws Exception {
        List<JsonNode> objects = rendered(overlay);
        Set<String> there = new HashSet<>();
        objects.forEach(object -> there.add(
                object.path("kind").asText() + " " + object.at("/metadata/name").asText()));
        List<JsonNode> all = new ArrayList<>(objects);
        for (JsonNode object : objects) {
            for (JsonNode text : object.path("data")) {
                if (text.asText().contains("kind: Pod")) {
                    all.addAll(StrictReader.documents(text.asText()));
                }
            }
        }
        for (JsonNode object : all) {
            for (JsonNode map : object.findValues("configMap")) {
                assertThat(there).contains("ConfigMap " + map.path("name").asText());
            }
            for (JsonNode claim : object.findValues("persistentVolumeClaim")) {
                assertThat(there)
                        .contains("PersistentVolumeClaim "
                                + claim.path("claimName").asText());
            }
            for (String account : object.findValuesAsText("serviceAccountName")) {
                assertThat(there).contains("ServiceAccount " + account);
            }
            for (JsonNode template : object.findParents("containers")) {
                List<String> volumes = template.path("volumes").findValuesAsText("name");
                template.findValues("volumeMounts")
                        .forEach(mounts -> mounts.forEach(mount ->
                                assertThat(volumes).contains(mount.path("name").asText())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "spark-submit", "spark-operator"})
    void everyContainer_isWithoutPrivileges_andHasAnImageWithAVersion(String overlay) throws Exception {
        for (JsonNode object : rendered(overlay)) {
            for (JsonNode container : containers(object)) {
                String name = container.path("name").asText();
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asText())
                        .as(name)
                        .isEqualTo("false");
                assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                        .as(name)
                        .isEqualTo("ALL");
                if (container.has("image")) {
                    assertThat(container.path("image").asText()).as(name).matches(".+/.+:v?[0-9.]+");
                }
            }
            for (JsonNode pod : object.findParents("containers")) {
                assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            }
        }
    }

    @Test
    void dashboard_takesItsArguments_andBothJobsAreThere() throws Exception {
        List<String> classes = new ArrayList<>();
        for (JsonNode object : rendered("spark-submit")) {
            for (JsonNode container : containers(object)) {
                List<String> arguments = texts(container.path("args"));
                if (container.path("name").asText().equals("dashboard")) {
                    assertThat(RollcallCommand.commandLine()
                                    .parseArgs(arguments.toArray(String[]::new))
                                    .errors())
                            .isEmpty();
                }
                arguments.stream().filter(word -> word.startsWith("--class=")).forEach(classes::add);
            }
        }
        for (JsonNode object : rendered("spark-operator")) {
            classes.addAll(object.findValuesAsText("mainClass"));
        }
        assertThat(classes).hasSize(4);
        for (String name : classes) {
            assertThat(Class.forName(name.replace("--class=", "")).getMethod("main", String[].class))
                    .isNotNull();
        }
    }

    @Test
    void settings_areGood() throws Exception {
        for (JsonNode object : rendered("base")) {
            String settings = object.at("/data/rollcall.yaml").asText();
            if (!settings.isEmpty()) {
                Path file = Files.writeString(temp.resolve("rollcall.yaml"), settings);
                assertThat(new SettingsLoader(Map.of()).load(file, Map.of())).isNotNull();
                Files.writeString(file, settings.replace("#config:", "config:"));
                assertThat(new SettingsLoader(Map.of()).load(file, Map.of())).isNotNull();
                return;
            }
        }
        throw new AssertionError("no settings");
    }

    private static List<JsonNode> containers(JsonNode object) {
        return Stream.of("containers", "initContainers")
                .flatMap(name -> object.findValues(name).stream())
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What {@code kubectl apply -k} would send. */
    private static List<JsonNode> rendered(String overlay) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder(
                        "kubectl", "kustomize", FOLDER.resolve(overlay).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as("kubectl kustomize " + overlay).isZero();
        return StrictReader.documents(yaml);
    }
}
