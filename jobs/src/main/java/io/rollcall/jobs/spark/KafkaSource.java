package io.rollcall.jobs.spark;

import io.rollcall.kafka.KafkaSettings;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * A topic as a streaming source, read from its earliest record on: its committed records, by {@link GuardedKafka}. A
 * value arrives as a {@link CarriedValue}.
 *
 * @param kafka which Kafka, and its client properties
 * @param topic the topic
 * @param failOnDataLoss whether the query fails when offsets that it is to read, or has read, do not exist. Otherwise Spark
 *     skips them, and goes back to lower offsets if the topic ends there.
 */
public record KafkaSource(KafkaSettings kafka, String topic, boolean failOnDataLoss) {
    /**
     * A micro-batch reads records that are already there, so a fetch need not wait for more. By default it would wait for
     * 500 ms, and Spark's request for the partition's offsets would wait behind it: see
     * docs/decisions/0016-fetches-that-do-not-wait.md.
     */
    private static final int FETCH_MAX_WAIT_MILLIS = 0;

    /** Client properties that Spark sets itself; it refuses a query that sets any of them. */
    private static final Set<String> SET_BY_SPARK = Set.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    /** The topic without a limit per batch, as Real-Time Mode requires. */
    public Dataset<Row> unbounded(SparkSession spark) {
        return reader(spark).load();
    }

    /** The topic in micro-batches of this size, read by one task of a process at a time. */
    public Dataset<Row> inTurns(SparkSession spark, BatchSize size) {
        return bounded(spark, size, true);
    }

    /** Whether a query failed because the heap was too small for a record, or for several at the same time. */
    public static boolean isTooLarge(Throwable failure) {
        return GuardedReader.isTooLarge(failure);
    }

    /** The topic in micro-batches of this size. Partitions share a batch in proportion to the records left in each. */
    public Dataset<Row> bounded(SparkSession spark, BatchSize size) {
        return bounded(spark, size, false);
    }

    private Dataset<Row> bounded(SparkSession spark, BatchSize size, boolean inTurns) {
        return reader(spark)
                .option(GuardedKafka.IN_TURNS, inTurns)
                .options(size.sourceOptions())
                .option("kafka.fetch.max.wait.ms", FETCH_MAX_WAIT_MILLIS)
                .load();
    }

    private DataStreamReader reader(SparkSession spark) {
        DataStreamReader reader = spark.readStream().format(GuardedKafka.class.getName());
        kafka.properties().forEach((name, value) -> {
            if (!SET_BY_SPARK.contains(name)) {
                reader.option("kafka." + name, value.toString());
            }
        });
        return reader.option("kafka." + ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .option("subscribe", topic)
                .option("startingOffsets", "earliest")
                .option("failOnDataLoss", failOnDataLoss)
                .option("groupIdPrefix", "rollcall-" + topic);
    }
}
