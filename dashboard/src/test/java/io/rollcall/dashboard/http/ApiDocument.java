package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses docs/api.yaml as the server serves it, and validates values against its schemas. */
public final class ApiDocument {
    /** The name by which schemas refer to the document. */
    private static final String ID = "urn:rollcall:api";

    private final JsonNode root;
    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    /**
     * One method of one path.
     *
     * @param method in upper case
     * @param path with its variables, for example <code>/{file}</code>
     */
    record Operation(String method, String path, JsonNode node) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The document of the product. */
    public ApiDocument() {
        this(readYaml("/docs/api.yaml"));
    }

    /** Another document. */
    ApiDocument(JsonNode root) {
        this.root = root;
        registry = registry(Map.of(ID, root.toString()));
    }

    /** A registry that validates formats too, and loads nothing from the network. */
    static SchemaRegistry registry(Map<String, String> documents) {
        return SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> builder.schemas(documents)
                .schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
    }

    static JsonNode readYaml(String resource) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(resource)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole document. */
    public JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** The operation of this method and path, for example {@code GET /health}. */
    Operation named(String methodAndPath) {
        return operations().stream()
                .filter(operation -> operation.toString().equals(methodAndPath))
                .findFirst()
                .orElseThrow();
    }

    /** The path of an operation, with examples in place of its variables. */
    String pathOf(Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : parameters(operation, "path")) {
            path = path.replace("{" + ApiParameters.name(parameter) + "}", ApiParameters.example(parameter));
        }
        return path;
    }

    /** The parameters of an operation of one kind: {@code query}, {@code header} or {@code path}. */
    List<JsonNode> parameters(Operation operation, String in) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.node().path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        parameters.removeIf(parameter -> !parameter.path("in").textValue().equals(in));
        return parameters;
    }

    /** The target of a reference, or the node itself. */
    JsonNode resolve(JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            target = at(target.path("$ref").textValue());
        }
        return target;
    }

    /** The node at a reference, for example {@code #/components/schemas/Error}. */
    public JsonNode at(String reference) {
        assertThat(reference).startsWith("#/");
        JsonNode target = root.at(reference.substring(1));
        assertThat(target.isMissingNode())
                .as("%s is in the document", reference)
                .isFalse();
        return target;
    }

    /** Asserts that a value matches a schema of the document. */
    public void validate(JsonNode schema, JsonNode value, String description) {
        List<Error> errors = schemas.computeIfAbsent(schema, s -> registry.getSchema(absolute(s)))
                .validate(value);
        assertThat(errors).as("%s: %s", description, value).isEmpty();
    }

    /** A copy with absolute references, so that they work outside the document. */
    private static JsonNode absolute(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        copy.findParents("$ref").forEach(parent -> ((ObjectNode) parent)
                .put("$ref", ID + parent.path("$ref").textValue()));
        return copy;
    }
}
