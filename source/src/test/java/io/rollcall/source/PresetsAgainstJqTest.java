package io.rollcall.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.LoginOutcome;
import io.rollcall.source.compile.Compiled;
import io.rollcall.source.jq.Budget;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.jq.Num;
import io.rollcall.source.jq.RealJq;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.Presets;
import io.rollcall.source.mapping.TimeFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The jq of Debian evaluates the expressions of each preset on its golden records, and on records that differ from them
 * at random. The mapper must find the same elements, fields and outcomes. The seed is fixed; {@code -Dpresets.seed} and
 * {@code -Dpresets.mutations} (per record) try others.
 *
 * <p>Left out, because they differ by design: numbers of more than 17 digits, which jq 1.6 rounds; unpaired surrogates,
 * which jq replaces, and for which Rollcall rejects the record; the text of an error; what is over the bounds.
 */
class PresetsAgainstJqTest {
    private static final String FAILS = "jq fails";
    private static final int MUTATIONS = 20;
    /** On a blank text it fails in jq 1.6, as in Rollcall; newer ones may give null. */
    private static final String FROMJSON = "def original: fromjson; "
            + "def fromjson: if type == \"string\" and test(\"^\\\\s*$\") then error else original end;\n";

    @TempDir
    Path folder;

    static List<String> names() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void fieldsAndOutcomesAreThoseOfJq(String name) throws Exception {
        Mapping mapping = Presets.load(name);
        List<String> records = records(name);
        List<MappingKey> keys = keys(mapping);
        List<Object> byJq = RealJq.run(folder, program(mapping, keys), records);
        Mapper mapper = new Mapper(mapping);
        Map<String, Long> ours = new TreeMap<>();
        Map<String, Long> theirs = new TreeMap<>();
        for (int i = 0; i < records.size(); i++) {
            List<Mapped> found = mapper.map(records.get(i).getBytes(UTF_8));
            List<Mapped> wanted = wanted(mapping, keys, byJq.get(i));
            assertThat(comparable(found)).as(name + " on " + records.get(i)).isEqualTo(comparable(wanted));
            found.forEach(element -> ours.merge(outcome(element), 1L, Long::sum));
            outcomes(mapping, keys, byJq.get(i)).forEach(outcome -> theirs.merge(outcome, 1L, Long::sum));
        }
        assertThat(ours).as("the outcomes of all records").isEqualTo(theirs);
        assertThat(ours.keySet()).as("every outcome occurs").contains("counted", "mapping_error");
    }

    private static List<String> records(String name) throws Exception {
        RecordMutations mutations = new RecordMutations(Long.getLong("presets.seed", 20) + name.hashCode());
        int perRecord = Integer.getInteger("presets.mutations", MUTATIONS);
        List<String> records = new ArrayList<>();
        for (String golden : PresetRecords.of(name)) {
            records.add(golden);
            for (int i = 0; i < perRecord; i++) {
                records.add(mutations.of(golden));
            }
        }
        return records;
    }

    /** The keys with expressions that see an element. */
    private static List<MappingKey> keys(Mapping mapping) {
        return Stream.of(MappingKey.values())
                .filter(key -> key != MappingKey.EACH && key.kind() == MappingKey.Kind.EXPRESSION)
                .filter(key -> mapping.text(key) != null)
                .toList();
    }

    /** A program that gives for each element the first output of each key in an array, or {@value #FAILS}. */
    private static String program(Mapping mapping, List<MappingKey> keys) {
        String each = mapping.text(MappingKey.EACH) == null ? "." : mapping.text(MappingKey.EACH);
        String fields = keys.stream()
                .map(key -> "(try [first(" + mapping.text(key) + "\n)] catch \"" + FAILS + "\")")
                .collect(Collectors.joining(",\n"));
        return FROMJSON + "(try [" + each + "\n] catch \"" + FAILS + "\") | if type == \"string\" then . else map(["
                + fields + "]) end";
    }

