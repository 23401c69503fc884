package io.rollcall.source.mapping;

import io.rollcall.model.text.Nearest;
import io.rollcall.source.jq.Jq;
import io.rollcall.source.jq.JqSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads mapping files. It finds all problems of a file, not only the first. Used once. */
public final class MappingReader {
    private static final int MAX_LENGTH = 256 * 1024;
    /** A character takes at most four bytes in UTF-8. */
    private static final int MAX_BYTES = 4 * MAX_LENGTH;

    private static final Problem TOO_LONG = new Problem(1, 1, "the file is longer than 256 KiB");

    private final List<Problem> problems = new ArrayList<>();
    private final Map<MappingKey, String> texts = new EnumMap<>(MappingKey.class);
    private final Map<MappingKey, Node> nodes = new EnumMap<>(MappingKey.class);
    private final List<String> success = new ArrayList<>();

    private MappingReader() {}

    /**
     * Reads a mapping file, and no more of it than a mapping may have.
     *
     * @throws IOException if it cannot be read
     * @throws MappingException with all problems of the mapping
     */
    public static Mapping read(Path file) throws IOException, MappingException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] yaml = in.readNBytes(MAX_BYTES + 1);
            if (yaml.length > MAX_BYTES) {
                throw new MappingException(List.of(TOO_LONG));
            }
            return read(yaml);
        }
    }

    /**
     * Reads a mapping file in UTF-8.
     *
     * @throws MappingException with all problems of the file
     */
    public static Mapping read(byte[] yaml) throws MappingException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MappingException(List.of(new Problem(1, 1, "the file is not UTF-8")));
        }
        return read(text);
    }

    /**
     * Reads a mapping file.
     *
     * @throws MappingException with all problems of the file
     */
    public static Mapping read(String yaml) throws MappingException {
        MappingReader reader = new MappingReader();
        if (yaml.length() > MAX_LENGTH) {
            reader.problems.add(TOO_LONG);
        } else {
            reader.readYaml(yaml);
        }
        if (!reader.problems.isEmpty()) {
            reader.problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new MappingException(reader.problems);
        }
        return new Mapping(reader.texts, reader.success);
    }

    private void readYaml(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(10);
        options.setAllowRecursiveKeys(false);
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            problem(
                    mark,
                    "this is not YAML (" + oneLine(e.getProblem()) + "); put an expression with : # { [ & * in it"
                            + " into single quotation marks, or below >-");
            return;
        } catch (YAMLException e) {
            problems.add(new Problem(1, 1, "this is not YAML (" + oneLine(e.getMessage()) + ")"));
            return;
        }
        if (!(root instanceof MappingNode mapping)) {
            problems.add(new Problem(
                    1,
                    1,
                    root == null ? "the file is empty" : "the file must consist of lines of the form key: value"));
            return;
        }
        mapping.getValue().forEach(this::readEntry);
        checkWhole(mapping);
    }

    private static String oneLine(String text) {
        return String.valueOf(text).lines().findFirst().orElse("").strip();
    }

    private void problem(Mark mark, String message) {
        problems.add(
                mark == null
                        ? new Problem(1, 1, message)
                        : new Problem(mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    private void readEntry(NodeTuple entry) {
        Node keyNode = entry.getKeyNode();
        String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
        MappingKey key = MappingKey.named(name).orElse(null);
        if (key == null) {
            String nearest = Nearest.of(
                    name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    Stream.of(MappingKey.values()).map(MappingKey::yamlName).toList());
            problem(
                    keyNode.getStartMark(),
                    "'" + name + "' is no key of a mapping"
                            + (nearest == null ? "" : "; do you mean " + nearest + "?"));
            return;
        }
        if (nodes.put(key, keyNode) != null) {
            problem(keyNode.getStartMark(), name + " stands twice");
            return;
        }
        if (key.kind() == MappingKey.Kind.VALUES) {
            readValues(key, entry.getValueNode());
        } else {
            readText(key, entry.getValueNode());
        }
    }

    private void readText(MappingKey key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            boolean expression = key.kind() == MappingKey.Kind.EXPRESSION;
            problem(
                    node.getStartMark(),
                    key.yamlName() + " must be one text"
                            + (expression ? ": put the expression into single quotation marks" : ""));
            return;
        }
        String text = scalar.getValue();
        if (text.isBlank()) {
            problem(
                    node.getStartMark(),
                    key.yamlName() + " has no value; leave the key out if the source does not have it");
            return;
        }
        switch (key.kind()) {
            case NAME -> {
                if (!text.matches("[a-z0-9][a-z0-9-]{0,62}")) {
                    problem(
                            node.getStartMark(),
                            "name must consist of lower-case letters, digits and dashes, at most 63 characters");
                }
            }
            case EXPRESSION -> checkExpression(key, scalar);
            case TIME_ZONE -> check(node, () -> TimeFormat.zone(text), "");
            default -> {
                // The format is checked together with its zone.
            }
        }
        texts.put(key, text);
    }

    private void check(Node node, Runnable check, String prefix) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            problem(node.getStartMark(), prefix + e.getMessage());
        }
    }

    private void checkExpression(MappingKey key, ScalarNode node) {
        try {
            Jq.parse(node.getValue());
        } catch (JqSyntaxException e) {
            Mark start = node.getStartMark();
            int line = start.getLine() + 1;
            int column = start.getColumn() + 1;
            // In a text of one line the place within the expression is known; quotation marks and folding change it.
            boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
            boolean single = node.getEndMark().getLine() == start.getLine();
            boolean quoted = node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                    && !node.getValue().contains("'");
            String message = key.yamlName() + ": " + e.getMessage();
            if (single && (plain || quoted)) {
                problems.add(new Problem(line, column + (quoted ? 1 : 0) + e.offset(), message));
            } else {
                problems.add(new Problem(line, column, message + near(node.getValue(), e.offset())));
            }
        }
    }

    private static String near(String text, int offset) {
        int from = Math.min(Math.max(0, offset), text.length());
        String rest = text.substring(from).strip().replaceAll("\\s+", " ");
        return rest.isEmpty()
                ? " (at its end)"
                : " (at: " + (rest.length() > 30 ? rest.substring(0, 30) + "…" : rest) + ")";
    }

    private void readValues(MappingKey key, Node node) {
        List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        if (items.isEmpty()) {
            problem(node.getStartMark(), key.yamlName() + " has no values");
        }
        for (Node item : items) {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                success.add(scalar.getValue());
            } else {
                problem(item.getStartMark(), key.yamlName() + " must be a list of texts, such as [SUCCESS]");
            }
        }
    }

    private void checkWhole(MappingNode mapping) {
        for (MappingKey key : MappingKey.values()) {
            if (key.isRequired() && !nodes.containsKey(key)) {
                problem(mapping.getStartMark(), key.yamlName() + " is missing");
            }
        }
        together(
                MappingKey.SUCCESS,
                MappingKey.OUTCOME,
                "says which values of outcome mean success, but outcome is missing");
        together(MappingKey.OUTCOME, MappingKey.SUCCESS, "needs success: the list of its values that mean success");
        together(
                MappingKey.REASON, MappingKey.OUTCOME, "is only read for failed logins: give outcome and success, too");
        if (!nodes.containsKey(MappingKey.USER) && !nodes.containsKey(MappingKey.OUTCOME)) {
            problem(mapping.getStartMark(), "user is missing: without it every login would be rejected");
        }
        if (texts.containsKey(MappingKey.TIME_FORMAT)) {
            check(
                    nodes.get(MappingKey.TIME_FORMAT),
                    () -> new TimeFormat(texts.get(MappingKey.TIME_FORMAT), validZone()),
                    MappingKey.TIME_FORMAT.yamlName() + " ");
        }
    }

    /** The zone; UTC in place of one that does not exist, which is a problem of its own. */
    private String validZone() {
        String zone = texts.get(MappingKey.TIME_ZONE);
        try {
            return zone == null ? null : TimeFormat.zone(zone).getId();
        } catch (IllegalArgumentException e) {
            return "UTC";
        }
    }

    private void together(MappingKey key, MappingKey needed, String otherwise) {
        if (nodes.containsKey(key) && !nodes.containsKey(needed)) {
            problem(nodes.get(key).getStartMark(), key.yamlName() + " " + otherwise);
        }
    }
}
