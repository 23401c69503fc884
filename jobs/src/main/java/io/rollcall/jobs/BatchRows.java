package io.rollcall.jobs;

import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.LogicalRDD;

/**
 * Fetches the rows of a micro-batch by the plan that Spark has made for it. To collect the data set that {@code
 * foreachBatch} is handed would plan, and report to the Spark UI, a second query in each batch.
 */
final class BatchRows {
    private BatchRows() {}

    /** All rows of {@link StatsRow#SCHEMA}: few, whatever the login rate. */
    static List<StatsRow> of(Dataset<Row> batch) {
        RDD<InternalRow> rows = batch.queryExecution().logical() instanceof LogicalRDD planned
                ? planned.rdd()
                : batch.queryExecution().toRdd();
        return rows.toJavaRDD().map(InternalRow::copy).collect().stream()
                .map(StatsRow::of)
                .toList();
    }
}
