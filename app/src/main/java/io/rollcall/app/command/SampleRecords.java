package io.rollcall.app.command;

import io.rollcall.app.options.SampleOptions;
import io.rollcall.app.options.SelectOptions;
import io.rollcall.app.tail.BoundedRead;
import io.rollcall.app.tail.Position;
import io.rollcall.app.tail.RecordFilter;
import io.rollcall.app.tail.Span;
import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads a sample of records from a topic or a file. It changes nothing: no topic, no consumer group. */
final class SampleRecords {
    /** Takes records. */
    @FunctionalInterface
    interface Sink {
        /** @param hasKafkaTime whether the Kafka timestamp is known @return whether to go on */
        boolean take(RawRecord raw, boolean hasKafkaTime);
    }

    private final SampleOptions options;
    private final SelectOptions selection;
    private final Settings settings;
    private final PrintWriter err;

    SampleRecords(SampleOptions options, SelectOptions selection, Settings settings, PrintWriter err) {
        this.options = options;
        this.selection = selection;
        this.settings = settings;
        this.err = err;
    }

    /** The topic that is read; null if it is a file. */
    String topic() {
        if (options.file() != null) {
            return null;
        }
        return options.topic() == null ? settings.topics().raw() : options.topic();
    }

    /** How the record is called: the number of its line, or partition and offset, and the number of the element. */
    String label(EventId id) {
        if (options.file() == null) {
            return id.toString();
        }
        return id.element() == EventId.WHOLE ? Long.toString(id.offset()) : id.offset() + "-" + id.element();
    }

    /** Hands each record to the sink. @throws UserError if it cannot be read */
    void read(Sink sink) {
        if (options.file() == null) {
            readTopic(sink);
        } else {
            readFile(sink);
        }
    }

    private void readTopic(Sink sink) {
        Clock clock = Clock.systemUTC();
        Position from = selection.from(clock);
        Position to = selection.to(clock);
        RecordFilter filter = selection.filter();
        KafkaSettings kafka = KafkaSettings.of(settings);
        try (TopicReader reader = new TopicReader(kafka)) {
            List<TopicPartition> partitions = selection.chosen(TopicLookup.find(topic(), reader.topics()));
            Map<TopicPartition, Span> spans =
                    reader.spans(partitions, from == null ? new Position.Beginning() : from, to);
            if (from == null) {
                spans = reader.last(options.count(), spans, filter);
            }
            read(reader.read(spans), filter, sink);
        } catch (KafkaException e) {
            throw KafkaFailure.userError(kafka.bootstrapServer(), e);
        }
        if (!selection.remarks().isEmpty()) {
            err.println("rollcall: " + selection.remarks());
        }
    }

    private void read(BoundedRead read, RecordFilter filter, Sink sink) {
        int left = options.count();
        while (left > 0 && !read.isDone()) {
            for (ConsumerRecord<byte[], byte[]> record : read.next()) {
                if (left > 0 && filter.test(record)) {
                    EventId id = new EventId(record.partition(), record.offset());
                    RawRecord raw = new RawRecord(record.topic(), id, record.timestamp(), record.value());
                    left = sink.take(raw, record.timestamp() >= 0) ? left - 1 : 0;
                }
            }
        }
    }

    private void readFile(Sink sink) {
        int left = options.count();
        try (InputStream in = open()) {
            for (long line = 1; left > 0; line++) {
                RawRecord raw = line(in, line);
                if (raw == null) {
                    return;
                }
                if (raw.valueLength() > 0) {
                    left = sink.take(raw, false) ? left - 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new UserError("cannot read " + options.file() + ": check --file", e);
        }
    }

    private InputStream open() throws IOException {
        if (options.file().equals(SampleOptions.STANDARD_INPUT)) {
            return new BufferedInputStream(System.in, 1 << 16);
        }
        try {
            return new BufferedInputStream(Files.newInputStream(Path.of(options.file())), 1 << 16);
        } catch (InvalidPathException e) {
            throw new IOException(e);
        }
    }

    /** The next line; null at the end. Of one that is too long for a login, the beginning is kept. */
    private static RawRecord line(InputStream in, long number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        boolean blank = true;
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (length++ <= RawRecord.MAX_VALUE_BYTES) {
                line.write(c);
            }
            blank &= c == ' ' || c == '\t' || c == '\r';
        }
        byte[] value = blank ? new byte[0] : line.toByteArray();
        boolean whole = value.length == length;
        if (whole && length > 0 && value[value.length - 1] == '\r') {
            value = Arrays.copyOf(value, value.length - 1);
        }
        int valueLength = whole || blank ? value.length : (int) Math.min(Integer.MAX_VALUE, length);
        return new RawRecord("", new EventId(0, number), 0, value, valueLength);
    }
}
