/**
 * What a stats job with a new checkpoint may publish over rows that are there already: a rebuild never makes a number
 * worse (docs/decisions/0043-a-rebuild-never-lowers-a-number.md). {@link io.rollcall.jobs.rebuild.Rebuild} is the entry
 * point of the job, {@link io.rollcall.jobs.rebuild.RebuildPlan} that of {@code rollcall reset}. The whole package runs
 * in the driver, on one thread at a time. Its methods may throw a {@link org.apache.kafka.common.KafkaException}.
 */
package io.rollcall.jobs.rebuild;
