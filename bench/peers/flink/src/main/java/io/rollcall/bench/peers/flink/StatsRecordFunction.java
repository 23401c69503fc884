package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.StatsRecord;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Turns a window that fires into a row of statistics, with its sketches. */
final class StatsRecordFunction implements WindowFunction<TallyState, StatsRecord, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(String locale, TimeWindow window, Iterable<TallyState> state, Collector<StatsRecord> out) {
        state.forEach(one -> out.collect(StatsRecord.of(window.getStart(), locale, one.tally())));
    }
}
