package io.rollcall.source.suggest;

import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingException;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.MappingReader;
import io.rollcall.source.mapping.Presets;
import io.rollcall.source.mapping.Problem;
import io.rollcall.source.record.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mapping file that is proposed for records: that of the preset that fits, or one by the names and values of their
 * fields.
 *
 * @param text the file, with comments that say why; {@link MappingReader} takes it
 * @param preset the preset that it is, or null
 */
public record Suggestion(String text, String preset) {
    /** Records of no more bytes than these are looked at; their trees take about ten times as much. */
    private static final long MAX_BYTES = 8L << 20;

    /** What else must speak for elements within records. */
    private static final double MARGIN = 0.5;

    /**
     * Where the records come from, and what to do with the file.
     *
     * @param name of the topic or file
     * @param command the command line that tries a mapping on the records, with FILE in place of the mapping
     * @param presetAdvice what to do where a preset fits, with PRESET in place of its name; one sentence per line
     */
    public record Origin(String name, String command, String presetAdvice) {}

    /**
     * Proposes a mapping.
     *
     * @param records at least one
     * @param presets whether a preset may be proposed
     */
    public static Suggestion of(List<SampleRecord> records, Origin origin, boolean presets) {
        Optional<PresetFit> fit = presets ? PresetFit.best(records) : Optional.empty();
        return fit.isPresent() ? ofPreset(fit.get(), records.size(), origin) : own(records, origin);
    }

    private static Suggestion ofPreset(PresetFit fit, int records, Origin origin) {
        String header =
                "# The preset " + fit.name() + " fits: of " + records + " records it makes " + fit.counts() + ".\n"
                        + "# Try it: " + origin.command().replace("FILE", fit.name()) + "\n"
                        + origin.presetAdvice()
                                .replace("PRESET", fit.name())
                                .lines()
                                .map(line -> "# " + line + "\n")
                                .collect(Collectors.joining())
                        + "#\n";
        return new Suggestion(header + Presets.text(fit.name()), fit.name());
    }

    private static Suggestion own(List<SampleRecord> records, Origin origin) {
        List<Sample.Element> trees = new ArrayList<>();
        long bytes = 0;
        for (SampleRecord record : records) {
            bytes += record.value().length;
            if (bytes <= MAX_BYTES || trees.isEmpty()) {
                try {
                    trees.add(new Sample.Element(TreeReader.read(record.value()), record.kafkaTimeMillis()));
                } catch (MalformedJsonException e) {
                    // It is rejected whatever the mapping.
                }
            }
        }
        String name = name(origin.name());
        Proposal best = null;
        for (Root root : Root.of(trees)) {
            Proposal proposal = Proposal.of(name, root, trees);
            if (best == null || proposal.score() > best.score() + MARGIN) {
                best = proposal;
            }
        }
        return checked(best.draft(), records, trees.size(), origin);
    }

    /** Leaves out what the reader does not take: better an incomplete file than one that cannot be tried. */
    private static Suggestion checked(Draft draft, List<SampleRecord> records, int looked, Origin origin) {
        while (true) {
            try {
                Mapping mapping = MappingReader.read(draft.text(List.of(), List.of()));
                return new Suggestion(withHeader(draft, mapping, records, looked, origin), null);
            } catch (MappingException e) {
                MappingKey blamed = blamed(e.problems(), draft);
                if (blamed == null) {
                    throw new IllegalStateException("a proposal with problems: " + e.getMessage(), e);
                }
                draft.remove(blamed);
            }
        }
    }

    private static MappingKey blamed(List<Problem> problems, Draft draft) {
        String message = problems.get(0).message();
        for (MappingKey key : MappingKey.values()) {
            if (!key.isRequired() && draft.has(key) && message.startsWith(key.yamlName())) {
                return key;
            }
        }
        return null;
    }

    private static String withHeader(
            Draft draft, Mapping mapping, List<SampleRecord> records, int looked, Origin origin) {
        PresetFit fit = PresetFit.of(mapping, records);
        List<String> header = new ArrayList<>();
        header.add("Proposed by `rollcall source suggest`, by the names and values of fields in " + records.size()
                + " record" + (records.size() == 1 ? "" : "s") + ": " + fit.counts()
                + ". No preset fits. Check each line.");
        header.add("Try it: " + origin.command());
        if (looked < records.size()) {
            header.add("Only " + looked + " of the records were looked at: the others are not JSON, or too many.");
        }
        List<String> missing = draft.missing(
                MappingKey.WHEN,
                MappingKey.REGION,
                MappingKey.COUNTRY,
                MappingKey.IP,
                MappingKey.DEVICE,
                MappingKey.DEVICE_ID,
                MappingKey.APP_VERSION,
                MappingKey.OUTCOME,
                MappingKey.REASON,
                MappingKey.EVENT_ID);
        List<String> footer =
                missing.isEmpty() ? List.of() : List.of("Not found in the sample: " + String.join(", ", missing) + ".");
        return draft.text(header, footer);
    }

    /** A name that a mapping may have. */
    static String name(String origin) {
        String name =
                origin.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        name = name.substring(0, Math.min(60, name.length())).replaceAll("-+$", "");
        return name.isEmpty() ? "my-source" : name;
    }
}
