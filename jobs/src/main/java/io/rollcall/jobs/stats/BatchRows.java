package io.rollcall.jobs.stats;

import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.jobs.tally.UncountedLogins;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.LogicalRDD;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * The rows of a micro-batch, fetched by the plan that Spark has already made for it. Collecting the data set that {@code
 * foreachBatch} receives would plan a second query per batch and show it in the Spark UI.
 *
 * <p>Rows are few at any login rate, but many when a batch spans days of logins: a row per login, locale and window. So
 * they stay packed, and are unpacked one after another.
 */
final class BatchRows {
    private final List<PackedRows> partitions;

    private BatchRows(List<PackedRows> partitions) {
        this.partitions = partitions;
    }

    /** All rows of a batch of {@link StatsRows#SCHEMA}. */
    static BatchRows of(Dataset<Row> batch) {
        RDD<InternalRow> planned = batch.queryExecution().logical() instanceof LogicalRDD alreadyPlanned
                ? alreadyPlanned.rdd()
                : batch.queryExecution().toRdd();
        PackedRows[] partitions = (PackedRows[])
                planned.sparkContext().runJob(planned, new PackRows(), ClassTag$.MODULE$.apply(PackedRows.class));
        return new BatchRows(Arrays.asList(partitions));
    }

    /** The logins that the batch does not count. */
    List<UncountedLogins> notCounted() {
        List<UncountedLogins> all = new ArrayList<>();
        partitions.forEach(partition -> all.addAll(partition.notCounted()));
        return all;
    }

    boolean isEmpty() {
        return partitions.stream().allMatch(PackedRows::isEmpty);
    }

    /** Passes the rows to publish to an action, one after another. */
    void forEach(Consumer<StatsRow> action) {
        partitions.forEach(partition -> partition.forEach(action));
    }

    /**
     * Packs the rows of a partition. A named class, because Spark parses the class file of a lambda twice each time it
     * runs it; that was a quarter of the driver's work per batch.
     */
    private static final class PackRows
            extends AbstractFunction2<TaskContext, scala.collection.Iterator<InternalRow>, PackedRows>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public PackedRows apply(TaskContext task, scala.collection.Iterator<InternalRow> rows) {
            PackedRows packed = new PackedRows();
            while (rows.hasNext()) {
                packed.add(StatsRows.of(rows.next()));
            }
            return packed.finish();
        }
    }
}
