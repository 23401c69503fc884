/**
 * The parts of the pipeline that run in this process: embedded Kafka, Spark, jobs, producer and dashboard.
 * {@code LocalPipeline} starts them in order, reports the first failure, and stops them in reverse. Parts run on threads of
 * their own; one thread starts and stops them. The data directory and its lock are here too.
 */
package io.rollcall.app.pipeline;
