package io.rollcall.bench.peers.flink;

import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Fires a window that changed at the next multiple of the interval by the wall clock, and once more at its end. Flink's
 * own continuous trigger fires windows that did not change, too. Needs no state: a timer that is there already is not
 * set twice.
 */
final class EarlyFiring extends Trigger<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final long intervalMillis;

    EarlyFiring(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    @Override
    public TriggerResult onElement(Object login, long eventMillis, TimeWindow window, TriggerContext context) {
        long now = context.getCurrentProcessingTime();
        context.registerProcessingTimeTimer(now - now % intervalMillis + intervalMillis);
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long millis, TimeWindow window, TriggerContext context) {
        return TriggerResult.FIRE;
    }

    /** The window operator's own timer, after which it drops the window. */
    @Override
    public TriggerResult onEventTime(long millis, TimeWindow window, TriggerContext context) {
        return TriggerResult.FIRE;
    }

    /** A timer that is left fires for a window that is gone, which does nothing. */
    @Override
    public void clear(TimeWindow window, TriggerContext context) {}
}
