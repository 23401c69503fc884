package io.rollcall.dashboard.feed;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Properties of the Kafka clients: those of the user, overridden by those on which correct numbers depend. */
final class ClientProperties {
    private ClientProperties() {}

    /** Low latency; committed records only; no consumer group and no commits. */
    static Map<String, Object> consumer(Map<String, Object> user) {
        Map<String, Object> all = new TreeMap<>(user);
        all.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "rollcall-dashboard");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        // Bounds memory while a day of records is read at the start.
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return all;
    }

    /** Short timeouts, to notice an outage soon. */
    static Map<String, Object> admin(Map<String, Object> user) {
        Map<String, Object> all = new TreeMap<>(user);
        all.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "rollcall-dashboard-topics");
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3000);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3000);
        all.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return all;
    }
}
