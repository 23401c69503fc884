package io.rollcall.jobs.clean;

import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.jobs.spark.RecordMapper;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.settings.Topics;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.mapping.Mapping;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.types.StructType;

/**
 * Cleans raw records one by one, and names the topic that each login in them goes to. It keeps the key of its record.
 *
 * @param mapping null if the records have the built-in form
 * @param unprocessed offsets whose records are left out, by partition
 * @param skipped counts what is no login; null if the records have the built-in form, which skips none
 */
record LoginRouting(
        LoginCleaner cleaner,
        Mapping mapping,
        Topics topics,
        Map<Integer, OffsetRange> unprocessed,
        SkippedByBatch skipped)
        implements RecordMapper {
    @Override
    public StructType schema() {
        return RoutedRow.SCHEMA;
    }

    @Override
    public Task begin() {
        RoutedRow row = new RoutedRow(topics);
        return mapping == null
                ? new WholeRecords(this, row)
                : new MappedRecords(this, new MappedCleaner(mapping, cleaner), row);
    }

    boolean leavesOut(ConsumerRecord<byte[], byte[]> record) {
        OffsetRange range = unprocessed.get(record.partition());
        return range != null && range.contains(record.offset());
    }
}
