/**
 * Each job's progress on {@code user-login-progress}, and the horizon that follows from it.
 *
 * <p>Spark's listener thread hands in finished batches ({@link io.rollcall.jobs.progress.BatchListener}). A thread of the
 * {@link io.rollcall.jobs.progress.ProgressPublisher} looks at the input topic, has the {@link
 * io.rollcall.jobs.progress.HorizonTracker} advance, and publishes. It does all of the package's work with Kafka; if Kafka
 * is away, reports are missing, but the job goes on.
 */
package io.rollcall.jobs.progress;
