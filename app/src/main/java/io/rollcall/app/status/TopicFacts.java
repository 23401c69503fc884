package io.rollcall.app.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Facts about a topic and its records.
 *
 * @param name of the topic
 * @param partitions their number; 0 if the topic does not exist
 * @param records number of offsets; there can be fewer records, because of compaction and transaction markers
 * @param bytes on the brokers' disks, all replicas together, or null if unknown
 * @param firstMillis Kafka timestamp of the first record, ms, or null
 * @param lastMillis the newest Kafka timestamp, ms, or null
 * @param perSecond offsets per second over the last minute
 */
public record TopicFacts(
        String name, int partitions, long records, Long bytes, Long firstMillis, Long lastMillis, double perSecond) {
    private static final Duration RATE_PERIOD = Duration.ofMinutes(1);

    /**
     * The facts of Rollcall's topics, in the order of the pipeline, and then of all others. Sizes are unknown if Kafka
     * refuses to tell them.
     */
    public static List<TopicFacts> ofAll(TopicAdmin admin, Settings settings, Clock clock) {
        Set<String> names = new LinkedHashSet<>(settings.topics().all());
        names.addAll(admin.names());
        return of(admin, names, admin.sizes().orElse(null), clock);
    }

    /** The facts of Rollcall's topics without their sizes, in the order of the pipeline. Needs no right on the cluster. */
    public static List<TopicFacts> ofPipeline(TopicAdmin admin, Settings settings, Clock clock) {
        return of(admin, settings.topics().all(), null, clock);
    }

    private static List<TopicFacts> of(
            TopicAdmin admin, Collection<String> names, Map<String, Long> sizes, Clock clock) {
        Set<String> existing = admin.names();
        List<TopicPartition> all =
                admin.partitions(names.stream().filter(existing::contains).toList());
        Map<TopicPartition, Long> begin = admin.offsets(all, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = admin.offsets(all, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> oldest = admin.listOffsets(all, OffsetSpec.forTimestamp(0));
        Map<TopicPartition, ListOffsetsResultInfo> newest = admin.listOffsets(all, OffsetSpec.maxTimestamp());
        long minuteAgo = clock.millis() - RATE_PERIOD.toMillis();
        Map<TopicPartition, Long> recent = admin.offsets(all, OffsetSpec.forTimestamp(minuteAgo));
        List<TopicFacts> facts = new ArrayList<>();
        for (String name : names) {
            List<TopicPartition> own =
                    all.stream().filter(p -> p.topic().equals(name)).toList();
            facts.add(new TopicFacts(
                    name,
                    own.size(),
                    own.stream().mapToLong(p -> end.get(p) - begin.get(p)).sum(),
                    sizes == null ? null : sizes.getOrDefault(name, 0L),
                    own.stream()
                            .map(p -> oldest.get(p).timestamp())
                            .filter(time -> time >= 0)
                            .min(Long::compare)
                            .orElse(null),
                    own.stream()
                            .map(p -> newest.get(p).timestamp())
                            .filter(time -> time >= 0)
                            .max(Long::compare)
                            .orElse(null),
                    own.stream()
                                    .filter(p -> recent.get(p) >= 0)
                                    .mapToLong(p -> end.get(p) - recent.get(p))
                                    .sum()
                            / (double) RATE_PERIOD.toSeconds()));
        }
        return facts;
    }

    /** Whether the topic exists. */
    public boolean exists() {
        return partitions > 0;
    }

    /** The facts as {@code rollcall topics -o json} shows them. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("topic", name);
        json.put("exists", exists());
        json.put("partitions", partitions);
        json.put("records", records);
        json.put("bytes", bytes);
        json.put("first", firstMillis == null ? null : IsoTime.format(firstMillis));
        json.put("last", lastMillis == null ? null : IsoTime.format(lastMillis));
        json.put("records_per_second", perSecond);
        return json;
    }
}
