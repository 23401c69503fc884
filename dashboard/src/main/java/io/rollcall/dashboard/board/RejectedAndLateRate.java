package io.rollcall.dashboard.board;

/**
 * Rejected and late records per interval, which is as long as the slide.
 *
 * @param startMillis start of the interval of Kafka timestamps, ms since the epoch
 * @param rejected distinct rejected records
 * @param late distinct late records
 */
public record RejectedAndLateRate(long startMillis, long rejected, long late) {}
