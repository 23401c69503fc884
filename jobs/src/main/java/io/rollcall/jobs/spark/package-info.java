/**
 * How the jobs use Spark: sessions inside one process ({@link io.rollcall.jobs.spark.LocalSpark}) and on a cluster ({@link
 * io.rollcall.jobs.spark.ClusterSpark}), the settings of both with their defaults for short batches, and Kafka as a
 * streaming source. Nothing here knows what a job computes. Everything is called by the thread that runs a job, in the
 * driver.
 */
package io.rollcall.jobs.spark;
