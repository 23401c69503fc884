package io.rollcall.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bill of materials in CycloneDX's form, as its plugin writes it from POMs, and made true of the archive. */
final class BillOfMaterials {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** In the address of a package, as in {@code pkg:maven/io.netty/netty-x@4.2?classifier=linux-x86_64&type=jar}. */
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    private final ObjectNode json;

    private BillOfMaterials(ObjectNode json) {
        this.json = json;
    }

    static BillOfMaterials read(Path file) throws IOException {
        return new BillOfMaterials((ObjectNode) MAPPER.readTree(file.toFile()));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, json.toPrettyString() + "\n");
    }

    /**
     * Names the licences of libraries of which a POM says nothing, or what the plugin misreads.
     *
     * @param file lines of the form {@code GROUP--ARTIFACT--VERSION=LICENCE}, an expression of SPDX
     */
    void nameLicenses(Path file) throws IOException {
        Properties known = PropertyFiles.read(file);
        for (JsonNode component : json.path("components")) {
            String license = known.getProperty(String.join(
                    "--",
                    component.path("group").asText(),
                    component.path("name").asText(),
                    component.path("version").asText()));
            if (license != null) {
                ((ObjectNode) component).putArray("licenses").addObject().put("expression", license);
            }
        }
    }

    /**
     * The libraries of others in the archive. Corrects the checksums of those whose jar was changed.
     *
     * @param jars the jars of the archive, Rollcall's own among them
     * @throws UserError if the bill and the archive do not name the same, or one has no licence
     */
    List<Library> libraries(List<Path> jars) throws IOException {
        Map<String, Path> left = new TreeMap<>();
        jars.forEach(jar -> left.put(jar.getFileName().toString(), jar));
        List<Library> libraries = new ArrayList<>();
        for (JsonNode component : json.path("components")) {
            String file = file(component);
            // The jar of the module app has no version while it is built.
            Path jar = left.containsKey(file)
                    ? left.remove(file)
                    : left.remove(component.path("name").asText() + ".jar");
            if (jar == null) {
                throw new UserError("the bill of materials names " + file + ", which is not in the archive");
            }
            correctChecksums((ObjectNode) component, jar);
            if (licenses(component).isEmpty()) {
                throw new UserError(
                        file + " has no licence in its POM: name it in release/src/licenses/missing.properties");
            }
            if (!component.path("group").asText().equals("io.rollcall")) {
                libraries.add(new Library(
                        component.path("group").asText(), component.path("name").asText(), jar, licenses(component)));
            }
        }
        if (!left.isEmpty()) {
            throw new UserError("the bill of materials lacks " + String.join(", ", left.keySet()));
        }
        return libraries;
    }

    private static String file(JsonNode component) {
        Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
        return component.path("name").asText()
                + "-"
                + component.path("version").asText()
                + (classifier.find() ? "-" + classifier.group(1) : "")
                + ".jar";
    }

    private static List<String> licenses(JsonNode component) {
        List<String> names = new ArrayList<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode license = choice.path("license");
            String name = choice.path("expression")
                    .asText(license.path("id").asText(license.path("name").asText()));
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static void correctChecksums(ObjectNode component, Path jar) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        boolean changed = false;
        for (JsonNode hash : component.path("hashes")) {
            String is = checksum(hash.path("alg").asText(), bytes);
            changed |= !is.equals(hash.path("content").asText());
            ((ObjectNode) hash).put("content", is);
        }
        if (changed) {
            component
                    .putObject("pedigree")
                    .put(
                            "notes",
                            "The jar is not the one on Maven Central: what the archive has no use for was taken out.");
        }
    }

    private static String checksum(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no such checksum: " + algorithm, e);
        }
    }
}
