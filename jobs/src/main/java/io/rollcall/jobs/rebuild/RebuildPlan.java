package io.rollcall.jobs.rebuild;

import io.rollcall.jobs.rebuild.RebuildFloor.Beginning;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a stats job with a new checkpoint will count.
 *
 * @param replacesRows whether the newest rows were counted by other settings, so that it withdraws them
 * @param floorMillis start (ms) of the first window that it can count whole; empty if it can count all of them
 */
public record RebuildPlan(boolean replacesRows, OptionalLong floorMillis) {
    /** The plan of a job that reads the clean topic after the clean job has written all of it anew. */
    public static RebuildPlan fromRaw(Settings settings, Clock clock) {
        try (TopicContents contents = new TopicContents(KafkaSettings.of(settings))) {
            return fromRaw(settings, contents, clock.millis());
        }
    }

    /** The plan of a job that reads the clean topic as it is. */
    public static RebuildPlan fromClean(Settings settings, Clock clock) {
        try (TopicContents contents = new TopicContents(KafkaSettings.of(settings))) {
            return fromClean(settings, contents, clock.millis());
        }
    }

    /** What is counted now. */
    public static RowBasis basis(Settings settings) {
        try (TopicContents contents = new TopicContents(KafkaSettings.of(settings))) {
            return basis(settings, contents);
        }
    }

    /** The same from these contents. @param ownMillis the time by this machine's clock */
    public static RebuildPlan fromRaw(Settings settings, Contents contents, long ownMillis) {
        return from(settings, contents, settings.topics().raw(), RowBasis::raw, ownMillis);
    }

    /** The same from these contents. @param ownMillis the time by this machine's clock */
    static RebuildPlan fromClean(Settings settings, Contents contents, long ownMillis) {
        return from(settings, contents, settings.topics().clean(), RowBasis::clean, ownMillis);
    }

    /** The same from these contents. */
    public static RowBasis basis(Settings settings, Contents contents) {
        Topics topics = settings.topics();
        return RowBasis.of(settings, contents.ids(List.of(topics.raw(), topics.clean())));
    }

    /** @param topicOf the part of a row's basis that names the input topic */
    private static RebuildPlan from(
            Settings settings, Contents contents, String input, Function<RowBasis, String> topicOf, long ownMillis) {
        RowBasis basis = basis(settings, contents);
        List<Beginning> beginnings = contents.beginnings(input);
        long now = Math.max(ownMillis, contents.newestMillis(timed(settings.topics())));
        OptionalLong floor = floor(settings, beginnings, false, now);
        OptionalLong ifRecreated = floor(settings, beginnings, true, now);
        String stats = settings.topics().stats();
        if (contents.isUntouched(stats)) {
            return new RebuildPlan(false, floor);
        }
        boolean replaces = contents.newestBasis(stats).stream()
                .anyMatch(row -> !row.definition().equals(basis.definition()));
        if (floor.equals(ifRecreated)) {
            return new RebuildPlan(replaces, floor);
        }
        Predicate<RowBasis> fromOtherTopic =
                row -> row == null || !Objects.equals(topicOf.apply(row), topicOf.apply(basis));
        KnownRows rows = new KnownRows(settings.windowing(), basis, floor, fromOtherTopic);
        contents.readRows(stats, rows);
        return new RebuildPlan(replaces, rows.haveOtherTopic() ? ifRecreated : floor);
    }

    /** The topics whose newest record tells the broker's time. The raw topic may have its producers' clocks. */
    private static List<String> timed(Topics topics) {
        return List.of(topics.clean(), topics.stats(), topics.progress());
    }

    private static OptionalLong floor(Settings settings, List<Beginning> beginnings, boolean recreated, long now) {
        return RebuildFloor.of(
                beginnings,
                recreated,
                now,
                settings.duration(SettingKey.FUTURE_TOLERANCE).toMillis(),
                settings.windowing());
    }
}
