package io.rollcall.jobs.spark;

/**
 * How much a micro-batch reads.
 *
 * @param most records at most
 * @param tasks to read them in, at least; where it is no more than the topic's partitions, one for each
 * @param enough with so many records a micro-batch begins at once
 * @param patienceMillis with fewer it begins so long after the one before, ms; 0 for not to wait
 */
public record BatchSize(long most, long tasks, long enough, long patienceMillis) {
    /** One that begins with any record. */
    public BatchSize(long most, long tasks) {
        this(most, tasks, 1, 0);
    }
}
