package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.rebuild.Contents;
import io.rollcall.jobs.rebuild.KnownRows;
import io.rollcall.jobs.rebuild.RebuildFloor.Beginning;
import io.rollcall.jobs.rebuild.RowBasis;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What a rebuild asks Kafka, answered by the simulated cluster. */
final class ClusterContents implements Contents {
    private final Environment environment;

    ClusterContents(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Map<String, String> ids(Collection<String> topics) {
        Map<String, String> ids = new HashMap<>();
        topics.forEach(name -> ids.put(name, "id-" + environment.topic(name).id()));
        return ids;
    }

    @Override
    public boolean isUntouched(String topic) {
        return environment.topic(topic).partitions().stream().allMatch(log -> log.logEnd() == 0);
    }

    @Override
    public long newestMillis(Collection<String> topics) {
        return topics.stream()
                .flatMap(name -> environment.topic(name).partitions().stream())
                .flatMap(log -> all(log, false).stream())
                .mapToLong(Entry::timestampMillis)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    @Override
    public Map<Integer, Long> beginningOffsets(String topic) {
        return environment.topic(topic).byPartition(PartitionLog::begin);
    }

    @Override
    public List<Beginning> beginnings(String topic) {
        boolean forgets = environment.has(Mutation.REBUILD_WITHOUT_FLOOR);
        boolean provesNothing = environment.topic(topic).hasProducersTimes();
        return environment.topic(topic).partitions().stream()
                .map(log -> {
                    List<Entry> first = log.read(log.begin(), Long.MAX_VALUE, 1, false);
                    boolean unknown = first.isEmpty() || (provesNothing && log.begin() > 0);
                    return new Beginning(
                            forgets ? 0 : log.begin(),
                            unknown ? null : (Long) first.get(0).timestampMillis());
                })
                .toList();
    }

    @Override
    public List<RowBasis> newestBasis(String topic) {
        return environment.topic(topic).partitions().stream()
                .flatMap(log -> all(log, true).stream())
                .filter(entry -> entry.content() != null)
                .map(entry -> ((PublishedRow) entry.content()).basis())
                .toList();
    }

    @Override
    public void readRows(String topic, KnownRows rows) {
        if (environment.has(Mutation.REBUILD_LOWERS_ROWS)) {
            return;
        }
        Topic stats = environment.topic(topic);
        for (PartitionLog log : stats.partitions()) {
            for (Entry entry : all(log, true)) {
                Headers headers = new RecordHeaders();
                byte[] value = null;
                if (entry.content() instanceof PublishedRow row) {
                    headers.add(RowBasis.HEADER, row.basis().toBytes());
                    value = StatsJson.write(row.row().stats());
                }
                rows.apply(entry.key().getBytes(StandardCharsets.UTF_8), value, headers);
                if (rows.haveOtherTopic()) {
                    return;
                }
            }
        }
    }

    private static List<Entry> all(PartitionLog log, boolean committed) {
        return log.read(log.begin(), Long.MAX_VALUE, Integer.MAX_VALUE, committed);
    }
}
