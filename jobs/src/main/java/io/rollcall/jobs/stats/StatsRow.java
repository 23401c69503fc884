package io.rollcall.jobs.stats;

import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the state returns: either a row of statistics with its sketches, or logins that are not counted.
 *
 * @param stats the row; without numbers if {@code behindHorizon} is set
 * @param users compact sketch of user ids, or null
 * @param devices compact sketch of device ids, or null
 * @param behindHorizon tally, in its serialized form, of logins behind the horizon or too far ahead; else null
 */
@SuppressWarnings("ArrayRecordComponent") // passed from Spark to Kafka unchanged
record StatsRow(WindowStats stats, byte[] users, byte[] devices, byte[] behindHorizon) {
    static final StructType SCHEMA = new StructType()
            .add("window_start", DataTypes.LongType, false)
            .add("window_end", DataTypes.LongType, false)
            .add("locale", DataTypes.StringType, false)
            .add("logins", DataTypes.LongType, false)
            .add("unique_users", DataTypes.LongType, false)
            .add("distinct_devices", DataTypes.LongType, false)
            .add("users_sketch", DataTypes.BinaryType, true)
            .add("devices_sketch", DataTypes.BinaryType, true)
            .add("behind_horizon", DataTypes.BinaryType, true);

    Row toRow() {
        return RowFactory.create(
                stats.window().startMillis(),
                stats.window().endMillis(),
                stats.locale(),
                stats.logins(),
                stats.uniqueUsers(),
                stats.distinctDevices(),
                users,
                devices,
                behindHorizon);
    }

    static StatsRow of(InternalRow row) {
        WindowStats stats = new WindowStats(
                new Window(row.getLong(0), row.getLong(1)),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5));
        return new StatsRow(stats, row.getBinary(6), row.getBinary(7), row.getBinary(8));
    }

    ProducerRecord<byte[], byte[]> toRecord(String topic) {
        List<Header> headers = List.of(
                new RecordHeader(WindowStats.USERS_HEADER, users),
                new RecordHeader(WindowStats.DEVICES_HEADER, devices));
        return new ProducerRecord<>(
                topic, null, stats.key().getBytes(StandardCharsets.UTF_8), StatsJson.write(stats), headers);
    }
}
