package io.rollcall.source.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.source.Mapped;
import io.rollcall.source.Mapper;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the fields of records are called, the reader takes what is proposed, and it means the field. */
class HostileNamesTest {
    private static final Suggestion.Origin ORIGIN = new Suggestion.Origin("x", "rollcall source try FILE", "");

    /** Parts of names, and of values. */
    private static final List<String> PARTS = List.of(
            "user",
            "time",
            "id",
            "login",
            "state",
            "ip",
            " ",
            ".",
            "\"",
            "'",
            "\\",
            "#",
            ": ",
            "[0]",
            "{}",
            "$x",
            "|",
            "//",
            "%s",
            "\n",
            "\t",
            "\u001b[31m",
            "\u0000",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\ufffe",
            "ü",
            "用户",
            "\ud83d\ude00",
            "-",
            "@",
            "null",
            "true",
            "1",
            "and",
            "!",
            "&a",
            "*a",
            "`",
            "?",
            ">-",
            "---",
            "...",
            "\\(1)",
            "\\u0041",
            "\u0085");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user name",
                "user.name",
                "user\"name",
                "user'name",
                "user\\name",
                "user: name",
                "user #name",
                "用户 user",
                "user\nname",
                "user\u001b[31mname",
                "user\u2028name",
                "user\\(1)name",
                "-user",
                "user[0]",
                "\ud83d\ude00 user",
                "1 user",
                "user-name",
                "@user",
                "user|name",
                "user//name",
                "%user",
                "user\ufeffname"
            })
    void aUser_isFoundUnderAnyName(String name) throws Exception {
        List<SampleRecord> records = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            record.put("time", "2026-11-23T14:03:0" + i + "Z").put(name, "ada" + i);
            records.add(record(record));
        }
        Suggestion suggestion = Suggestion.of(records, ORIGIN, false);
        isSafe(suggestion.text());
        Mapping mapping = MappingReader.read(suggestion.text());
        Mapped mapped = new Mapper(mapping).map(records.get(3).value()).get(0);
        assertThat(((Mapped.Login) mapped).login().user()).isEqualTo("ada3");
    }

    @RepeatedTest(60)
    void anyRecords_getAValidProposal(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            names.add(text(random, 1 + random.nextInt(5)) + (random.nextInt(12) == 0 ? "n".repeat(5_000) : ""));
        }
        List<SampleRecord> records = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            records.add(record(object(random, names, random.nextInt(10) == 0 ? 30 : 3)));
        }
        Suggestion suggestion = Suggestion.of(records, ORIGIN, random.nextBoolean());
        isSafe(suggestion.text());
        Mapper mapper = new Mapper(MappingReader.read(suggestion.text()));
        for (SampleRecord record : records) {
            mapper.map(record.value());
        }
    }

    /** Shown on a terminal, it moves no cursor. */
    private static void isSafe(String text) {
        assertThat(text.chars()
                        .filter(c -> c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x202e))
                .isEmpty();
    }

    private static ObjectNode object(Random random, List<String> names, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        int fields = depth > 5 ? 1 : 1 + random.nextInt(names.size());
        for (int i = 0; i < fields; i++) {
            String name = names.get(random.nextInt(names.size()));
            switch (depth == 0 ? random.nextInt(5) : depth > 5 ? 5 : random.nextInt(7)) {
                case 0 -> object.put(name, "2026-11-23T14:03:" + (10 + random.nextInt(50)) + "Z");
                case 1 -> object.put(name, text(random, 1 + random.nextInt(3)));
                case 2 ->
                    object.put(name, random.nextBoolean() ? "login_success" : "login " + text(random, 2) + " failed");
                case 3 -> object.put(name, random.nextBoolean());
                case 4 -> object.put(name, 1_763_906_600_000L + random.nextInt(100_000));
                case 5 -> object.set(name, object(random, names, depth - 1));
                default -> object.putArray(name).add(object(random, names, depth - 1));
            }
        }
        return object;
    }

    private static String text(Random random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    private static SampleRecord record(ObjectNode record) throws Exception {
        return new SampleRecord(new ObjectMapper().writeValueAsBytes(record), null);
    }
}
