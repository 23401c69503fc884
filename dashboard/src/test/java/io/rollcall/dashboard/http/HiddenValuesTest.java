package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever does not see a value gets the same bytes whatever it is: by no route, order, length, error or tag does an answer
 * depend on it.
 */
@Timeout(120)
class HiddenValuesTest {
    /** Of different lengths, and on both sides of the codes of places in the order of texts. */
    private static final Secrets SOME = new Secrets("ann-s3cr3t", "10.9.8.7", "17", "ABC-ann");

    private static final Secrets OTHERS =
            new Secrets("a much longer name <b>", "2001:db8::17", "device", "zoe@example.com");

    private static final Map<String, List<String>> EXAMPLES = Map.of(
            "/*", List.of("/app.js"),
            "/api/comparison", List.of("/api/comparison?start=2023-09-12T00:45:00Z"),
            "/api/snapshot",
                    List.of(
                            "/api/snapshot",
                            "/api/snapshot?window=filling",
                            "/api/snapshot?at=2023-09-12T00:45:51Z",
                            "/api/snapshot?from=2023-09-12T00:45:00Z&to=2023-09-12T00:46:00Z"),
            "/api/rejected", List.of("/api/rejected?limit=200", "/api/rejected?limit=1"));

    /** Questions whose answer would tell whether a guess is right. */
    private static final List<String> GUESSES = List.of(
            "/api/rejected?user_id=ann-s3cr3t",
            "/api/rejected?limit=ann-s3cr3t",
            "/api/windows?locale=ABC-ann",
            "/api/snapshot?user_id=ann-s3cr3t",
            "/api/other?locale=ABC-ann",
            "/api/stream?user_id=ann-s3cr3t",
            "/ann-s3cr3t");

    private static final String NO_REASONS =
            "viewer.failure_reason=hidden, analyst.failure_reason=hidden, anyone.failure_reason = hidden";

    /** The offset of a record that comes while a stream is open. */
    private static final int LATER = 900;

    @TempDir
    private Path folder;

    private record Secrets(String user, String ip, String device, String locale) {}

    @Test
    void viewers_cannotTellHiddenValuesApart() throws Exception {
        Map<String, String> some = answers(SOME, "viewer");
        assertThat(some).isEqualTo(answers(OTHERS, "viewer")).hasSizeGreaterThan(30);
        assertHidden(some);
    }

    private static void assertHidden(Map<String, String> answers) {
        answers.forEach((request, answer) -> {
            if (!GUESSES.contains(request.replace("GET ", ""))) {
                assertThat(answer).as(request).doesNotContain("s3cr3t", "10.9.8.7", "YW5u");
            }
        });
    }

    /** They are meant to see which values are the same. */
    @Test
    void analysts_cannotTellHiddenValuesApart_butForTheirHashes() throws Exception {
        Map<String, String> some = withoutHashes(answers(SOME, "analyst"));
        Map<String, String> others = withoutHashes(answers(OTHERS, "analyst"));
        for (Map<String, String> all : List.of(some, others)) {
            all.keySet().removeIf(request -> request.endsWith(" /api/other")); // whose texts they see
        }
        assertThat(some).isEqualTo(others);
        assertThat(some.get("GET /api/rejected?limit=200")).contains("\"ids\":{\"user_id\":\"HASH\"");
        assertHidden(some);
    }

    private static Map<String, String> withoutHashes(Map<String, String> answers) {
        Map<String, String> all = new TreeMap<>(answers);
        all.replaceAll((request, answer) -> answer.replaceAll("\"[0-9a-f]{16}\"", "\"HASH\""));
        return all;
    }

    @Test
    void whoeverOpensADashboardThatAsksNobody_cannotTellHiddenValuesApart() throws Exception {
        Map<String, String> some = answers(SOME, "");
        assertThat(some).isEqualTo(answers(OTHERS, "")).hasSizeGreaterThan(30);
        assertHidden(some);
    }

