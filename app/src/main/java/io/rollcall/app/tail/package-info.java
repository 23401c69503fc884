/**
 * Reading topics and showing what is on them: which records ({@link io.rollcall.app.tail.Position},
 * {@link io.rollcall.app.tail.RecordFilter}), how they look ({@link io.rollcall.app.tail.RecordFormat}). Bounded reads
 * are ordered by Kafka timestamp across partitions, and within a partition as they lie there. Nothing in here joins a
 * consumer group, commits, creates a topic, or knows Spark, the broker or the command line: it has to start quickly.
 */
package io.rollcall.app.tail;
