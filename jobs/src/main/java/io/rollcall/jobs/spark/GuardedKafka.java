package io.rollcall.jobs.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.kafka010.KafkaMicroBatchStream;
import org.apache.spark.sql.kafka010.KafkaSourceProvider;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spark's Kafka source, with consumers that bring keys, values and timestamps within bounds. Spark overflows on a timestamp
 * far outside, and copies a value several times; it allows neither a deserializer nor an interceptor as an option. So
 * this source is a wrapper that adds them to the consumers of the tasks: {@link BoundedKey}, {@link BoundedValue} and
 * {@link BoundedTimestamps}. Public, because Spark creates it by its name.
 */
public final class GuardedKafka implements TableProvider {
    /** Option: whether the readers of a process take turns in micro-batches. */
    static final String IN_TURNS = "rollcall.inTurns";

    private final KafkaSourceProvider kafka = new KafkaSourceProvider();

    /** For Spark. */
    public GuardedKafka() {}

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return kafka.inferSchema(options);
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new GuardedTable((SupportsRead) kafka.getTable(schema, partitioning, properties));
    }

    /** The properties of a task's consumer, with the guards. */
    static Map<String, Object> guarded(Map<String, Object> consumer) {
        Map<String, Object> guarded = new HashMap<>(consumer);
        guarded.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BoundedKey.class.getName());
        guarded.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BoundedValue.class.getName());
        guarded.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, BoundedTimestamps.class.getName());
        return guarded;
    }

    private record GuardedTable(SupportsRead kafka) implements SupportsRead {
        @Override
        public String name() {
            return kafka.name();
        }

        @Override
        public Column[] columns() {
            return kafka.columns();
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            Scan scan = kafka.newScanBuilder(options).build();
            return () -> new GuardedScan(scan, options.getBoolean(IN_TURNS, false));
        }
    }

    private record GuardedScan(Scan kafka, boolean inTurns) implements Scan {
        @Override
        public StructType readSchema() {
            return kafka.readSchema();
        }

        @Override
        public String description() {
            return kafka.description();
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
            return new GuardedStream((KafkaMicroBatchStream) kafka.toMicroBatchStream(checkpointLocation), inTurns);
        }
    }
}
