package io.rollcall.jobs.checkpoint;

/**
 * Offsets of one partition.
 *
 * @param from the first
 * @param to the one after the last
 */
public record OffsetRange(long from, long to) {}
