package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** The stats job is paused in the middle of a transaction, until the broker has aborted it. */
final class PauseInTransaction implements Fault {
    private static final int MAX_PAUSE_MILLIS = 3_000;
    private static final Duration CATCH = Duration.ofMinutes(1);
    /** The broker looks for transactions beyond their time every 10 s. */
    private static final Duration ABORT = Duration.ofSeconds(60);

    private static final Duration DECISION = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "pause-in-transaction";
    }

    @Override
    public String description() {
        return "SIGSTOP of the stats job in the middle of a transaction until the broker has aborted it, then SIGCONT";
    }

    /** The default of a minute would only make the round longer. */
    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        pipeline.clientProperties("transaction.timeout.ms=10000");
        Fault.super.prepare(pipeline);
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        ProductProcess stats = pipeline.part(Pipeline.STATS);
        long begun = System.nanoTime();
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            Waiting.until("a pause in the middle of a transaction", CATCH, () -> isPausedInTransaction(admin, stats));
            Waiting.until("the broker to abort the transaction", ABORT, () -> !isOngoing(admin));
        } finally {
            stats.resume();
        }
        long healed = System.currentTimeMillis();
        String evidence = "paused for " + (System.nanoTime() - begun) / 1_000_000_000 + " s";
        if (stats.awaitEnd(DECISION)) {
            context.addProblem("the stats job ended with " + stats.exitCode() + ": " + stats.lastLine());
            pipeline.start(Pipeline.STATS);
        }
        return new Injection(healed, true, evidence + "; said: " + stats.lastLine());
    }

    /** Pauses the job as soon as a transaction is open; lets it go on if the transaction was over by then. */
    private static boolean isPausedInTransaction(Admin admin, ProductProcess stats) {
        long deadline = System.nanoTime() + CATCH.toNanos();
        while (!isOngoing(admin)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        stats.pause();
        if (isOngoing(admin)) {
            return true;
        }
        stats.resume();
        return false;
    }

    private static boolean isOngoing(Admin admin) {
        try {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::state)
                    .anyMatch(TransactionState.ONGOING::equals);
        } catch (InterruptedException | ExecutionException e) {
            throw new RoundFailure("cannot list the transactions: " + e);
        }
    }
}
