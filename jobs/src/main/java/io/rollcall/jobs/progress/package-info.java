/**
 * Each job's progress on {@code user-login-progress}, and the horizon that follows from it.
 *
 * <p>Spark's listener thread hands in finished batches ({@link io.rollcall.jobs.progress.BatchListener}). A thread of
 * the {@link io.rollcall.jobs.progress.ProgressPublisher} reads the offsets of the input topic, advances the {@link
 * io.rollcall.jobs.progress.HorizonTracker}, and publishes. This thread makes all of the package's requests to Kafka.
 * If Kafka is unavailable, reports are missing, but the job continues.
 */
package io.rollcall.jobs.progress;
