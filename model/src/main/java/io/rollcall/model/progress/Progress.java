package io.rollcall.model.progress;

import java.util.Map;

/**
 * How far a job is, as published on {@code user-login-progress}.
 *
 * @param job name of the job, see {@link JobName}
 * @param batch number of the last finished micro-batch, -1 before the first
 * @param atMillis when this was said, ms since the epoch
 * @param inputRows records read by the last batch
 * @param rowsPerSecond records a second read by the last batch
 * @param batchMillis duration of the last batch, ms
 * @param watermarkMillis event time (ms) before which state may have been dropped, or null before any was
 * @param completeThroughMillis every input record with a Kafka timestamp (ms) before this has been processed, or null
 * @param droppedRows logins that came for state already dropped and were never counted, since the checkpoint began; 0
 *     unless something is wrong
 * @param stateRows entries in the state store
 * @param stateBytes bytes of the state store
 * @param lag records of the input topic not processed yet
 * @param catchingUp it works through a backlog that was there when it started
 * @param lostRows input records that were deleted before they were read, since the checkpoint began
 * @param offsets next offset of the input topic to process, by partition
 */
public record Progress(
        String job,
        long batch,
        long atMillis,
        long inputRows,
        double rowsPerSecond,
        long batchMillis,
        Long watermarkMillis,
        Long completeThroughMillis,
        long droppedRows,
        long stateRows,
        long stateBytes,
        long lag,
        boolean catchingUp,
        long lostRows,
        Map<Integer, Long> offsets) {
    /** Keeps a copy of the offsets. */
    public Progress {
        offsets = Map.copyOf(offsets);
    }
}
