package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.model.settings.Message;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stats jobs at once: the newer one takes over, the older one ends, and the numbers stay exact. */
class SecondStatsJobIT {
    @TempDir
    private Path folder;

    @Test
    void olderJob_isFencedAndSaysSo_andTheNumbersStayExact() {
        LoginGenerator logins = new LoginGenerator(3, new LoginMix(0, 0.1, 0, 0), Clock.systemUTC());
        try (TestPipeline pipeline = TestPipeline.start(folder)) {
            CompletableFuture<String> end =
                    pipeline.startStats().failure().thenApply(Message::toString).toCompletableFuture();
            pipeline.startClean();
            pipeline.produce(logins, 300);
            pipeline.awaitAllCounted();

            pipeline.startStats(folder.resolve("other-checkpoints").toString());
            pipeline.produce(logins, 300);
            await().atMost(Duration.ofSeconds(60)).until(end::isDone);
            assertThat(end.join()).contains("another user_login_stats writes to user-login-stats", "stop one");
            pipeline.produce(logins, 300);
            pipeline.awaitAllCounted();
            assertThat(pipeline.wrongRows()).isEmpty();
        }
    }
}
