package io.rollcall.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.http.SseReader;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the hub treats viewers, without a network. */
class StreamHubTest {
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");

    private static final Map<String, Component> UP = Map.of("kafka", new Component(Component.State.UP, "connected"));

    private final StatsBoard board = new StatsBoard(Settings.defaults());
    private final StreamHub hub = new StreamHub(board, new StreamWriter("test", () -> UP, () -> START));

    /** A connection that accepts bytes only while it is ready. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean broken;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) throws IOException {
            if (broken) {
                throw new IOException("broken pipe");
            }
            received.write(b);
        }
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void viewerThatAcceptsNothing_getsASnapshotInsteadOfWhatItMissed() throws IOException {
        Connection connection = new Connection();
        StreamClient viewer = join(connection);
        connection.ready = false;
        connection.received.reset();
        for (int logins = 1; logins <= StreamClient.MAX_QUEUE + 2; logins++) {
            apply(logins);
            hub.tick();
        }
        assertThat(connection.received.size()).isZero();

        connection.ready = true;
        viewer.onWritePossible();
        SseReader reader = new SseReader(new ByteArrayInputStream(connection.received.toByteArray()));
        assertThat(reader.next().name()).isEqualTo("snapshot");
        reader.next("summary", event -> event.data().at("/visits/total").asInt() == StreamClient.MAX_QUEUE + 2);
    }

    @Test
    void viewerWhoseConnectionBreaks_isRemoved() {
        Connection connection = new Connection();
        join(connection);
        assertThat(hub.viewers()).isEqualTo(1);
        connection.broken = true;
        apply(1);
        hub.tick();
        assertThat(hub.viewers()).isZero();
    }

    @Test
    void unchangedNumbers_areNotSent() {
        Connection connection = new Connection();
        join(connection);
        apply(1);
        hub.tick();
        int received = connection.received.size();
        apply(1);
        hub.tick();
        hub.tick();
        assertThat(connection.received.toString(StandardCharsets.UTF_8).substring(received))
                .doesNotContain("event: stats");
    }

    private StreamClient join(Connection connection) {
        StreamClient viewer = new StreamClient(connection);
        hub.add(viewer, null);
        viewer.onWritePossible();
        return viewer;
    }

    private void apply(int logins) {
        WindowCases.row(START, "UT", logins, List.of("user"), List.of("device")).applyTo(board, START);
    }
}
