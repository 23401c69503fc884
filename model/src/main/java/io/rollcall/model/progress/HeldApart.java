package io.rollcall.model.progress;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Windows ahead of the broker's time: the clock of a producer is fast. They are in no number until their time comes.
 *
 * @param windows their number, above 0
 * @param lastStartMillis the start of the last one, ms since the epoch
 * @param nowMillis the broker's time, ms since the epoch
 */
public record HeldApart(int windows, long lastStartMillis, long nowMillis) {
    /**
     * When a clean login happened, and when it reached the clean topic.
     *
     * @param eventMillis event time, ms since the epoch
     * @param kafkaMillis Kafka timestamp of the clean record, ms
     */
    public record Login(long eventMillis, long kafkaMillis) {}

    /** The windows of these logins that are held apart; null if there are none. @param nowMillis the broker's time */
    public static HeldApart of(Settings settings, Collection<Login> logins, long nowMillis) {
        Windowing windowing = settings.windowing();
        long latest = nowMillis + settings.duration(SettingKey.FUTURE_TOLERANCE).toMillis();
        TreeSet<Long> starts = new TreeSet<>();
        for (Login login : logins) {
            long pane = windowing.paneOf(login.eventMillis());
            if (pane > latest && pane - Windowing.MAX_AHEAD_MILLIS <= login.kafkaMillis()) {
                windowing.windowsOf(pane).stream()
                        .map(Window::startMillis)
                        .filter(start -> start > latest)
                        .forEach(starts::add);
            }
        }
        return starts.isEmpty() ? null : new HeldApart(starts.size(), starts.last(), nowMillis);
    }
}
