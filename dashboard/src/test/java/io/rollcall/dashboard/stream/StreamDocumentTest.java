package io.rollcall.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.dashboard.access.Masks;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.http.AnswerCheck;
import io.rollcall.dashboard.http.ApiDocument;
import io.rollcall.dashboard.http.ServerState;
import io.rollcall.dashboard.http.SseReader;
import io.rollcall.dashboard.http.TestServer;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The events of the stream match docs/api.yaml. */
@Timeout(60)
class StreamDocumentTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final JsonNode EVENTS = DOCUMENT.root().findValue("x-events");

    private static final StreamWriter.ServerLoad LOAD = new StreamWriter.ServerLoad(1, 100);

    private final TestServer on = new TestServer();
    private final Set<String> seen = new TreeSet<>();

    @AfterEach
    void stop() {
        on.close();
    }

    @ParameterizedTest
    @EnumSource
    void stream_startsAsDocumented(ServerState state) throws Exception {
        state.setUp(on);
        List<String> names = new ArrayList<>();
        try (SseReader stream = on.stream("lmfzy4i0-42")) {
            do {
                names.add(check(stream.next()).name());
            } while (!seen.contains("service"));
        }
        assertThat(names).startsWith("snapshot").endsWith("rejected", "service");
        assertThat(names.contains("stats")).isEqualTo(!on.board.recentRows().isEmpty());
        assertThat(names.contains("progress")).isEqualTo(!on.board.jobs().isEmpty());
    }

    @Test
    void everyDocumentedEvent_isSent_andNoOther() throws Exception {
        Map<String, Component> health = new TreeMap<>();
        List.of("kafka", "clean", "stats", "consumer")
                .forEach(part -> health.put(part, new Component(Component.State.UP, "connected")));
        AtomicLong clock = new AtomicLong(TestServer.NOW);
        StreamWriter writer = new StreamWriter(
                "lmfzy4i0", () -> health, clock::get, new Masks(Settings.defaults()), EnumSet.of(Role.ADMIN));
        assertThat(names(writer.initial(on.board, LOAD))).containsExactly("snapshot", "rejected", "service");
        try (StatsBoard board = new StatsBoard(Settings.defaults())) {
            for (Component.State state : Component.State.values()) {
                clock.addAndGet(1_000);
                health.put("stats", new Component(state, "a reason"));
                ServerState.logins(board);
                ServerState.rejectedLogins(board);
                board.applyLate(new EventId(0, 9), TestServer.NOW);
                board.applyProgress(ProgressJson.read(Json.bytes(example("Progress"))), TestServer.NOW);
                StreamUpdate update = writer.changes(board, board.drainChanges(), LOAD);
                assertThat(names(update)).contains("progress", "service").endsWith("summary");
            }
        }
        assertThat(seen).isEqualTo(documented());
    }

    /** Checks the events of an update, and returns their names. */
    private List<String> names(StreamUpdate update) throws IOException {
        List<String> names = new ArrayList<>();
        int count = new String(update.bytes(Role.ADMIN), StandardCharsets.UTF_8).split("\n\n", -1).length - 1;
        SseReader reader = new SseReader(new ByteArrayInputStream(update.bytes(Role.ADMIN)));
        while (names.size() < count) {
            names.add(check(reader.next()).name());
        }
        return names;
    }

    @Test
    void stream_resumesAfterTheLastEventReceived() throws Exception {
        ServerState.logins(on.board);
        SseReader.Event last;
        try (SseReader stream = on.stream(null)) {
            last = check(stream.next("snapshot"));
        }
        on.apply(TestServer.START, "UT", 9);
        try (SseReader stream = on.stream(last.id())) {
            assertThat(check(stream.next()).name()).isNotEqualTo("snapshot");
        }
    }

    /** The stream passes records of the topics on unchanged, so that these examples hold for the topics too. */
    @Test
    void examplesOfTopicRecords_arePassedOn() throws Exception {
        JsonNode progress = example("Progress");
        JsonNode rejected = example("RejectedRecord");
        on.board.applyProgress(ProgressJson.read(Json.bytes(progress)), TestServer.NOW);
        on.board.applyRejected(rejected, TestServer.NOW);
        try (SseReader stream = on.stream(null)) {
            assertThat(check(stream.next("progress")).data()).isEqualTo(AnswerCheck.json(Json.text(progress)));
            assertThat(check(stream.next("rejected")).data().at("/rejected/0")).isEqualTo(rejected);
        }
    }

    @Test
    void heartbeat_isADocumentedComment() {
        String text =
                DOCUMENT.root().findValue("x-comments").at("/heartbeat/text").textValue();
        assertThat(new String(StreamUpdate.HEARTBEAT.bytes(Role.VIEWER), StandardCharsets.UTF_8))
                .isEqualTo(text + "\n\n");
    }

    private SseReader.Event check(SseReader.Event event) {
        assertThat(EVENTS.has(event.name()))
                .as("%s is documented", event.name())
                .isTrue();
        DOCUMENT.validate(EVENTS.path(event.name()).path("data"), event.data(), event.name());
        DOCUMENT.validate(DOCUMENT.at("#/components/schemas/EventId"), TextNode.valueOf(event.id()), "event id");
        seen.add(event.name());
        return event;
    }

    private static JsonNode example(String schema) {
        return DOCUMENT.at("#/components/schemas/" + schema).at("/examples/0");
    }

    private static Set<String> documented() {
        Set<String> names = new TreeSet<>();
        EVENTS.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
