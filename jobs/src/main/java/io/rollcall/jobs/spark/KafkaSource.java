package io.rollcall.jobs.spark;

import io.rollcall.kafka.KafkaSettings;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * A topic as a streaming source, from its earliest record on.
 *
 * @param kafka which Kafka, and its client properties
 * @param topic the topic
 * @param failOnDataLoss whether the query stops when records were deleted before they were read
 */
public record KafkaSource(KafkaSettings kafka, String topic, boolean failOnDataLoss) {
    /**
     * What a micro-batch reads is there. As soon as a consumer has it, it asks for more, and Spark for the offsets of the
     * partition; a broker answers one request of a connection after the other, so by default the second waits half a
     * second, or until the partition has another record, behind the first.
     */
    private static final int NO_WAIT = 0;

    /** Reads without a bound a batch, as Real-Time Mode asks. */
    public Dataset<Row> unbounded(SparkSession spark) {
        return reader(spark).load();
    }

    /** Reads micro-batches of such a size, shared among partitions in proportion to what each has left. */
    public Dataset<Row> bounded(SparkSession spark, BatchSize size) {
        DataStreamReader reader = reader(spark)
                .option("maxOffsetsPerTrigger", size.most())
                .option("minPartitions", size.tasks())
                .option("kafka.fetch.max.wait.ms", NO_WAIT);
        if (size.patienceMillis() > 0) {
            reader.option("minOffsetsPerTrigger", Math.min(size.enough(), size.most()))
                    .option("maxTriggerDelay", size.patienceMillis() + "ms");
        }
        return reader.load();
    }

    private DataStreamReader reader(SparkSession spark) {
        DataStreamReader reader = spark.readStream().format("kafka");
        kafka.properties().forEach((name, value) -> reader.option("kafka." + name, value.toString()));
        return reader.option("subscribe", topic)
                .option("startingOffsets", "earliest")
                .option("failOnDataLoss", failOnDataLoss)
                .option("groupIdPrefix", "rollcall-" + topic);
    }
}
