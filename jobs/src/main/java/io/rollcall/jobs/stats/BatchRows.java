package io.rollcall.jobs.stats;

import io.rollcall.jobs.tally.StatsRow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.LogicalRDD;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * Fetches the rows of a micro-batch by the plan that Spark has already made for it. Collecting the data set that {@code
 * foreachBatch} receives would plan a second query per batch and show it in the Spark UI.
 */
final class BatchRows {
    private BatchRows() {}

    /** All rows of a batch of {@link StatsRows#SCHEMA}. There are few, whatever the login rate. */
    static List<StatsRow> of(Dataset<Row> batch) {
        RDD<InternalRow> planned = batch.queryExecution().logical() instanceof LogicalRDD alreadyPlanned
                ? alreadyPlanned.rdd()
                : batch.queryExecution().toRdd();
        InternalRow[][] partitions = (InternalRow[][])
                planned.sparkContext().runJob(planned, new CopyRows(), ClassTag$.MODULE$.apply(InternalRow[].class));
        List<StatsRow> rows = new ArrayList<>();
        for (InternalRow[] partition : partitions) {
            for (InternalRow row : partition) {
                rows.add(StatsRows.of(row));
            }
        }
        return rows;
    }

    /**
     * Copies the rows of a partition. A named class, because Spark parses the class file of a lambda twice each time it
     * runs it; that was a quarter of the driver's work per batch.
     */
    private static final class CopyRows extends AbstractFunction2<TaskContext, Iterator<InternalRow>, InternalRow[]>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public InternalRow[] apply(TaskContext task, Iterator<InternalRow> rows) {
            List<InternalRow> copies = new ArrayList<>();
            while (rows.hasNext()) {
                copies.add(rows.next().copy());
            }
            return copies.toArray(new InternalRow[0]);
        }
    }
}
