package io.rollcall.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.options.Confirmation;
import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.SelectOptions;
import io.rollcall.app.tail.BoundedRead;
import io.rollcall.app.tail.Position;
import io.rollcall.app.tail.RecordFilter;
import io.rollcall.app.tail.RejectedValue;
import io.rollcall.app.tail.Span;
import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.LoginRecord;
import io.rollcall.producer.ProgressListener;
import io.rollcall.producer.Verdicts;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall replay-rejected}: sends rejected logins again. */
@Command(
        name = "replay-rejected",
        description = {
            "Send rejected logins to the raw topic again, with their raw key and value, once their cause is fixed."
                    + " The command asks first.",
            "The clean job judges each by the time at which it reaches Kafka now, so an old event time makes it late."
                    + " Logins that are replayed twice count twice. Elements of records that hold several logins are not"
                    + " sent."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  rollcall replay-rejected --where '.reason==\"future_timestamp\"' --from 1h%n")
final class ReplayRejectedCommand implements Runnable {
    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Confirmation confirmation;

    @ArgGroup(validate = false, heading = "%nWhich rejected logins (default: all):%n")
    private SelectOptions selection = new SelectOptions();

    @ArgGroup(validate = false, heading = "%nWhich Kafka:%n")
    private KafkaOptions kafkaOptions = new KafkaOptions();

    @Override
    public void run() {
        RecordFilter filter = selection.filter();
        Clock clock = Clock.systemUTC();
        Position from = selection.from(clock);
        Position to = selection.to(clock);
        Settings settings = main.settings(spec);
        try (TopicReader reader = new TopicReader(KafkaSettings.of(settings))) {
            Map<TopicPartition, Span> spans = reader.spans(
                    selection.chosen(TopicLookup.find(settings.topics().rejected(), reader.topics())),
                    from == null ? new Position.Beginning() : from,
                    to);
            replay(settings, () -> new Chosen(reader.read(spans), filter));
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
    }

    /** Reads twice, first to ask and then to send: the records need not fit in memory. */
    private void replay(Settings settings, Supplier<Chosen> read) {
        PrintWriter out = spec.commandLine().getOut();
        Chosen counted = read.get();
        long count = 0;
        while (counted.next() != null) {
            count++;
        }
        if (counted.unsendable > 0) {
            out.println(counted.unsendable
                    + " cannot be sent again: tombstones have no value, and of long values only a part is kept");
        }
        if (counted.inElements > 0) {
            out.println("elements of " + counted.inElements
                    + (counted.inElements == 1 ? " record" : " records")
                    + " cannot be sent again: the other elements would be counted twice");
        }
        String raw = settings.topics().raw();
        if (count == 0) {
            out.println("nothing to send");
            return;
        }
        String reasons = counted.reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        confirmation.require(
                "Send " + count + " rejected logins (" + reasons + ") to " + raw + " again?", "nothing was sent");
        Verdicts verdicts = Verdicts.of(settings);
        long acknowledged = new LoginProducer(KafkaSettings.of(settings), raw, verdicts)
                .run(
                        read.get()::next,
                        LoginProducer.UNLIMITED_RATE,
                        LoginProducer.UNLIMITED_COUNT,
                        ProgressListener.NONE);
        out.println(acknowledged + " sent to " + raw + " again");
        if (!verdicts.sentence().isEmpty()) {
            out.println(verdicts.sentence());
        }
    }

    /** The raw records of the selected rejected logins, each once: the topic may hold a login twice. */
    private static final class Chosen {
        private final BoundedRead read;
        private final RecordFilter filter;
        private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
        /** Offsets by topic and partition: a few bytes for each login, at most one bit for each raw record. */
        private final Map<TopicPartition, Roaring64Bitmap> seen = new HashMap<>();
        /** The same of records of which elements are rejected. */
        private final Map<TopicPartition, Roaring64Bitmap> seenInElements = new HashMap<>();

        private final Map<String, Integer> reasons = new TreeMap<>();
        private long unsendable;
        /** Records of which elements are rejected. */
        private long inElements;

        Chosen(BoundedRead read, RecordFilter filter) {
            this.read = read;
            this.filter = filter;
        }

        /** The next one, or null at the end. */
        LoginRecord next() {
            while (true) {
                while (waiting.isEmpty() && !read.isDone()) {
                    waiting.addAll(read.next());
                }
                ConsumerRecord<byte[], byte[]> record = waiting.poll();
                if (record == null) {
                    return null;
                }
                LoginRecord raw = filter.test(record) ? raw(record) : null;
                if (raw != null) {
                    return raw;
                }
            }
        }

        private LoginRecord raw(ConsumerRecord<byte[], byte[]> record) {
            JsonNode rejected;
            try {
                rejected = Json.readTree(record.value() == null ? new byte[0] : record.value());
            } catch (IllegalArgumentException e) {
                return null; // not a rejected login: another program wrote to the topic
            }
            if (rejected.has("element")) {
                inElements += isNew(rejected, seenInElements) ? 1 : 0;
                return null;
            }
            if (!isNew(rejected, seen)) {
                return null;
            }
            byte[] value = RejectedValue.bytes(rejected);
            if (value == null || rejected.path("value_truncated").asBoolean()) {
                unsendable++;
                return null;
            }
            reasons.merge(rejected.path("reason").asText(), 1, Integer::sum);
            return new LoginRecord(record.key(), value);
        }

        private static boolean isNew(JsonNode rejected, Map<TopicPartition, Roaring64Bitmap> seen) {
            TopicPartition partition = new TopicPartition(
                    rejected.path("topic").asText(), rejected.path("partition").asInt(-1));
            long offset = rejected.path("offset").asLong(-1);
            Roaring64Bitmap offsets = seen.computeIfAbsent(partition, p -> new Roaring64Bitmap());
            boolean isNew = !offsets.contains(offset);
            offsets.addLong(offset);
            return isNew;
        }
    }
}
