package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.rebuild.RowBasis;
import io.rollcall.jobs.tally.StatsRow;

/**
 * A record of the statistics topic.
 *
 * @param row its row
 * @param basis its header {@value RowBasis#HEADER}
 */
public record PublishedRow(StatsRow row, RowBasis basis) {}
