/** A Kafka cluster in memory: logs, transactions and their markers, retention, compaction. */
package io.rollcall.simulation.broker;
