package io.rollcall.app.status;

import io.rollcall.kafka.newest.NewestLogins;
import io.rollcall.model.health.Facts;
import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what {@code rollcall status} knows about the pipeline. */
public final class StatusFacts {
    private StatusFacts() {}

    /** The facts. @param nowMillis ms since the epoch */
    public static Facts of(
            Settings settings, List<TopicFacts> all, LatestProgress progress, NewestLogins newest, long nowMillis) {
        return of(settings.topics(), all, progress.reports(), nowMillis)
                .withPipeline(progress.differences(), progress.warning())
                .withHeldApart(heldApart(settings, all, newest));
    }

    static HeldApart heldApart(Settings settings, List<TopicFacts> all, NewestLogins newest) {
        Topics topics = settings.topics();
        Optional<Long> brokersTime = all.stream()
                .filter(topic -> List.of(topics.stats(), topics.progress()).contains(topic.name()))
                .map(TopicFacts::lastMillis)
                .filter(Objects::nonNull)
                .max(Long::compare);
        return brokersTime
                .map(now -> HeldApart.of(settings, newest.times(), now))
                .orElse(null);
    }

    static Facts of(Topics topics, List<TopicFacts> all, Map<String, JobReport> jobs, long nowMillis) {
        Map<String, TopicFacts> byName = all.stream().collect(Collectors.toMap(TopicFacts::name, Function.identity()));
        List<String> missing =
                topics.all().stream().filter(name -> !byName.get(name).exists()).toList();
        TopicFacts raw = byName.get(topics.raw());
        return Facts.of(nowMillis, topics, jobs)
                .withMissingTopics(missing)
                .withLastMinute(new Facts.Rates(
                        raw.perSecond(), byName.get(topics.rejected()).perSecond()))
                .withNewestRaw(raw.lastMillis());
    }
}
