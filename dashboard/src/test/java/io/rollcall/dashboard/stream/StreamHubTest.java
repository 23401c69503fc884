package io.rollcall.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.Masks;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.http.ServerState;
import io.rollcall.dashboard.http.SseReader;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the hub treats viewers, without a network. */
class StreamHubTest {
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");

    private static final Map<String, Component> UP = Map.of("kafka", new Component(Component.State.UP, "connected"));

    private static final String SECRET = """
            {"reason": "missing_locale", "detail": "Of ann-secret.", "topic": "user-login", "partition": 0, "offset": 9,
             "rejected_at": "2023-09-12T00:45:51.204Z", "value": "{\\"user_id\\": \\"ann-secret\\", \\"ip\\": \\"10.9.8.7\\"}",
             "stored": {"partition": 0, "offset": 7, "timestamp": "2023-09-12T00:45:51.217Z", "replayable": true}}
            """;

    private static final Set<Role> ROLES = EnumSet.of(Role.VIEWER, Role.ANALYST, Role.ADMIN);

    private final StatsBoard board = new StatsBoard(Settings.defaults());
    private final StreamHub hub = new StreamHub(
            board, new StreamWriter("test", () -> UP, () -> START, new Masks(Settings.defaults()), ROLES));

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

    @Test
    void viewerWhoMayNoLongerWatch_isClosedAtTheNextHeartbeat() {
        AtomicBoolean isSignedIn = new AtomicBoolean(true);
        StreamClient viewer = join(new Connection(), Role.VIEWER, isSignedIn::get);
        join(new Connection());
        hub.heartbeat();
        assertThat(viewer.closed()).isNotDone();
        isSignedIn.set(false);
        hub.heartbeat();
        assertThat(viewer.closed()).isDone();
        assertThat(hub.viewers()).isEqualTo(1);
    }

    /** Also of a viewer that comes back and gets what it missed. */
    @Test
    void rejectedRecords_areThoseOfTheRole() {
        Connection viewer = new Connection();
        Connection analyst = new Connection();
        Connection admin = new Connection();
        join(viewer, Role.VIEWER, () -> true);
        join(analyst, Role.ANALYST, () -> true);
        join(admin, Role.ADMIN, () -> true);
        ServerState.rejectedLogins(board);
        board.applyRejected(Json.readTree(SECRET.getBytes(StandardCharsets.UTF_8)), START + 1_000_000_000);
        hub.tick();
        assertThat(text(admin)).contains("ann-secret", "10.9.8.7");
        assertThat(text(analyst)).contains("value_hidden", "\"ids\":{").doesNotContain("ann-secret", "10.9.8.7", "xxx");
        assertThat(text(viewer)).contains("\"hidden\":true").doesNotContain("value_hidden", "ann-secret", "xxx");
        Connection back = new Connection();
        StreamClient again = new StreamClient(back, Role.VIEWER, () -> true);
        hub.add(again, "test-0");
        again.onWritePossible();
        assertThat(text(back)).contains("event: rejected", "\"hidden\":true").doesNotContain("ann-secret", "xxx");
    }

    private static String text(Connection connection) {
        return connection.received.toString(StandardCharsets.UTF_8);
    }

    private StreamClient join(Connection connection) {
        return join(connection, Role.ADMIN, () -> true);
    }

    private StreamClient join(Connection connection, Role role, BooleanSupplier stillValid) {
        StreamClient viewer = new StreamClient(connection, role, stillValid);
        hub.add(viewer, null);
        viewer.onWritePossible();
        return viewer;
    }

    private void apply(int logins) {
        WindowCases.row(START, "UT", logins, List.of("user"), List.of("device")).applyTo(board, START);
    }
}
