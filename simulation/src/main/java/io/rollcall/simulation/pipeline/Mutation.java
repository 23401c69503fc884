package io.rollcall.simulation.pipeline;

/** A fault of the protocol that can be switched on, to show that the simulation finds it. */
public enum Mutation {
    /** A checkpoint is bound to its topic by name only: a job reads on in a topic that was created again. */
    TOPIC_BY_NAME,
    /** The clean job reads uncommitted records, so logins of aborted transactions count. */
    UNCOMMITTED_LOGINS,
    /** Markers of transactions count as records that are left. */
    MARKERS_ARE_LAG,
    /** A job without visible lag is complete through now, although older records are in open transactions. */
    OPEN_TRANSACTIONS_FORGOTTEN,
    /** A rebuild publishes also the windows of which records were deleted. */
    REBUILD_WITHOUT_FLOOR,
    /** A rebuild publishes rows below those that are published already, until it has caught up. */
    REBUILD_LOWERS_ROWS,
    /** A dashboard believes reports before it has read the rows that stood before them. */
    FINAL_BEFORE_ROWS,
    /** The horizon is the newest event less the delay, whatever is complete. */
    HORIZON_WITHOUT_FINALITY,
    /** A report without lag says complete through its own time, which is after the offsets were read. */
    COMPLETE_THROUGH_REPORT_TIME,
    /** A report says complete through the time at which the last batch ended, whatever is left. */
    LAG_FORGOTTEN,
    /** The stats job commits its batch before it publishes. */
    COMMIT_BEFORE_PUBLISH,
    /** The stats job publishes outside transactions, so no copy is fenced and rows of failed batches are visible. */
    NO_FENCING,
    /** Records of a partition that was added are not noted as lost if they are deleted before the job reads it first. */
    NEW_PARTITIONS_LOSE_NOTHING,
    /** Records that were deleted during a batch are noted by the progress thread, when the batch is committed already. */
    LOSSES_AFTER_COMMIT,
    /** The clean job does not notice that the clean topic was created again. */
    OUTPUT_BY_NAME,
    /** The floor is computed when the stats job starts, not when its first batch is planned. */
    FLOOR_BEFORE_FIRST_BATCH,
    /** Rows of a batch that runs again without its deleted records replace higher ones. */
    LOSSES_LOWER_ROWS,
    /** A job reads on where it was, although the topic has lost records before that. */
    TRUNCATION_UNNOTICED,
    /** Processed offsets behind the end of a leader epoch are called lost, whatever was processed when. */
    TRUNCATION_BY_EPOCHS,
    /** The times at which records were processed do not count as evidence of a truncation. */
    TRUNCATION_WITHOUT_TIMES,
    /** A partition is complete through now although records lie beyond its high watermark. */
    HIGH_WATERMARK_IS_THE_END,
    /** Rows that were counted by other settings are not withdrawn. */
    OLD_ROWS_KEPT,
    /** A reset leaves the records that followers do not have yet. */
    HIDDEN_RECORDS_KEPT,
    /** A stats job takes the clean topic for whole after a reset, whatever was deleted since. */
    DELETED_AFTER_RESET,
    /** Reports do not say by which settings their job counts. */
    SETTINGS_UNSAID,
    /** A dashboard takes the newest window for the present. */
    FUTURE_WINDOWS_STEER,
    /** A dashboard counts rejected and late logins from its start on. */
    TOTALS_FROM_START,
    /** A dashboard reads on in a topic that was emptied, and keeps what it has counted. */
    EMPTIED_UNNOTICED,
    /** A dashboard keeps every id of rejected and late logins. */
    IDS_KEPT,
    /** The state keeps every pane. */
    STATE_KEPT,
    /** Logins that come for dropped state are not noted. */
    DROPS_UNCOUNTED,
    /** Losses are noted in memory only. */
    LOSSES_FORGOTTEN,
    /** A redelivered login behind the horizon counts as dropped. */
    REDELIVERY_IS_A_LOSS,
    /** A login is identified by its record only, so that an event which the source sends again counts twice. */
    SOURCE_IDS_IGNORED
}
