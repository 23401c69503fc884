package io.rollcall.simulation.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The log behaves as Kafka's where the simulation depends on it. */
class PartitionLogTest {
    private final Cluster cluster = new Cluster(1_000);
    private final PartitionLog log = new PartitionLog(cluster);

    @Test
    void anOpenTransaction_hidesWhatFollows_fromReadersOfCommittedRecords() {
        int epoch = cluster.initTransactions("p");
        append("a", null);
        append("b", cluster.transaction("p", epoch));
        append("c", null);
        assertThat(keys(true)).containsExactly("a");
        assertThat(keys(false)).containsExactly("a", "b", "c");

        cluster.endTransaction("p", epoch, true);
        assertThat(keys(true)).as("the marker is missing").containsExactly("a");
        assertThat(cluster.writeMarker(0)).isTrue();
        assertThat(keys(true)).containsExactly("a", "b", "c");
        assertThat(log.highWatermark()).as("the marker has an offset").isEqualTo(4);
    }

    @Test
    void recordsOfAnAbortedTransaction_areSkipped() {
        int epoch = cluster.initTransactions("p");
        append("a", cluster.transaction("p", epoch));
        append("b", null);
        cluster.endTransaction("p", epoch, false);
        cluster.writeMarker(0);
        assertThat(keys(true)).containsExactly("b");
    }

    @Test
    void aSecondProducer_fencesTheFirst_andAbortsItsTransaction() {
        int first = cluster.initTransactions("p");
        append("a", cluster.transaction("p", first));
        int second = cluster.initTransactions("p");
        assertThat(second).isGreaterThan(first);
        assertThatThrownBy(() -> cluster.endTransaction("p", first, true)).isInstanceOf(Cluster.FencedException.class);
        cluster.transaction("p", second);
        assertThat(keys(true)).isEmpty();
        assertThat(log.lastStableOffset()).as("aborted, with its marker").isEqualTo(2);
    }

    @Test
    void compaction_keepsTheNewestCommittedRecordOfAKey() {
        append("a", null);
        append("b", null);
        append("a", null);
        log.compactBefore(3);
        assertThat(log.read(0, Long.MAX_VALUE, 10, true))
                .extracting(Entry::offset)
                .containsExactly(1L, 2L);
    }

    @Test
    void deletedRecords_areGone_andTheirOffsetsStay() {
        append("a", null);
        append("b", null);
        log.deleteBefore(1);
        assertThat(log.begin()).isEqualTo(1);
        assertThat(keys(true)).containsExactly("b");
        append("c", null);
        assertThat(log.highWatermark()).isEqualTo(3);
    }

    private void append(String key, Transaction transaction) {
        log.append(key, key, cluster.nowMillis(), transaction);
    }

    private List<String> keys(boolean committed) {
        return log.read(0, Long.MAX_VALUE, 10, committed).stream()
                .map(Entry::key)
                .toList();
    }
}
