/**
 * Reads, filters and shows records of topics, for {@code rollcall tail} and {@code replay-rejected}.
 * {@code TopicReader} turns positions into spans of offsets, {@code BoundedRead} reads and merges them,
 * {@code RecordPrinter} filters records and writes them in a {@code RecordFormat}. Nothing here writes to Kafka or needs
 * Spark. A second thread formats and prints while the first one reads; the reader belongs to one thread.
 */
package io.rollcall.app.tail;
