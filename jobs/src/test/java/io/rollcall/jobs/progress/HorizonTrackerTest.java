package io.rollcall.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The horizon by its two bounds, without Kafka. */
class HorizonTrackerTest {
    private static final long LATENESS = 60_000;
    private static final long DELAY = 300_000;
    private static final long NOON = 1_700_000_000_000L;

    private final HorizonTracker horizon = new HorizonTracker(
            Settings.defaults().with(SettingKey.STATS_DELAY, "5m").with(SettingKey.LATENESS, "1m"));

    @Test
    void nothingMayBeDropped_whileEitherBoundIsUnknown() {
        assertThat(horizon.horizonMillis()).isEqualTo(HorizonTracker.NONE);
        horizon.sawEvent(NOON);
        assertThat(horizon.horizonMillis()).as("only the newest event").isEqualTo(HorizonTracker.NONE);

        HorizonTracker noEvents = new HorizonTracker(Settings.defaults());
        noEvents.advance(completeThrough(NOON));
        assertThat(noEvents.horizonMillis()).as("only what is complete").isEqualTo(HorizonTracker.NONE);
    }

    @Test
    void completenessThatIsUnknown_setsNoBound() {
        horizon.sawEvent(NOON);
        horizon.advance(new Completeness(LATENESS));
        assertThat(horizon.horizonMillis()).isEqualTo(HorizonTracker.NONE);
    }

    @Test
    void theNewestEventLessTheDelay_isOneBound() {
        horizon.advance(completeThrough(NOON));
        horizon.sawEvent(NOON - 1);
        assertThat(horizon.horizonMillis()).isEqualTo(NOON - 1 - DELAY);
        horizon.sawEvent(NOON - 10_000);
        assertThat(horizon.horizonMillis()).as("an older event").isEqualTo(NOON - 1 - DELAY);
    }

    @Test
    void theCompletenessLessTheLateness_isTheOtherBound() {
        horizon.sawEvent(NOON);
        horizon.advance(completeThrough(NOON - 3_600_000));
        assertThat(horizon.horizonMillis())
                .as("one partition is an hour behind the newest event")
                .isEqualTo(NOON - 3_600_000 - LATENESS);
    }

    @Test
    void theOlderBoundCounts_andBothMeetWhereTheyAreEqual() {
        horizon.sawEvent(NOON);
        long equal = NOON - DELAY + LATENESS;
        horizon.advance(completeThrough(equal));
        assertThat(horizon.horizonMillis()).isEqualTo(NOON - DELAY);
        horizon.advance(completeThrough(equal - 1));
        assertThat(horizon.horizonMillis()).isEqualTo(NOON - DELAY - 1);
        horizon.advance(completeThrough(equal + 1));
        assertThat(horizon.horizonMillis()).isEqualTo(NOON - DELAY);
    }

    @Test
    void aNewConnection_keepsTheHorizonUntilItKnowsMore() {
        horizon.sawEvent(NOON);
        horizon.advance(completeThrough(NOON - 3_600_000));
        horizon.advance(new Completeness(LATENESS));
        assertThat(horizon.horizonMillis()).isEqualTo(NOON - 3_600_000 - LATENESS);
    }

    @Test
    void countedOffsets_areThoseOfTheLastReport() throws Exception {
        horizon.advance(completeThrough(NOON, Map.of(0, 12L, 1, 7L)));
        assertThat(horizon.awaitCountedOffsets(0)).isEqualTo(Map.of(0, 12L, 1, 7L));
        horizon.advance(completeThrough(NOON + 1, Map.of(0, 13L, 1, 7L)));
        assertThat(horizon.awaitCountedOffsets(10_000)).isEqualTo(Map.of(0, 13L, 1, 7L));
    }

    @Test
    void countedOffsets_areEmptyIfNothingIsKnownInTime() throws Exception {
        assertThat(horizon.awaitCountedOffsets(0)).isEmpty();
        assertThat(horizon.awaitCountedOffsets(1)).isEmpty();
    }

    @Test
    void aThreadThatWaitsForCountedOffsets_getsThemAsSoonAsTheyAreKnown() throws Exception {
        CompletableFuture<Map<Integer, Long>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return horizon.awaitCountedOffsets(60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        horizon.advance(new Completeness(LATENESS));
        horizon.advance(completeThrough(NOON, Map.of(0, 12L)));
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(Map.of(0, 12L));
    }

    private static Completeness completeThrough(long millis) {
        return completeThrough(millis, Map.of());
    }

    /** A pipeline whose jobs have both processed everything before this time. */
    private static Completeness completeThrough(long millis, Map<Integer, Long> offsets) {
        Completeness completeness = new Completeness(LATENESS);
        completeness.apply(
                Progress.of(JobName.CLEAN, millis).with(new Progress.Input(millis, 0, false, offsets)), millis + 10);
        completeness.statsIsCompleteThrough(millis + 11);
        return completeness;
    }
}
