package io.rollcall.jobs.clean;

import io.rollcall.jobs.spark.CarriedValue;
import io.rollcall.model.login.CleanLoginWriter;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.DirectCleaner;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.settings.Topics;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.Verdict;
import io.rollcall.source.mapping.Mapping;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Cleans raw records one by one, and names the topic that each login in them goes to. It keeps the key of its record. */
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

    private static final long serialVersionUID = 3L;

    private final LoginCleaner cleaner;
    /** Null if the records have the built-in form. */
    private final Mapping mapping;

    private final Topics topics;
    /** Null if the records have the built-in form, which skips none. */
    private final SkippedByBatch skipped;

    private LoginRouting(LoginCleaner cleaner, Mapping mapping, Topics topics, SkippedByBatch skipped) {
        this.cleaner = cleaner;
        this.mapping = mapping;
        this.topics = topics;
        this.skipped = skipped;
    }

    /**
     * Routes raw records in the built-in form.
     *
     * @param raw records with the columns of Spark's Kafka source
     * @return records with the columns of Spark's Kafka sink
     */
    static Dataset<Row> route(Dataset<Row> raw, LoginCleaner cleaner, Topics topics) {
        return route(raw, new LoginRouting(cleaner, null, topics, null));
    }

    /**
     * Routes the logins in raw records of another form.
     *
     * @param raw records with the columns of Spark's Kafka source
     * @param skipped counts what is no login
     * @return records with the columns of Spark's Kafka sink
     */
    static Dataset<Row> route(
            Dataset<Row> raw, LoginCleaner cleaner, Mapping mapping, Topics topics, SkippedByBatch skipped) {
        return route(raw, new LoginRouting(cleaner, mapping, topics, skipped));
    }

    private static Dataset<Row> route(Dataset<Row> raw, LoginRouting routing) {
        return raw.select(inputColumns()).mapPartitions(routing, Encoders.row(OUTPUT));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> raw) {
        return mapping == null ? new Whole(raw) : new Mapped(raw, new MappedCleaner(mapping, cleaner));
    }

    /** One row for each record. */
    private final class Whole implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final DirectCleaner direct = new DirectCleaner(cleaner);
        private final CleanLoginWriter writer = new CleanLoginWriter();

        Whole(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            Row row = rows.next();
            byte[] clean = direct.clean(
                    row.getAs(VALUE), row.getInt(PARTITION), row.getLong(OFFSET), row.getLong(TIMESTAMP_MILLIS));
            if (clean != null) {
                return RowFactory.create(topics.clean(), row.<byte[]>getAs(KEY), clean);
            }
            RawRecord raw = record(row);
            return routed(row, raw, cleaner.clean(raw), writer);
        }
    }

    /** Any number of rows for each record. It asks for a record only when it has no row left to give. */
    private final class Mapped implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final MappedCleaner mapped;
        private final CleanLoginWriter writer = new CleanLoginWriter();
        private final long batch = SkippedByBatch.currentBatch();
        private Row row;
        /** Of the record in {@code row}. */
        private Iterator<Verdict> verdicts = Collections.emptyIterator();
        /** Whether a rejected element of that record holds its value. */
        private boolean valueIsWritten;
        /** Null if it is not known yet. */
        private Verdict.Judged next;

        Mapped(Iterator<Row> rows, MappedCleaner mapped) {
            this.rows = rows;
            this.mapped = mapped;
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                if (verdicts.hasNext()) {
                    take(verdicts.next());
                } else if (rows.hasNext()) {
                    row = rows.next();
                    valueIsWritten = false;
                    verdicts = mapped.clean(record(row)).iterator();
                } else {
                    return false;
                }
            }
            return true;
        }

        private void take(Verdict verdict) {
            if (verdict instanceof Verdict.Judged judged) {
                next = judged;
            } else {
                skipped.add(batch, 1);
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Verdict.Judged judged = next;
            next = null;
            if (judged.outcome() instanceof CleaningOutcome.Rejected why) {
                RejectedLogin login = RejectedLogin.of(judged.record(), why, System.currentTimeMillis());
                boolean again = valueIsWritten;
                valueIsWritten = true;
                // Or else a record of thousands of bad elements would be written thousands of times.
                return rejected(row, again ? login.withoutValue() : login);
            }
            return routed(row, judged.record(), judged.outcome(), writer);
        }
    }

    private static RawRecord record(Row row) {
        byte[] carried = row.getAs(VALUE);
        return new RawRecord(
                row.getString(TOPIC),
                new EventId(row.getInt(PARTITION), row.getLong(OFFSET)),
                row.getLong(TIMESTAMP_MILLIS),
                CarriedValue.value(carried),
                carried == null ? 0 : CarriedValue.length(carried));
    }

    private Row routed(Row row, RawRecord raw, CleaningOutcome outcome, CleanLoginWriter writer) {
        if (outcome instanceof CleaningOutcome.Rejected why) {
            return rejected(row, RejectedLogin.of(raw, why, System.currentTimeMillis()));
        }
        byte[] key = row.getAs(KEY);
        if (outcome instanceof CleaningOutcome.Clean c) {
            return RowFactory.create(topics.clean(), key, writer.write(c.login()));
        }
        CleaningOutcome.Late late = (CleaningOutcome.Late) outcome;
        return RowFactory.create(topics.late(), key, writer.write(late.login()));
    }

    private Row rejected(Row row, RejectedLogin login) {
        return RowFactory.create(topics.rejected(), row.<byte[]>getAs(KEY), LoginJson.write(login));
    }
}
