package io.rollcall.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.app.command.CommandRun;
import io.rollcall.app.pipeline.TestRecords;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.text.IsoTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rollcall tail} and kcat read the same records, for every selection and every kind of topic. */
class TailAgainstKcatIT {
    private static final long START = IsoTime.parse("2026-01-31T14:00:00.000Z");

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        Map<String, String> compacted =
                Map.of("cleanup.policy", "compact", "segment.bytes", "1048576", "min.cleanable.dirty.ratio", "0.001");
        try (Admin admin = Admin.create(new KafkaSettings(broker.bootstrapServer(), null).properties())) {
            admin.createTopics(List.of(
                            // The records are old: retention would delete them while the tests run.
                            new NewTopic("plain", 2, (short) 1).configs(Map.of("retention.ms", "-1")),
                            new NewTopic("odd", 2, (short) 1).configs(Map.of("max.message.bytes", "2000000")),
                            new NewTopic("empty", 2, (short) 1),
                            new NewTopic("half", 2, (short) 1),
                            new NewTopic("transactions", 1, (short) 1),
                            new NewTopic("compacted", 1, (short) 1).configs(compacted)))
                    .all()
                    .get();
        }
        fillCompacted();
        fillPlain();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** Partition 0 has 60 records, one per second. Partition 1 has 30, one every two seconds. */
    private static void fillPlain() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(plain(0, START + i * 1000L, i));
            if (i % 2 == 0) {
                records.add(plain(1, START + i * 1000L + 500, i));
            }
        }
        TestRecords.sendQuickly(broker, records);
    }

    private static ProducerRecord<byte[], byte[]> plain(int partition, long time, int number) {
        byte[] value = TestRecords.utf8("{\"n\":" + number + "}");
        return new ProducerRecord<>("plain", partition, time, TestRecords.utf8("key-" + number), value);
    }

    /** Several segments of values for ten keys; the last segment holds one value per key. */
    private static void fillCompacted() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] value = new byte[20_000];
            Arrays.fill(value, (byte) ('a' + i % 26));
            records.add(new ProducerRecord<>("compacted", 0, TestRecords.utf8("key-" + i % 10), value));
        }
        TestRecords.sendQuickly(broker, records);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-o beginning | --from beginning | 90",
                "-o end | --from end | 0",
                "-o -7 | --from -7 | 14",
                "-o -1000 | --from -1000 | 90",
                "-o 20 | --from 20 | 50",
                "-p 1 -o beginning | -p 1 --from beginning | 30",
                "-p 0 -o 55 | --partition 0 --from 55 | 5",
                "-o s@{0} | --from 2026-01-31T14:00:30Z | 45",
                "-o s@{0} -o e@{1} | --from 2026-01-31T14:00:30 --to 2026-01-31T14:00:40.500Z | 16",
                "-p 1 -o s@{1} | -p 1 --from 2026-01-31T15:00:40.500+01:00 | 10",
            })
    void everySelection_readsTheSameRecords(String kcat, String rollcall, int count) throws Exception {
        String times = kcat.replace("{0}", Long.toString(START + 30_000)).replace("{1}", Long.toString(START + 40_500));
        List<ReadRecord> read = assertSame("plain", times, rollcall);
        assertThat(read).hasSize(count);
        assertThat(read).isSortedAccordingTo(Comparator.comparingLong(ReadRecord::timestamp));
    }

    @Test
    void lastOfTheTopic_areTheNewestOverAllPartitions() throws Exception {
        List<ReadRecord> all = new ArrayList<>(Kcat.read(broker, "plain", "-o", "beginning"));
        all.sort(Comparator.comparingLong(ReadRecord::timestamp));
        assertThat(tail("plain")).isEqualTo(all.subList(80, 90));
        assertThat(tail("plain", "-n", "75")).isEqualTo(all.subList(15, 90));
        assertThat(tail("plain", "-n", "4", "--to", "2026-01-31T14:00:30Z")).isEqualTo(all.subList(41, 45));
        assertThat(tail("plain", "-n", "4", "--from", "2026-01-31T14:00:30Z")).isEqualTo(all.subList(45, 49));
    }

    @Test
    void emptyTopicAndEmptyPartition_endAtOnce() throws Exception {
        assertThat(assertSame("empty", "-o beginning", "--from beginning")).isEmpty();
        TestRecords.sendQuickly(broker, List.of(new ProducerRecord<>("half", 1, null, TestRecords.utf8("only"))));
        assertThat(assertSame("half", "-o beginning", "--from beginning")).hasSize(1);
        assertThat(assertSame("half", "-p 0 -o beginning", "-p 0 --from beginning"))
                .isEmpty();
    }

    @Test
    void anyBytes_areTheSame() throws Exception {
        byte[] big = new byte[900_000];
        Arrays.fill(big, (byte) 'x');
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(new ProducerRecord<>("odd", 0, null, TestRecords.utf8("no key")));
        records.add(new ProducerRecord<>("odd", 0, TestRecords.utf8("no value"), null));
        records.add(
                new ProducerRecord<>("odd", 1, new byte[] {(byte) 0xff, 0, 10}, new byte[] {(byte) 0xc3, 0x28, 10}));
        records.add(new ProducerRecord<>("odd", 1, new byte[0], new byte[0]));
        records.add(
                new ProducerRecord<>("odd", 0, TestRecords.utf8("ключ"), TestRecords.utf8("\ufeffé\ufffd\n\u0000")));
        records.get(0).headers().add("text", TestRecords.utf8("a b")).add("text", TestRecords.utf8("again"));
        records.get(1).headers().add("binary", new byte[] {1, (byte) 0x80}).add("none", null);
        for (int i = 0; i < 40; i++) {
            records.add(new ProducerRecord<>("odd", i % 2, TestRecords.utf8("big-" + i), big));
        }
        TestRecords.sendQuickly(broker, records);
        assertThat(assertSame("odd", "-o beginning", "--from beginning")).hasSize(45);
    }

    @Test
    void transactions_showOnlyCommittedRecords_andMarkersDoNotDelayTheEnd() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                TestRecords.producer(broker, Map.of("transactional.id", "tail-against-kcat"))) {
            producer.initTransactions();
            for (int i = 0; i < 30; i++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("transactions", 0, null, TestRecords.utf8("txn-" + i)));
                if (i % 3 == 0) {
                    producer.commitTransaction();
                } else {
                    producer.flush();
                    producer.abortTransaction();
                }
            }
        }
        assertThat(assertSame("transactions", "-o beginning", "--from beginning"))
                .hasSize(10);
        assertThat(assertSame("transactions", "-o -9", "--from -9")).isNotEmpty();
        assertThat(tail("transactions", "-n", "7"))
                .isEqualTo(Kcat.read(broker, "transactions", "-o", "beginning").subList(3, 10));
    }

    @Test
    void compactedTopic_endsInSpiteOfItsGaps() {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            List<ReadRecord> read = assertSame("compacted", "-o beginning", "--from beginning");
            assertThat(read).hasSizeLessThan(200);
            assertThat(read.stream().map(ReadRecord::key).distinct()).hasSize(10);
        });
        assertThat(tail("compacted", "-n", "3")).hasSize(3);
    }

    @Test
    void severalAtOnce_readAllRecordsEach_andLeaveNoGroup() throws Exception {
        List<CompletableFuture<List<ReadRecord>>> readers = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> tail("plain", "--from", "beginning")))
                .toList();
        for (CompletableFuture<List<ReadRecord>> reader : readers) {
            assertThat(reader.get()).hasSize(90);
        }
        try (Admin admin = Admin.create(new KafkaSettings(broker.bootstrapServer(), null).properties())) {
            assertThat(admin.listGroups().all().get()).isEmpty();
            assertThat(admin.listTopics().names().get()).doesNotContain("not-there", "__consumer_offsets");
        }
    }

    @Test
    void unknownTopic_isNotCreated() throws Exception {
        assertThat(CommandRun.of("tail", "not-there", "--bootstrap-server", broker.bootstrapServer())
                        .exitCode())
                .isEqualTo(1);
        try (Admin admin = Admin.create(new KafkaSettings(broker.bootstrapServer(), null).properties())) {
            assertThat(admin.listTopics().names().get()).doesNotContain("not-there");
        }
    }

    /** Asserts that both read the same records. kcat does not merge partitions, so its records are sorted first. */
    private static List<ReadRecord> assertSame(String topic, String kcat, String rollcall) throws Exception {
        List<ReadRecord> expected = new ArrayList<>(Kcat.read(broker, topic, kcat.split(" ")));
        List<ReadRecord> read = tail(topic, rollcall.split(" "));
        Comparator<ReadRecord> byPlace =
                Comparator.comparingInt(ReadRecord::partition).thenComparingLong(ReadRecord::offset);
        expected.sort(byPlace);
        assertThat(read.stream().sorted(byPlace).toList()).isEqualTo(expected);
        return read;
    }

    private static List<ReadRecord> tail(String topic, String... options) {
        List<String> args =
                new ArrayList<>(List.of("tail", topic, "-o", "json", "--bootstrap-server", broker.bootstrapServer()));
        args.addAll(List.of(options));
        CommandRun run = CommandRun.of(args.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.lines().stream().map(ReadRecord::ofJson).toList();
    }
}
