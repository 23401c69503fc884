package io.rollcall.bench.faults;

import java.time.Duration;

/** Runs {@code rollcall status}. */
final class StatusRun {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String ALL_IS_WELL = "All is well.";

    private StatusRun() {}

    /** Records a problem if status finds something wrong. */
    static void requireAllIsWell(RoundContext context) {
        String said = said(context.pipeline());
        if (!said.contains(ALL_IS_WELL)) {
            context.addProblem("rollcall status does not say \"" + ALL_IS_WELL + "\" but " + said);
        }
    }

    /** Everything that it prints, on one line. */
    static String said(Pipeline pipeline) {
        ProductProcess status = pipeline.rollcall("status", pipeline.toKafka("status"));
        if (!status.awaitEnd(TIMEOUT)) {
            status.kill();
            throw new RoundFailure("status does not finish");
        }
        return String.join(" / ", status.output());
    }
}
