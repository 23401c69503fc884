package io.rollcall.jobs.stats;

import io.rollcall.jobs.rebuild.RowBasis;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The forms of a {@link StatsRow}: a row of Spark between task and driver, a record on Kafka. */
final class StatsRows {
    static final StructType SCHEMA = new StructType()
            .add("window_start", DataTypes.LongType, false)
            .add("window_end", DataTypes.LongType, false)
            .add("locale", DataTypes.StringType, false)
            .add("logins", DataTypes.LongType, false)
            .add("unique_users", DataTypes.LongType, false)
            .add("distinct_devices", DataTypes.LongType, false)
            .add("users_sketch", DataTypes.BinaryType, true)
            .add("devices_sketch", DataTypes.BinaryType, true)
            .add("failures", DataTypes.BinaryType, true)
            .add("failed_users_sketch", DataTypes.BinaryType, true)
            .add("behind_horizon", DataTypes.BinaryType, true);

    private StatsRows() {}

    static Row toRow(StatsRow row) {
        WindowStats stats = row.stats();
        return RowFactory.create(
                stats.window().startMillis(),
                stats.window().endMillis(),
                stats.locale(),
                stats.logins(),
                stats.uniqueUsers(),
                stats.distinctDevices(),
                row.users(),
                row.devices(),
                row.failedUsers() == null ? null : toBytes(stats.failures()),
                row.failedUsers(),
                row.behindHorizon());
    }

    static StatsRow of(InternalRow row) {
        WindowStats stats = new WindowStats(
                new Window(row.getLong(0), row.getLong(1)),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.isNullAt(8) ? Failures.NONE : failures(row.getBinary(8)));
        return new StatsRow(stats, row.getBinary(6), row.getBinary(7), row.getBinary(9), row.getBinary(10));
    }

    private static byte[] toBytes(Failures failures) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            failures.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Failures failures(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return Failures.readFrom(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProducerRecord<byte[], byte[]> toRecord(StatsRow row, String topic, RowBasis basis) {
        WindowStats stats = row.stats();
        List<Header> headers = new ArrayList<>(4);
        headers.add(new RecordHeader(WindowStats.USERS_HEADER, row.users()));
        headers.add(new RecordHeader(WindowStats.DEVICES_HEADER, row.devices()));
        if (row.failedUsers() != null) {
            headers.add(new RecordHeader(WindowStats.FAILED_USERS_HEADER, row.failedUsers()));
        }
        headers.add(new RecordHeader(RowBasis.HEADER, basis.toBytes()));
        return new ProducerRecord<>(
                topic, null, stats.key().getBytes(StandardCharsets.UTF_8), StatsJson.write(stats), headers);
    }
}
