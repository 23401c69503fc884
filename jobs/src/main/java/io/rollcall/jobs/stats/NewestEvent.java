package io.rollcall.jobs.stats;

import org.apache.spark.util.AccumulatorV2;

/**
 * The newest event time (ms) that tasks have seen; {@code Long.MIN_VALUE} before the first. Tasks add, the driver reads.
 */
final class NewestEvent extends AccumulatorV2<Long, Long> {
    private static final long serialVersionUID = 1L;

    private long millis = Long.MIN_VALUE;

    NewestEvent() {}

    @Override
    public boolean isZero() {
        return millis == Long.MIN_VALUE;
    }

    @Override
    public NewestEvent copy() {
        NewestEvent copy = new NewestEvent();
        copy.millis = millis;
        return copy;
    }

    @Override
    public void reset() {
        millis = Long.MIN_VALUE;
    }

    @Override
    public void add(Long eventMillis) {
        millis = Math.max(millis, eventMillis);
    }

    @Override
    public void merge(AccumulatorV2<Long, Long> other) {
        add(other.value());
    }

    @Override
    public Long value() {
        return millis;
    }
}
