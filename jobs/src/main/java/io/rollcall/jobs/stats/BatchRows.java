package io.rollcall.jobs.stats;

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
 * Fetches the rows of a micro-batch by the plan that Spark has made for it. To collect the data set that {@code
 * foreachBatch} is handed would plan, and report to the Spark UI, a second query in each batch.
 */
final class BatchRows {
    private BatchRows() {}

    /** All rows of {@link StatsRow#SCHEMA}: few, whatever the login rate. */
    static List<StatsRow> of(Dataset<Row> batch) {
        RDD<InternalRow> planned = batch.queryExecution().logical() instanceof LogicalRDD made
                ? made.rdd()
                : batch.queryExecution().toRdd();
        InternalRow[][] partitions = (InternalRow[][])
                planned.sparkContext().runJob(planned, new Copies(), ClassTag$.MODULE$.apply(InternalRow[].class));
        List<StatsRow> rows = new ArrayList<>();
        for (InternalRow[] partition : partitions) {
            for (InternalRow row : partition) {
                rows.add(StatsRow.of(row));
            }
        }
        return rows;
    }

    /**
     * The rows of a partition. A class with a name, as Spark takes a lambda's class file apart, twice, each time it is
     * run: a quarter of what the driver did in a batch.
     */
    private static final class Copies extends AbstractFunction2<TaskContext, Iterator<InternalRow>, InternalRow[]>
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
