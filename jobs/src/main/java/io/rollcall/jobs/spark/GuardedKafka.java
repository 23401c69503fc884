package io.rollcall.jobs.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.streaming.StreamingRelationV2;
import org.apache.spark.sql.catalyst.streaming.Unassigned$;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.kafka010.KafkaMicroBatchStream;
import org.apache.spark.sql.kafka010.KafkaSourceProvider;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.LongAccumulator;
import scala.Option;

/**
 * Spark's Kafka source, whose tasks read with consumers that bring keys, values and timestamps within bounds, and make the
 * rows themselves. Spark overflows on a timestamp far outside, and copies a value several times; it allows neither a
 * deserializer nor an interceptor as an option. So this source is a wrapper that adds them: {@link BoundedKey}, {@link
 * BoundedValue}, {@link BoundedTimestamps}, and {@link GuardedReader} with the {@link RecordMapper} of a job.
 */
final class GuardedKafka {
    private GuardedKafka() {}

    /**
     * The rows that a job makes of a topic.
     *
     * @param options those of Spark's Kafka source
     * @param inTurns whether the readers of a process take turns in micro-batches
     */
    static Dataset<Row> read(SparkSession spark, Map<String, String> options, boolean inTurns, RecordMapper mapper) {
        LongAccumulator recordsRead = spark.sparkContext().longAccumulator("records read");
        KafkaSourceProvider kafka = new KafkaSourceProvider();
        CaseInsensitiveStringMap map = new CaseInsensitiveStringMap(options);
        // Options of Spark's reader are texts, so a mapper cannot be one.
        StreamingRelationV2 relation = new StreamingRelationV2(
                Option.apply(kafka),
                kafka.shortName(),
                new GuardedTable(
                        (SupportsRead) kafka.getTable(map), new GuardedReader.Factory(mapper, inTurns, recordsRead)),
                map,
                DataTypeUtils.toAttributes(mapper.schema()),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Unassigned$.MODULE$);
        return org.apache.spark.sql.classic.Dataset.ofRows((org.apache.spark.sql.classic.SparkSession) spark, relation);
    }

    /** The properties of a task's consumer, with the guards. */
    static Map<String, Object> guarded(Map<String, Object> consumer) {
        Map<String, Object> guarded = new HashMap<>(consumer);
        guarded.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BoundedKey.class.getName());
        guarded.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BoundedValue.class.getName());
        guarded.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, BoundedTimestamps.class.getName());
        return guarded;
    }

    private record GuardedTable(SupportsRead kafka, GuardedReader.Factory readers) implements SupportsRead {
        @Override
        public String name() {
            return kafka.name();
        }

        @Override
        public Column[] columns() {
            return CatalogV2Util.structTypeToV2Columns(readers.mapper().schema(), false);
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            Scan scan = kafka.newScanBuilder(options).build();
            return () -> new GuardedScan(scan, readers);
        }
    }

    private record GuardedScan(Scan kafka, GuardedReader.Factory readers) implements Scan {
        @Override
        public StructType readSchema() {
            return readers.mapper().schema();
        }

        @Override
        public String description() {
            return kafka.description();
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
            return new GuardedStream((KafkaMicroBatchStream) kafka.toMicroBatchStream(checkpointLocation), readers);
        }
    }
}
