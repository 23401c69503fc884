package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.CountedLogin;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds logins to the tally of a window. */
final class TallyAggregate implements AggregateFunction<CountedLogin, TallyState, TallyState> {
    private static final long serialVersionUID = 1L;

    @Override
    public TallyState createAccumulator() {
        return new TallyState();
    }

    @Override
    public TallyState add(CountedLogin login, TallyState tally) {
        tally.add(login);
        return tally;
    }

    @Override
    public TallyState getResult(TallyState tally) {
        return tally;
    }

    @Override
    public TallyState merge(TallyState one, TallyState other) {
        throw new UnsupportedOperationException("sliding windows are never merged");
    }
}
