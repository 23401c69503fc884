package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import io.rollcall.dashboard.http.ApiDocument.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/api.yaml is valid: its structure, schemas, references and examples. */
class ApiDocumentLintTest {
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final ApiDocument document = new ApiDocument();
    private final SchemaRegistry registry = ApiDocument.registry(Map.of());

    @Test
    void structure_isOpenApi() {
        assertThat(registry.getSchema(ApiDocument.readYaml("/api-structure.yaml"))
                        .validate(document.root()))
                .isEmpty();
    }

    @Test
    void everySchema_isJsonSchema() {
        assertThat(schemas()).hasSizeGreaterThan(100).allSatisfy((path, schema) -> assertThat(
                        registry.getSchema(SchemaLocation.of(META_SCHEMA)).validate(schema))
                .isEmpty());
    }

    @Test
    void everyRequiredField_isAProperty_andEveryPropertyIsDescribed() {
        assertThat(schemas()).allSatisfy((path, schema) -> {
            if (schema.path("additionalProperties").isBoolean()) {
                schema.path("required")
                        .forEach(field -> assertThat(schema.path("properties").has(field.textValue()))
                                .as(field.textValue())
                                .isTrue());
            }
            schema.path("properties").properties().forEach(property -> {
                if (schema.path("type").asText().equals("object")) {
                    assertThat(property.getValue().has("description")
                                    || document.resolve(property.getValue()).has("description"))
                            .as("%s is described", property.getKey())
                            .isTrue();
                }
            });
        });
    }

    @Test
    void everyReference_hasATarget_andEveryComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        document.root().findValuesAsText("$ref").forEach(reference -> {
            document.at(reference);
            used.add(reference);
        });
        Set<String> components = new TreeSet<>();
        document.root().path("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name)));
        assertThat(used).isEqualTo(components);
    }

    @Test
    void operations_haveUniqueIds_knownTags_andTheirPathVariables() {
        List<String> tags = document.root().path("tags").findValuesAsText("name");
        Set<String> ids = new HashSet<>();
        for (Operation operation : document.operations()) {
            assertThat(ids.add(operation.node().path("operationId").textValue()))
                    .as("%s has a unique id", operation)
                    .isTrue();
            operation.node().path("tags").forEach(tag -> assertThat(tags).contains(tag.textValue()));
            List<String> variables = new ArrayList<>();
            document.parameters(operation, "path")
                    .forEach(parameter -> variables.add(parameter.path("name").textValue()));
            assertThat(VARIABLE.matcher(operation.path()).results().map((MatchResult found) -> found.group(1)))
                    .containsExactlyInAnyOrderElementsOf(variables);
        }
    }

    @Test
    void everyExample_matchesItsSchema() {
        List<String> checked = new ArrayList<>();
        walk(document.root(), "#", (path, node) -> {
            if (node.has("schema") && node.has("example")) {
                document.validate(node.path("schema"), node.path("example"), path);
                checked.add(path);
            }
            if (node.has("schema")) {
                node.path("examples")
                        .forEach(example -> document.validate(node.path("schema"), example.path("value"), path));
            }
        });
        schemas().forEach((path, schema) -> schema.path("examples").forEach(example -> {
            document.validate(schema, example, path);
            checked.add(path);
        }));
        assertThat(checked).hasSizeGreaterThan(60);
    }

    /** Every schema of the document by its path, including nested ones. */
    private Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        walk(document.root(), "#", (path, node) -> {
            if (node.isObject()
                    && (path.endsWith("/schema")
                            || path.matches("#/components/schemas/[^/]+")
                            || path.matches("#/.*/(items|not|if|then|propertyNames|additionalProperties)")
                            || path.matches("#/components/schemas/.*/(properties|oneOf|allOf|anyOf)/[^/]+")
                                    && !path.contains("/examples/"))) {
                schemas.put(path, node);
            }
        });
        return schemas;
    }

    private static void walk(JsonNode node, String path, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        node.properties()
                .forEach(child ->
                        walk(child.getValue(), path + "/" + child.getKey().replace("/", "~1"), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), path + "/" + i, visitor);
        }
    }
}
