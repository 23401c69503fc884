package io.rollcall.source.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.source.PresetRecords;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With and without a tree the same records are accepted, whichever parts are wanted. */
class StrictnessTest {
    private interface Reading {
        Object read(byte[] record) throws MalformedJsonException;
    }

    @Test
    void onMutatedRecords() throws Exception {
        Random random = new Random(20);
        List<String> records = PresetRecords.of("okta");
        Trie none = new Trie();
        none.presence(List.of());
        Trie some = new Trie();
        some.value(List.of("actor", "id"));
        some.value(List.of("client"));
        some.value(List.of("request", "ipChain", 0, "ip"));
        int malformed = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] record = records.get(random.nextInt(records.size())).getBytes(UTF_8);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                record[random.nextInt(record.length)] = (byte) random.nextInt(i % 2 == 0 ? 256 : 128);
            }
            String tree = problem(TreeReader::read, record);
            assertThat(problem(new SlotReader(none)::read, record)).isEqualTo(tree);
            assertThat(problem(new SlotReader(some)::read, record)).isEqualTo(tree);
            malformed += tree == null ? 0 : 1;
        }
        assertThat(malformed).isBetween(500, 4_500);
    }

    private static String problem(Reading reading, byte[] record) {
        try {
            reading.read(record);
            return null;
        } catch (MalformedJsonException e) {
            return e.getMessage();
        }
    }
}
