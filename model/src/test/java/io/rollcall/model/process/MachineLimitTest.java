package io.rollcall.model.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineLimitTest {
    @Test
    void aLimitIsRecognised_whereverInTheChainItIs() {
        Map<MachineLimit, Throwable> said = Map.of(
                MachineLimit.OPEN_FILES, new FileNotFoundException("/data/offsets/1 (Too many open files)"),
                MachineLimit.DISK, new IOException("No space left on device"),
                MachineLimit.THREADS, new OutOfMemoryError("unable to create native thread: possibly out of memory"),
                MachineLimit.LIBRARIES, new UnsatisfiedLinkError("a.so: failed to map segment from shared object"),
                MachineLimit.MEMORY, new OutOfMemoryError("Java heap space"));
        said.forEach((limit, cause) -> {
            assertThat(MachineLimit.of(cause)).contains(limit);
            assertThat(MachineLimit.of(new IllegalStateException("query failed", new RuntimeException(cause))))
                    .contains(limit);
        });
    }

    @Test
    void anotherError_isNoLimit() {
        assertThat(MachineLimit.of(new UncheckedIOException(new IOException("Stream closed"))))
                .isEmpty();
        RuntimeException circle = new RuntimeException("a");
        circle.initCause(new RuntimeException("b", circle));
        assertThat(MachineLimit.of(circle)).isEmpty();
    }

    @Test
    void theAdvice_isOneLineThatSaysWhatToRaise() {
        assertThat(MachineLimit.OPEN_FILES.advice()).contains("open files", "LimitNOFILE");
        assertThat(MachineLimit.MEMORY.advice()).contains("ROLLCALL_JAVA_OPTS=-Xmx");
        for (MachineLimit limit : MachineLimit.values()) {
            assertThat(limit.advice()).isNotBlank().doesNotContain("\n");
        }
    }
}