    /** Every answer to a role by its request, as far as it is sent. @param role "" where nobody is asked */
    private Map<String, String> answers(Secrets secrets, String role) throws Exception {
        Path own = Files.createTempDirectory(folder, "server");
        UnaryOperator<Settings> reached = settings ->
                settings.with(SettingKey.DASHBOARD_HOSTS, "dash.test").with(SettingKey.DASHBOARD_MASK, NO_REASONS);
        String[] headers =
                role.isEmpty() ? new String[] {} : new String[] {"Authorization", "Bearer " + TestUsers.token(role)};
        try (TestServer on = role.isEmpty() ? new TestServer("/web", reached) : SignedIn.server("/web", own, reached)) {
            ServerState.WORKING.setUp(on);
            records(secrets).forEach(record -> on.board.applyRejected(record, TestServer.NOW));
            failed(on, "NV", secrets);
            Map<String, Integer> others = new TreeMap<>(Map.of(secrets.locale(), 3, "QC", 3, "FRA", 1));
            on.feed.others = () -> new OtherLocales(100, new LinkedHashMap<>(others));
            Map<String, String> answers = new TreeMap<>();
            for (String route : on.server.routes()) {
                String[] words = route.split(" ", 2);
                for (String path : EXAMPLES.getOrDefault(words[1], List.of(words[1]))) {
                    answers.put(words[0] + " " + path, text(ApiAnswer.of(on, words[0], path, headers)));
                    if (words[0].equals("GET")) {
                        answers.put("HEAD " + path, text(ApiAnswer.of(on, "HEAD", path, headers)));
                    }
                }
            }
            for (String guess : GUESSES) {
                answers.put("GET " + guess, text(ApiAnswer.of(on, "GET", guess, headers)));
            }
            answers.put("stream", stream(on, secrets, headers));
            return answers;
        }
    }

    private static String text(ApiAnswer answer) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        // Of a stream only the first event is read; a cookie is random.
        headers.remove("set-cookie");
        String body = answer.body().replaceAll("name=\"token\" value=\"[^\"]*\"", "token");
        body = body.replaceFirst("(?m)^id: .*", "id"); // how often the board had changed when the stream began
        return answer.status() + " " + headers + " " + body;
    }

    /** A login that failed in the current window, for a reason that quotes its user. */
    private static void failed(TestServer on, String locale, Secrets secrets) {
        WindowCases.row(TestServer.START + 50_000, locale, 1, List.of("user"), List.of("device"))
                .withFailed(List.of("user"), List.of(secrets.user() + " gave a wrong password", "LOCKED_OUT"))
                .applyTo(on.board, TestServer.NOW);
    }

    /** The events of a stream: those at the start, and later ones that hold something of records. */
    private static String stream(TestServer on, Secrets secrets, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(on.uri("/api/stream"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> answer = on.client.send(request.build(), BodyHandlers.ofInputStream());
        StringBuilder text = new StringBuilder();
        try (SseReader reader = new SseReader(answer.body())) {
            SseReader.Event event;
            do {
                event = reader.next();
                text.append(event.name()).append(event.data());
            } while (!event.name().equals("rejected"));
            on.clock.set(TestServer.NOW + 2_000);
            ObjectNode later = record("value", object(secrets), secrets);
            later.put("offset", LATER);
            on.board.applyRejected(later, TestServer.NOW + 1_000);
            text.append(reader.next("rejected", HiddenValuesTest::isLater).data());
            failed(on, "AZ", secrets);
            text.append(reader.next("stats", stats -> stats.data().toString().contains("AZ"))
                    .data());
            text.append(reader.next("summary").data());
        }
        return text.toString();
    }

    /** Viewers see no record, so that theirs are all the same. */
    private static boolean isLater(SseReader.Event event) {
        return event.data().has("hidden")
                || event.data().at("/rejected/0/offset").asInt() == LATER;
    }

    private static String object(Secrets secrets) {
        return Json.object()
                .put("user_id", secrets.user())
                .put("ip", secrets.ip())
                .put("device_id", secrets.device())
                .put("email", secrets.user() + "@example.com")
                .toString();
    }

    /** Of each form that a value may have. */
    private static List<ObjectNode> records(Secrets secrets) {
        String base64 = Base64.getEncoder().encodeToString(secrets.user().getBytes(StandardCharsets.UTF_8));
        List<ObjectNode> records = new ArrayList<>();
        records.add(record("value", object(secrets), secrets));
        records.add(record("value", secrets.user(), secrets));
        records.add(record("value", "[" + object(secrets) + "]", secrets));
        records.add(record("value", object(secrets) + " ".repeat(3_000), secrets));
        records.add(record("value_base64", base64, secrets));
        for (int i = 0; i < records.size(); i++) {
            records.get(i).put("offset", 500 + i);
        }
        return records;
    }

    /** With all that may quote a value, and a field that only a later version knows. */
    private static ObjectNode record(String field, String value, Secrets secrets) {
        return Json.object()
                .put("reason", "missing_timestamp")
                .put("detail", "The record of " + secrets.user() + " has no time.")
                .put("topic", "user-login")
                .put("partition", 0)
                .put("rejected_at", TestServer.NOW_TEXT)
                .put("key", secrets.ip())
                .put(field, value);
    }
}
