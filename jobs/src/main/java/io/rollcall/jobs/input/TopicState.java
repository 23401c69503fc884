package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.InputIdentity;
import java.util.Map;

/**
 * A topic as the brokers describe it. All maps have every partition as key. Public for the simulation.
 *
 * @param identity which topic it is
 * @param beginningOffsets offset of the first record that is left
 * @param endOffsets next offset to be written
 * @param epochs the newest leader epoch; partitions of brokers that do not tell are missing
 */
public record TopicState(
        InputIdentity identity,
        Map<Integer, Long> beginningOffsets,
        Map<Integer, Long> endOffsets,
        Map<Integer, Integer> epochs) {}
