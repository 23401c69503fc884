package io.rollcall.model.health;

import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.settings.Topics;
import java.util.List;
import java.util.Map;

/**
 * What is known about a pipeline. Whoever judges knows some facts and not others: an unknown fact is no problem.
 *
 * @param nowMillis the present by the clock of the machine that judges, ms since the epoch
 * @param topics names of the topics
 * @param jobs the last report of each job that has reported, by name of the job
 * @param missingTopics topics that do not exist
 * @param differences what the jobs' settings and cluster differ in from those of whoever judges, in sentences
 * @param otherPipeline a sentence about another pipeline that reports to the same topic, or null
 * @param lastMinute how many records came lately, or null if unknown
 * @param newestRawMillis newest Kafka timestamp (ms) of the raw topic, or null if unknown
 * @param heldApart windows ahead of the broker's time, or null if none are known
 */
public record Facts(
        long nowMillis,
        Topics topics,
        Map<String, JobReport> jobs,
        List<String> missingTopics,
        List<String> differences,
        String otherPipeline,
        Rates lastMinute,
        Long newestRawMillis,
        HeldApart heldApart) {
    /**
     * Rates in any unit, the same for both.
     *
     * @param input raw logins
     * @param rejected those that were rejected
     */
    public record Rates(double input, double rejected) {}

    /** Keeps copies. */
    public Facts {
        jobs = Map.copyOf(jobs);
        missingTopics = List.copyOf(missingTopics);
        differences = List.copyOf(differences);
    }

    /** Only the jobs' reports are known. */
    public static Facts of(long nowMillis, Topics topics, Map<String, JobReport> jobs) {
        return new Facts(nowMillis, topics, jobs, List.of(), List.of(), null, null, null, null);
    }

    /** The same with topics that do not exist. */
    public Facts withMissingTopics(List<String> names) {
        return new Facts(
                nowMillis, topics, jobs, names, differences, otherPipeline, lastMinute, newestRawMillis, heldApart);
    }

    /** The same with what {@link io.rollcall.model.progress.PipelineCheck} found. */
    public Facts withPipeline(List<String> differing, String other) {
        return new Facts(
                nowMillis, topics, jobs, missingTopics, differing, other, lastMinute, newestRawMillis, heldApart);
    }

    /** The same with the rates of the last minute. */
    public Facts withLastMinute(Rates rates) {
        return new Facts(
                nowMillis, topics, jobs, missingTopics, differences, otherPipeline, rates, newestRawMillis, heldApart);
    }

    /** The same with the newest Kafka timestamp (ms) of the raw topic, or null. */
    public Facts withNewestRaw(Long millis) {
        return new Facts(
                nowMillis, topics, jobs, missingTopics, differences, otherPipeline, lastMinute, millis, heldApart);
    }

    /** The same with windows ahead of the broker's time, or null. */
    public Facts withHeldApart(HeldApart windows) {
        return new Facts(
                nowMillis,
                topics,
                jobs,
                missingTopics,
                differences,
                otherPipeline,
                lastMinute,
                newestRawMillis,
                windows);
    }
}