    /** What the mapper must give if the expressions give these values. */
    private static List<Mapped> wanted(Mapping mapping, List<MappingKey> keys, Object elements) {
        if (elements.equals(FAILS)) {
            return List.of(new Mapped.Failed(MappingKey.EACH, ""));
        }
        TimeFormat time = new TimeFormat(mapping.text(MappingKey.TIME_FORMAT), mapping.text(MappingKey.TIME_ZONE));
        LoginBuilder builder = new LoginBuilder(mapping, time);
        List<Mapped> wanted = new ArrayList<>();
        for (Object element : (List<?>) elements) {
            Map<MappingKey, Object> values = byKey(keys, element);
            wanted.add(builder.build((key, budget) -> first(values.get(key)), new Budget(0)));
        }
        return wanted;
    }

    private static Map<MappingKey, Object> byKey(List<MappingKey> keys, Object element) {
        Map<MappingKey, Object> values = new EnumMap<>(MappingKey.class);
        for (int k = 0; k < keys.size(); k++) {
            values.put(keys.get(k), ((List<?>) element).get(k));
        }
        return values;
    }

    private static Object first(Object outputs) {
        if (outputs == null) {
            return null;
        }
        if (outputs.equals(FAILS)) {
            throw new JqError("jq fails");
        }
        List<?> list = (List<?>) outputs;
        return list.isEmpty() ? Compiled.NOTHING : list.get(0);
    }

    /** Without the sentences of errors. */
    private static List<Mapped> comparable(List<Mapped> mapped) {
        return mapped.stream()
                .map(element -> element instanceof Mapped.Failed failed ? new Mapped.Failed(failed.key(), "") : element)
                .toList();
    }

    private static String outcome(Mapped mapped) {
        if (mapped instanceof Mapped.Skipped) {
            return "skipped";
        }
        if (mapped instanceof Mapped.Failed) {
            return "mapping_error";
        }
        MappedLogin login = ((Mapped.Login) mapped).login();
        if (login.user() == null && login.outcome() != LoginOutcome.FAILURE) {
            return "missing_user_id";
        }
        if (login.timeText() == null) {
            return "missing_timestamp";
        }
        return login.outcome() == LoginOutcome.FAILURE ? "failed" : "counted";
    }

    /** The same, from the values that jq gives alone. */
    private static List<String> outcomes(Mapping mapping, List<MappingKey> keys, Object elements) {
        if (elements.equals(FAILS)) {
            return List.of("mapping_error");
        }
        return ((List<?>) elements)
                .stream().map(element -> outcome(mapping, byKey(keys, element))).toList();
    }

    private static String outcome(Mapping mapping, Map<MappingKey, Object> values) {
        if (values.containsKey(MappingKey.WHEN)) {
            Object when = values.get(MappingKey.WHEN);
            if (when.equals(FAILS)) {
                return "mapping_error";
            }
            if (List.of().equals(when)
                    || ((List<?>) when).get(0) == null
                    || Boolean.FALSE.equals(((List<?>) when).get(0))) {
                return "skipped";
            }
        }
        String result = text(values.get(MappingKey.OUTCOME));
        boolean failed = result != null && !mapping.success().contains(result);
        for (Map.Entry<MappingKey, Object> value : values.entrySet()) {
            boolean counts = value.getKey() != MappingKey.WHEN && (failed || value.getKey() != MappingKey.REASON);
            if (counts && FAILS.equals(text(value.getValue()))) {
                return "mapping_error";
            }
        }
        if (text(values.get(MappingKey.USER)) == null && !failed) {
            return "missing_user_id";
        }
        if (text(values.get(MappingKey.TIME)) == null) {
            return "missing_timestamp";
        }
        return failed ? "failed" : "counted";
    }

    /** The first output as text: null if there is none, {@value #FAILS} if there can be none. */
    private static String text(Object outputs) {
        if (outputs == null || FAILS.equals(outputs)) {
            return (String) outputs;
        }
        Object value = ((List<?>) outputs).isEmpty() ? null : ((List<?>) outputs).get(0);
        if (value instanceof List || value instanceof Map) {
            return FAILS;
        }
        String text = value instanceof Num num ? num.text() : value == null ? "" : value.toString();
        String trimmed = text.replaceAll("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$", "");
        return trimmed.isEmpty() ? null : trimmed;
    }
}
