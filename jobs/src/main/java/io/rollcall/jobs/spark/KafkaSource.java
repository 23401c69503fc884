package io.rollcall.jobs.spark;

import io.rollcall.kafka.KafkaSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A topic as a streaming source, read from its earliest record on: the rows that a {@link RecordMapper} makes of its
 * committed records, by {@link GuardedKafka}.
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
    public Dataset<Row> unbounded(SparkSession spark, RecordMapper mapper) {
        return GuardedKafka.read(spark, options(), false, mapper);
    }

    /** The topic in micro-batches of this size, read by one task of a process at a time. */
    public Dataset<Row> inTurns(SparkSession spark, BatchSize size, RecordMapper mapper) {
        return GuardedKafka.read(spark, options(size), true, mapper);
    }

    /** The topic in micro-batches of this size. Partitions share a batch in proportion to the records left in each. */
    public Dataset<Row> bounded(SparkSession spark, BatchSize size, RecordMapper mapper) {
        return GuardedKafka.read(spark, options(size), false, mapper);
    }

    /** Whether a query failed because the heap was too small for a record, or for several at the same time. */
    public static boolean isTooLarge(Throwable failure) {
        return GuardedReader.isTooLarge(failure);
    }

    /** The options of Spark's source for micro-batches. */
    Map<String, String> options(BatchSize size) {
        Map<String, String> options = options();
        options.putAll(size.sourceOptions());
        options.put("kafka." + ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Integer.toString(FETCH_MAX_WAIT_MILLIS));
        return options;
    }

    /** The options of Spark's source in Real-Time Mode. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        kafka.properties().forEach((name, value) -> {
            if (!SET_BY_SPARK.contains(name)) {
                options.put("kafka." + name, value.toString());
            }
        });
        options.put("kafka." + ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        options.put("subscribe", topic);
        options.put("startingOffsets", "earliest");
        options.put("failOnDataLoss", Boolean.toString(failOnDataLoss));
        options.put("groupIdPrefix", "rollcall-" + topic);
        return options;
    }
}
