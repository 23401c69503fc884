package io.rollcall.jobs.stats;

import io.rollcall.jobs.tally.OpenWindows;
import io.rollcall.model.stats.Windowing;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.streaming.QueryInfo;

/**
 * What the tasks of one state partition keep in memory from batch to batch, beside the state store. A task uses it only if
 * it continues the batch before: of the same run, in this process, and with its state committed. So nothing is in it that
 * the state store does not have. Not thread-safe; a task has it to itself.
 */
final class StateMemory {
    /** Partitions whose memory is kept in this process. */
    private static final int MAX_PARTITIONS = 64;

    /** Locales whose windows are kept per partition: about 12 MB if all have many users. */
    static final int MAX_LOCALES = 256;

    private static final Map<Partition, StateMemory> KEPT =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Partition, StateMemory> eldest) {
                    return size() > MAX_PARTITIONS;
                }
            });

    private record Partition(UUID run, int number) {}

    private final Partition partition;
    private final Windowing windowing;
    private final Map<String, OpenWindows> locales = new HashMap<>();
    /** The batch that uses it, or used it last. */
    private long batch;

    private StateMemory(Partition partition, Windowing windowing) {
        this.partition = partition;
        this.windowing = windowing;
    }

    /**
     * The memory for a task. Takes it away, so that another attempt of the same task starts without any.
     *
     * @param query the run and the batch of the task
     * @param partition number of the state partition
     */
    static StateMemory take(QueryInfo query, int partition, Windowing windowing) {
        Partition key = new Partition(query.getRunId(), partition);
        StateMemory kept = KEPT.remove(key);
        StateMemory taken =
                kept != null && kept.batch == query.getBatchId() - 1 ? kept : new StateMemory(key, windowing);
        taken.batch = query.getBatchId();
        return taken;
    }

    /** Keeps it for the next batch. Only to be called when the state of this batch is committed. */
    void giveBack() {
        KEPT.put(partition, this);
    }

    /** The windows of a locale. Those of a locale too many are not kept. */
    OpenWindows of(String locale) {
        OpenWindows known = locales.get(locale);
        if (known == null) {
            known = new OpenWindows(windowing);
            if (locales.size() < MAX_LOCALES) {
                locales.put(locale, known);
            }
        }
        return known;
    }
}
