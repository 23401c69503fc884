package io.rollcall.jobs.clean;

import io.rollcall.jobs.spark.CarriedValue;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.settings.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** A row as Spark's Kafka sink expects it, filled anew for each login. */
final class RoutedRow {
    static final StructType SCHEMA = new StructType()
            .add("topic", DataTypes.StringType, false)
            .add("key", DataTypes.BinaryType, true)
            .add("value", DataTypes.BinaryType, false);

    private final UTF8String clean;
    private final UTF8String late;
    private final UTF8String rejected;
    /** By the positions of {@link #SCHEMA}. */
    private final Object[] fields = new Object[3];

    private final InternalRow row = new GenericInternalRow(fields);

    RoutedRow(Topics topics) {
        clean = UTF8String.fromString(topics.clean());
        late = UTF8String.fromString(topics.late());
        rejected = UTF8String.fromString(topics.rejected());
    }

    /** @param json a clean login */
    InternalRow clean(byte[] key, byte[] json) {
        return fill(clean, key, json);
    }

    /** @param raw what the outcome is of */
    InternalRow of(byte[] key, RawRecord raw, CleaningOutcome outcome) {
        if (outcome instanceof CleaningOutcome.Clean login) {
            return fill(clean, key, LoginJson.write(login.login()));
        }
        if (outcome instanceof CleaningOutcome.Late login) {
            return fill(late, key, LoginJson.write(login.login()));
        }
        CleaningOutcome.Rejected why = (CleaningOutcome.Rejected) outcome;
        return rejected(key, RejectedLogin.of(raw, why, System.currentTimeMillis()));
    }

    InternalRow rejected(byte[] key, RejectedLogin login) {
        return fill(rejected, key, LoginJson.write(login));
    }

    private InternalRow fill(UTF8String topic, byte[] key, byte[] value) {
        fields[0] = topic;
        fields[1] = key;
        fields[2] = value;
        return row;
    }

    /** The record as the rules know it. */
    static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        byte[] carried = record.value();
        return new RawRecord(
                record.topic(),
                new EventId(record.partition(), record.offset()),
                record.timestamp(),
                CarriedValue.value(carried),
                carried == null ? 0 : CarriedValue.length(carried));
    }
}
