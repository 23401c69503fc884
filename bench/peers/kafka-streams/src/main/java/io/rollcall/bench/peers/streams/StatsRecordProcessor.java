package io.rollcall.bench.peers.streams;

import io.rollcall.bench.peers.work.StatsRecord;
import io.rollcall.bench.peers.work.WindowTally;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Turns a changed window into a row of statistics, with its sketches. */
final class StatsRecordProcessor extends ContextualProcessor<Windowed<String>, WindowTally, byte[], byte[]> {
    @Override
    public void process(Record<Windowed<String>, WindowTally> changed) {
        Windowed<String> key = changed.key();
        StatsRecord row = StatsRecord.of(key.window().start(), key.key(), changed.value());
        context().forward(new Record<>(row.key(), row.value(), changed.timestamp(), new RecordHeaders(row.headers())));
    }
}
