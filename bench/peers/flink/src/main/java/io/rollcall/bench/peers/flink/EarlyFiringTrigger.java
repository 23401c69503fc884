package io.rollcall.bench.peers.flink;

import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Fires a changed window at the next multiple of the interval by the wall clock, and once more at the end of the
 * window. Flink's own continuous trigger also fires windows that have not changed. The trigger has no state: setting a
 * timer that is already set changes nothing.
 */
final class EarlyFiringTrigger extends Trigger<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final long intervalMillis;

    EarlyFiringTrigger(long intervalMillis) {
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

    /** The timer of the window operator, after which it drops the window. */
    @Override
    public TriggerResult onEventTime(long millis, TimeWindow window, TriggerContext context) {
        return TriggerResult.FIRE;
    }

    /** Does nothing: a timer that is left fires for a window that no longer exists, which has no effect. */
    @Override
    public void clear(TimeWindow window, TriggerContext context) {}
}
