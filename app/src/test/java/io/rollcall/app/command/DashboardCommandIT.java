package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.broker.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardCommandIT {
    @TempDir
    private Path directory;

    @Test
    void portInUse_isOneLineThatNamesTheOptionOfThisCommand() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "dashboard", "--bootstrap-server", broker.bootstrapServer(), "--port", "" + taken.getLocalPort());
            assertThat(run.err())
                    .isEqualTo("rollcall: port " + taken.getLocalPort() + " is in use: stop the process that listens"
                            + " there, or choose another port with --port\n");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }
}
