package io.rollcall.jobs.clean;

import io.rollcall.jobs.spark.CarriedValue;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.settings.Topics;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Cleans raw records one by one, and names the topic that each goes to. A record keeps its key. */
final class LoginRouting implements MapPartitionsFunction<Row, Row> {
    /** The columns of Spark's Kafka source that this function reads, at the positions below. */
    private static Column[] inputColumns() {
        return new Column[] {
            functions.col("topic"),
            functions.col("partition"),
            functions.col("offset"),
            functions.unix_millis(functions.col("timestamp")),
            functions.col("key"),
            functions.col("value")
        };
    }

    private static final int TOPIC = 0;
    private static final int PARTITION = 1;
    private static final int OFFSET = 2;
    private static final int TIMESTAMP_MILLIS = 3;
    private static final int KEY = 4;
    private static final int VALUE = 5;

    /** The columns that this function returns, as Spark's Kafka sink expects them. */
    private static final StructType OUTPUT = new StructType()
            .add("topic", DataTypes.StringType, false)
            .add("key", DataTypes.BinaryType, true)
            .add("value", DataTypes.BinaryType, false);

    private static final long serialVersionUID = 2L;

    private final LoginCleaner cleaner;
    private final Topics topics;

    private LoginRouting(LoginCleaner cleaner, Topics topics) {
        this.cleaner = cleaner;
        this.topics = topics;
    }

    /**
     * Routes raw records.
     *
     * @param raw records with the columns of Spark's Kafka source
     * @return records with the columns of Spark's Kafka sink
     */
    static Dataset<Row> route(Dataset<Row> raw, LoginCleaner cleaner, Topics topics) {
        return raw.select(inputColumns()).mapPartitions(new LoginRouting(cleaner, topics), Encoders.row(OUTPUT));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> raw) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return raw.hasNext();
            }

            @Override
            public Row next() {
                return route(raw.next());
            }
        };
    }

    private Row route(Row row) {
        EventId id = new EventId(row.getInt(PARTITION), row.getLong(OFFSET));
        byte[] carried = row.getAs(VALUE);
        RawRecord raw = new RawRecord(
                row.getString(TOPIC),
                id,
                row.getLong(TIMESTAMP_MILLIS),
                CarriedValue.value(carried),
                carried == null ? 0 : CarriedValue.length(carried));
        CleaningOutcome outcome = cleaner.clean(raw);
        byte[] key = row.getAs(KEY);
        if (outcome instanceof CleaningOutcome.Clean c) {
            return RowFactory.create(topics.clean(), key, LoginJson.write(c.login()));
        }
        if (outcome instanceof CleaningOutcome.Late l) {
            return RowFactory.create(topics.late(), key, LoginJson.write(l.login()));
        }
        RejectedLogin login = RejectedLogin.of(raw, (CleaningOutcome.Rejected) outcome, System.currentTimeMillis());
        return RowFactory.create(topics.rejected(), key, LoginJson.write(login));
    }
}
