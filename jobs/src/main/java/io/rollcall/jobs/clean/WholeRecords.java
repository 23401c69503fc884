package io.rollcall.jobs.clean;

import io.rollcall.jobs.spark.RecordMapper;
import io.rollcall.model.login.DirectCleaner;
import io.rollcall.model.login.RawRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.catalyst.InternalRow;

/** One row for each record in the built-in form. */
final class WholeRecords implements RecordMapper.Task {
    private final LoginRouting routing;
    private final DirectCleaner direct;
    private final RoutedRow row;
    /** Null once it has been handed out. */
    private InternalRow next;

    WholeRecords(LoginRouting routing, RoutedRow row) {
        this.routing = routing;
        this.direct = new DirectCleaner(routing.cleaner());
        this.row = row;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        next = routing.leavesOut(record) ? null : routed(record);
    }

    private InternalRow routed(ConsumerRecord<byte[], byte[]> record) {
        byte[] clean = direct.clean(record.value(), record.partition(), record.offset(), record.timestamp());
        if (clean != null) {
            return row.clean(record.key(), clean);
        }
        RawRecord raw = RoutedRow.raw(record);
        return row.of(record.key(), raw, routing.cleaner().clean(raw));
    }

    @Override
    public void end() {}

    @Override
    public InternalRow poll() {
        InternalRow now = next;
        next = null;
        return now;
    }
}
