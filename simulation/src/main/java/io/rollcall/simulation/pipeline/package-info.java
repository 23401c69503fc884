/**
 * The parts of the pipeline as state machines in steps. The arithmetic is the product's own; only what Spark, Kafka's
 * clients and threads do around it is imitated here.
 */
package io.rollcall.simulation.pipeline;
