package io.rollcall.jobs.clean;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.settings.Topics;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Cleans raw records one by one and names the topic that each goes to; keeps the raw key. */
final class LoginRouting implements MapPartitionsFunction<Row, Row> {
    /** What it gives: the columns that Spark's Kafka sink takes. */
    static final StructType SCHEMA = new StructType()
            .add("topic", DataTypes.StringType, false)
            .add("key", DataTypes.BinaryType, true)
            .add("value", DataTypes.BinaryType, false);

    /** 256 KiB of control characters grow sixfold as JSON; 4 MiB leaves room beside them. */
    static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    private static final long serialVersionUID = 1L;

    private final long latenessMillis;
    private final long futureToleranceMillis;
    private final String clean;
    private final String late;
    private final String rejected;

    LoginRouting(LoginCleaner cleaner, Topics topics) {
        this.latenessMillis = cleaner.latenessMillis();
        this.futureToleranceMillis = cleaner.futureToleranceMillis();
        this.clean = topics.clean();
        this.late = topics.late();
        this.rejected = topics.rejected();
    }

    @Override
    public Iterator<Row> call(Iterator<Row> raw) {
        LoginCleaner cleaner = new LoginCleaner(latenessMillis, futureToleranceMillis);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return raw.hasNext();
            }

            @Override
            public Row next() {
                return route(cleaner, raw.next());
            }
        };
    }

    private Row route(LoginCleaner cleaner, Row row) {
        EventId id = new EventId(row.getInt(1), row.getLong(2));
        RawRecord raw = new RawRecord(row.getString(0), id, row.getLong(3), row.getAs(5));
        CleaningOutcome outcome = cleaner.clean(raw);
        byte[] key = row.getAs(4);
        if (outcome instanceof CleaningOutcome.Clean c) {
            return RowFactory.create(clean, key, LoginJson.write(c.login()));
        }
        if (outcome instanceof CleaningOutcome.Late l) {
            return RowFactory.create(late, key, LoginJson.write(l.login()));
        }
        RejectedLogin login = RejectedLogin.of(raw, (CleaningOutcome.Rejected) outcome, System.currentTimeMillis());
        return RowFactory.create(rejected, key, LoginJson.write(login));
    }
}
