package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts that start side by side are all stopped, and one that fails is not lost. */
@Timeout(30)
class LocalPipelineTest {
    private final StringWriter said = new StringWriter();
    private final Set<String> stopped = Collections.synchronizedSet(new LinkedHashSet<>());
    private final LocalPipeline pipeline = new LocalPipeline(new PrintWriter(said));

    @Test
    void startTogether_needsNoneToBeReadyBeforeAnother() {
        CountDownLatch both = new CountDownLatch(2);
        pipeline.start("first", () -> part("first"));
        pipeline.startTogether(
                () -> pipeline.start("left", () -> readyWith(both, "left")),
                () -> pipeline.start("right", () -> readyWith(both, "right")));
        pipeline.close();
        assertThat(said.toString()).contains("✓ left ready", "✓ right ready");
        assertThat(stopped).containsExactlyInAnyOrder("left", "right", "first");
        assertThat(stopped).last().isEqualTo("first");
    }

    @Test
    void startTogether_saysWhatFailed_onceTheOthersCanBeStopped() {
        CountDownLatch failed = new CountDownLatch(1);
        UserError error = new UserError("port 1 is in use");
        assertThatThrownBy(() -> pipeline.startTogether(
                        () -> pipeline.start("slow", () -> readyWith(failed, "slow")),
                        () -> pipeline.start("broken", () -> {
                            failed.countDown();
                            throw error;
                        })))
                .isSameAs(error);
        pipeline.close();
        assertThat(stopped).containsExactly("slow");
    }

    /** A part that is ready when all who count down with it are. */
    private Part readyWith(CountDownLatch all, String name) {
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return part(name);
    }

    private Part part(String name) {
        return () -> stopped.add(name);
    }
}
