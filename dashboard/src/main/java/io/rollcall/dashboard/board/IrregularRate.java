package io.rollcall.dashboard.board;

/** Records of one stretch of time that were not counted. @param startMillis of their Kafka timestamps, ms */
public record IrregularRate(long startMillis, long rejected, long late) {}
