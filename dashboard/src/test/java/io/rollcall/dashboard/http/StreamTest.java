package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.board.RejectedAndLateTest;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.text.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream over HTTP. */
@Timeout(30)
class StreamTest {
    private final TestServer on = new TestServer();

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void stream_startsWithASnapshot_thenSendsChanges() throws Exception {
        on.apply(TestServer.START, "UT", 3);
        try (SseReader stream = on.stream(null)) {
            SseReader.Event snapshot = stream.next("snapshot");
            assertThat(snapshot.data().at("/visits/total").asInt()).isEqualTo(3);
            on.apply(TestServer.START, "UT", 4);
            on.report(JobName.CLEAN, TestServer.NOW, 0);
            SseReader.Event stats =
                    stream.next("stats", e -> e.data().at("/rows/0/logins").asInt() == 4);
            assertThat(stats.data().path("as_of").asText()).isEqualTo(TestServer.NOW_TEXT);
            assertThat(Json.text(stats.data().at("/rows/0/window")))
                    .isEqualTo("{\"start\":\"2023-09-12T00:45:00.000Z\",\"end\":\"2023-09-12T00:45:30.000Z\"}");
            assertThat(stream.next("progress").data().path("job").asText()).isEqualTo(JobName.CLEAN);
            assertThat(stream.next("summary").data().at("/visits/total").asInt())
                    .isEqualTo(4);
        }
    }

    @Test
    void stream_startsWithEverythingThatAViewerNeedsToFollow() throws Exception {
        on.apply(TestServer.START, "UT", 3);
        on.apply(TestServer.START + 40_000, "NY", 2);
        on.board.applyRejected(RejectedAndLateTest.rejected("tombstone", 4), TestServer.NOW);
        try (SseReader stream = on.stream(null)) {
            stream.next("snapshot");
            assertThat(stream.next("stats").data().path("rows")).hasSize(2);
            assertThat(stream.next("rejected").data().at("/rejected/0/offset").asInt())
                    .isEqualTo(4);
            JsonNode service = stream.next("service").data();
            assertThat(service.path("status").asText()).isEqualTo("starting");
            assertThat(service.at("/components/clean/reason").asText()).isNotBlank();
            assertThat(service.path("viewers").asInt()).isEqualTo(1);
            assertThat(service.path("tick_ms").asInt()).isEqualTo(100);
        }
    }

    @Test
    void stream_resumesAfterTheLastEventReceived() throws Exception {
        String seen;
        try (SseReader stream = on.stream(null)) {
            stream.next("snapshot");
            on.apply(TestServer.START, "UT", 4);
            seen = stream.next("summary").id();
        }
        on.apply(TestServer.START, "NY", 5);
        try (SseReader resumed = on.stream(seen)) {
            SseReader.Event stats = resumed.next();
            assertThat(stats.name()).isEqualTo("stats");
            assertThat(stats.data().at("/rows/0/locale").asText()).isEqualTo("NY");
            assertThat(stats.data().path("rows")).hasSize(1);
        }
        try (SseReader unknown = on.stream("another-17")) {
            assertThat(unknown.next().name()).isEqualTo("snapshot");
        }
    }

    @Test
    void stream_startsAgain_afterTheTopicWasEmptied() throws Exception {
        on.apply(TestServer.START, "UT", 4);
        try (SseReader stream = on.stream(null)) {
            stream.next("snapshot");
            on.board.clearStats();
            assertThat(stream.next("snapshot", e -> e.data().path("window").isNull()))
                    .isNotNull();
        }
    }

    @Test
    void slowViewer_delaysNoOther_andEndsWithTheSameNumbers() throws Exception {
        try (SseReader slow = on.stream(null);
                SseReader quick = on.stream(null)) {
            slow.next("snapshot");
            quick.next("snapshot");
            for (int round = 1; round <= 30; round++) {
                for (int i = 0; i < 2_000; i++) {
                    on.apply(TestServer.START - (i % 1_000) * 10_000L, i < 1_000 ? "UT" : "NY", round);
                }
                int expected = round;
                quick.next("summary", e -> e.data().at("/totals/logins").asInt() == 2 * expected);
            }
            long visits = on.board.current().counts().visits();
            slow.next(e -> e.data().at("/visits/total").asLong() == visits);
        }
    }

    @Test
    void close_endsOpenStreams_withinASecond() throws Exception {
        try (SseReader stream = on.stream(null)) {
            stream.next("snapshot");
            long began = System.nanoTime();
            on.server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        }
    }
}
