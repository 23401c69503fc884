package io.rollcall.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kafka.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {
    private static final String FETCH_MAX_WAIT = "kafka." + ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;

    private final KafkaSource source = new KafkaSource(new KafkaSettings("a:1", null), "logins", true);

    @Test
    void fetchOfAMicroBatch_doesNotWait_asItsRecordsAreThere() {
        assertThat(source.options(new BatchSize(10, 1)))
                .containsEntry(FETCH_MAX_WAIT, "0")
                .containsAllEntriesOf(Map.of("maxOffsetsPerTrigger", "10", "subscribe", "logins"));
    }

    /** Its consumers poll all the time: a broker that answers at once would be asked again at once. */
    @Test
    void fetchInRealTimeMode_waitsForRecords() {
        assertThat(source.options()).doesNotContainKey(FETCH_MAX_WAIT);
    }
}
