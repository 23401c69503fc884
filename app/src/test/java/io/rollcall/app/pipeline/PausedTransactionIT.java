package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stats job is paused in the middle of a transaction, until the broker aborts it: a laptop that sleeps, or a virtual
 * machine that is suspended. The job once took that for a second copy of itself, and ended.
 */
class PausedTransactionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STATS = Topics.DEFAULT.stats();

    @TempDir
    private Path folder;

    @Test
    void pausedUntilTheBrokerAborts_theBatchIsReplayed_unlessAnotherCopyTookOver() throws Exception {
        LoginGenerator logins = new LoginGenerator(7, new LoginMix(0, 0.1, 0, 0), Clock.systemUTC());
        Path client = Files.writeString(
                folder.resolve("client.properties"),
                "transaction.timeout.ms=1000\npartitioner.class=" + HoldingPartitioner.class.getName() + "\n");
        Map<String, String> abortsSoon = Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
        try (TestPipeline pipeline = TestPipeline.start(folder, abortsSoon)) {
            pipeline.startClean();
            pipeline.with(SettingKey.KAFKA_CONFIG, client.toString());
            CompletableFuture<String> end =
                    pipeline.startStats().failure().thenApply(Message::toString).toCompletableFuture();
            pipeline.produce(logins, 300);
            pipeline.awaitAllCounted();

            HoldingPartitioner.Hold pause = pauseUntilAborted(pipeline, logins);
            pause.end();
            pipeline.produce(logins, 300);
            pipeline.awaitAllCounted();
            assertThat(pipeline.said()).contains("the broker aborted a transaction that was open for too long");
            assertThat(pipeline.lastReport(JobName.STATS).failure())
                    .as("it is over")
                    .isNull();
            assertThat(end).isNotDone();
            assertThat(pipeline.wrongRows()).isEmpty();

            HoldingPartitioner.Hold secondPause = pauseUntilAborted(pipeline, logins);
            pipeline.startStats(folder.resolve("other-checkpoints").toString());
            pipeline.awaitAllCounted();
            secondPause.end();
            await().atMost(PATIENCE).until(end::isDone);
            assertThat(end.join()).contains("another user_login_stats writes to user-login-stats", "stop one");
            pipeline.produce(logins, 300);
            pipeline.awaitAllCounted();
            assertThat(pipeline.wrongRows()).isEmpty();
        }
    }

    private static HoldingPartitioner.Hold pauseUntilAborted(TestPipeline pipeline, LoginGenerator logins)
            throws Exception {
        HoldingPartitioner.Hold pause = HoldingPartitioner.next(STATS);
        pipeline.produce(logins, 300);
        await().atMost(PATIENCE).until(pause::hasBegun);
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            await().atMost(PATIENCE).until(() -> state(admin) == TransactionState.COMPLETE_ABORT);
        }
        return pause;
    }

    private static TransactionState state(Admin admin) throws ExecutionException, InterruptedException {
        String id = "rollcall-" + STATS;
        return admin.describeTransactions(List.of(id)).description(id).get().state();
    }
}
