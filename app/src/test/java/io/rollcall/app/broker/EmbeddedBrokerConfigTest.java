package io.rollcall.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

/** Read as the broker reads them, so that a name which Kafka does not know any more is noticed, too. */
class EmbeddedBrokerConfigTest {
    private final KafkaConfig config =
            new KafkaConfig(EmbeddedBrokerConfig.of(Path.of("topics"), 9092, 9092, 9093), false);

    @Test
    void brokerIsSmall() {
        Map.of(
                        "num.io.threads", 2,
                        "num.network.threads", 2,
                        "background.threads", 2)
                .forEach((name, value) ->
                        assertThat(config.getInt(name)).as(name).isEqualTo(value));
        assertThat(config.logCleanerDedupeBufferSize()).isEqualTo(16 << 20);
    }

    @Test
    void startsDoNotWait() {
        assertThat(config.getInt("group.initial.rebalance.delay.ms")).isZero();
        assertThat(config.getInt("controller.quorum.append.linger.ms")).isZero();
        assertThat(config.brokerHeartbeatIntervalMs()).isEqualTo(500);
        assertThat(config.brokerSessionTimeoutMs()).isEqualTo(5000);
    }
}
