package io.rollcall.dashboard.http;

import static io.rollcall.dashboard.http.ApiParameters.badValues;
import static io.rollcall.dashboard.http.ApiParameters.example;
import static io.rollcall.dashboard.http.ApiParameters.name;
import static io.rollcall.dashboard.http.ApiParameters.query;
import static io.rollcall.dashboard.http.ApiParameters.subsets;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.dashboard.http.ApiDocument.Operation;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The server has exactly the routes of docs/api.yaml, and its answers match the document. */
@Timeout(60)
class ApiDocumentTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final Path PAGE = Path.of("src/main/resources/web");
    private static final String FILE = "/{file}";
    private static final FeedStatus DOWN = new FeedStatus(
            new Component(Component.State.DOWN, "lost"), new Component(Component.State.UP, "following"), 0);

    private final AnswerCheck check = new AnswerCheck(DOCUMENT);
    private TestServer on = new TestServer("/web");

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void routes_areThoseOfTheDocument() {
        assertThat(on.server.routes().stream().map(route -> route.replace("/*", FILE)))
                .containsExactlyInAnyOrderElementsOf(
                        DOCUMENT.operations().stream().map(Operation::toString).toList());
    }

    @Test
    void document_isServed_withTheVersionOfTheServer() throws Exception {
        assertThat(get("/api").body()).isEqualTo(Files.readString(Path.of("..", "docs", "api.yaml")));
        assertThat(DOCUMENT.root().at("/info/version").asText())
                .isEqualTo(on.json("/api/regions").path("version").asText());
    }

    @ParameterizedTest
    @EnumSource
    void everyRoute_answersAsDocumented_withEveryParameter(ServerState state) throws Exception {
        state.setUp(on);
        Set<String> accepted = new TreeSet<>();
        for (Operation operation : DOCUMENT.operations()) {
            for (List<JsonNode> parameters : subsets(DOCUMENT.parameters(operation, "query"))) {
                ApiAnswer answer = ApiAnswer.of(on, operation.method(), pathOf(operation) + query(parameters));
                check.check(operation, answer);
                if (answer.status() != 400) {
                    parameters.forEach(parameter -> accepted.add(operation + " " + name(parameter)));
                }
            }
            for (JsonNode header : DOCUMENT.parameters(operation, "header")) {
                check.check(operation, get(pathOf(operation), name(header), example(header)));
                accepted.add(operation + " " + name(header));
            }
        }
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(allParameters());
    }

    @ParameterizedTest
    @EnumSource(names = {"WORKING", "STALE"})
    void snapshotOfAnEarlierWindow_isAPastSnapshot(ServerState state) throws Exception {
        state.setUp(on);
        JsonNode schema = DOCUMENT.at("#/components/schemas/PastSnapshot");
        JsonNode body =
                AnswerCheck.json(get("/api/snapshot?at=2023-09-12T00:45:51Z").body());
        DOCUMENT.validate(schema, body, "past snapshot");
    }

    @ParameterizedTest
    @EnumSource(names = {"WORKING", "STALE"})
    void snapshotOfARange_isARangeSnapshot(ServerState state) throws Exception {
        state.setUp(on);
        JsonNode schema = DOCUMENT.at("#/components/schemas/RangeSnapshot");
        JsonNode body = AnswerCheck.json(get("/api/snapshot?from=2023-09-12T00:45:10Z&to=2023-09-12T00:45:40Z")
                .body());
        DOCUMENT.validate(schema, body, "range");
    }

    @Test
    void rejectedRecords_haveEveryDocumentedField() throws Exception {
        ServerState.WORKING.setUp(on);
        Set<String> fields = new TreeSet<>();
        AnswerCheck.json(get("/api/rejected?limit=200").body()).path("rejected").forEach(record -> record.fieldNames()
                .forEachRemaining(fields::add));
        Set<String> documented = new TreeSet<>();
        DOCUMENT.at("#/components/schemas/RejectedRecord/properties")
                .fieldNames()
                .forEachRemaining(documented::add);
        assertThat(fields).isEqualTo(documented);
    }

    @Test
    void everyFileOfThePage_hasADocumentedType() throws Exception {
        try (Stream<Path> files = Files.walk(PAGE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = "/" + PAGE.relativize(file).toString().replace('\\', '/');
                check.check(path.equals("/index.html") ? operation("/index.html") : operation(FILE), get(path));
            }
        }
    }

    @Test
    void unchangedFile_isNotSentAgain() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            if (operation.node().path("responses").has("304")) {
                String tag = get(pathOf(operation)).headers().get("etag");
                ApiAnswer answer = get(pathOf(operation), "If-None-Match", tag);
                assertThat(answer.status()).isEqualTo(304);
                check.check(operation, answer);
            }
        }
    }

    /** The summary of an error example is the request that causes it. */
    @Test
    void everyErrorExample_isTheAnswerOfTheServer() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            operation.node().path("responses").properties().forEach(response -> response.getValue()
                    .at("/content/application~1json/examples")
                    .forEach(example -> assertAnswer(operation, response.getKey(), example)));
        }
    }

    private void assertAnswer(Operation operation, String status, JsonNode example) {
        String request = example.path("summary").textValue();
        assertThat(request).startsWith(operation.path().equals(FILE) ? "GET /" : operation + "?");
        ApiAnswer answer = getQuietly(request.substring("GET ".length()));
        assertThat(answer.status()).as(request).isEqualTo(Integer.parseInt(status));
        check.check(operation, answer);
        assertThat(AnswerCheck.json(answer.body())).as(request).isEqualTo(example.path("value"));
    }

    @Test
    void invalidValueOfAnyParameter_isRefused() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            if (!refusesUnknownParameters(operation)) {
                continue;
            }
            List<String> queries = new ArrayList<>(List.of("?no_such_parameter=1"));
            for (JsonNode parameter : DOCUMENT.parameters(operation, "query")) {
                String good = query(List.of(parameter));
                queries.add(good + "&" + good.substring(1));
                badValues(DOCUMENT.resolve(parameter.path("schema")))
                        .forEach(bad -> queries.add("?" + name(parameter) + "=" + bad));
            }
            for (String query : queries) {
                ApiAnswer answer = get(operation.path() + query);
                assertThat(answer.status()).as(answer.request()).isEqualTo(400);
                check.check(operation, answer);
            }
        }
    }

    /** Routes of the sign-in say in HTML what is wrong. */
    private static boolean refusesUnknownParameters(Operation operation) {
        JsonNode refusal = DOCUMENT.resolve(operation.node().path("responses").path("400"));
        return refusal.path("content").has("application/json");
    }

    /** The server lists the parameters of a route when it refuses an unknown one. */
    @Test
    void parametersOfEveryRoute_areThoseOfTheDocument() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            if (!refusesUnknownParameters(operation)) {
                continue;
            }
            ApiAnswer answer = get(operation.path() + "?no_such_parameter=1");
            String error = AnswerCheck.json(answer.body()).path("error").textValue();
            List<String> names = new ArrayList<>();
            DOCUMENT.parameters(operation, "query").forEach(parameter -> names.add(name(parameter)));
            assertThat(error.substring(error.indexOf(" takes ") + " takes ".length()))
                    .as(operation.toString())
                    .isEqualTo(names.isEmpty() ? "none" : String.join(", ", names));
        }
    }

    @Test
    void foreignHostName_isRefusedOnEveryRoute() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            ApiAnswer answer = ApiAnswer.forHost(on, "evil.example", operation.method(), pathOf(operation));
            assertThat(answer.status()).as(answer.request()).isEqualTo(403);
            check.check(operation, answer);
        }
    }

    @Test
    void otherMethods_areNotAllowedOnAnyRoute() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            List<String> methods = new ArrayList<>(List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
            methods.removeAll(methodsOf(operation.path()));
            for (String method : methods) {
                check.checkOtherMethod(ApiAnswer.of(on, method, pathOf(operation)));
            }
        }
    }

    private static List<String> methodsOf(String path) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.path().equals(path))
                .map(Operation::method)
                .toList();
    }

    /** Where people sign in, a stranger gets no number. */
    @Test
    void stranger_isRefusedAsDocumented(@TempDir Path folder) throws Exception {
        try (TestServer asking = SignedIn.server("/web", folder)) {
            ServerState.WORKING.setUp(asking);
            for (Operation operation : DOCUMENT.operations()) {
                ApiAnswer answer = ApiAnswer.of(asking, operation.method(), pathOf(operation));
                check.check(operation, answer);
                boolean isPage = operation.node().path("responses").has("303");
                boolean isOpen = !isPage && !operation.node().path("responses").has("401");
                boolean isForm = operation.path().startsWith("/sign-");
                int status = isForm ? answer.status() : isPage ? 303 : isOpen ? 200 : 401;
                assertThat(answer.status()).as(answer.request()).isEqualTo(status);
            }
            asking.feed.status = DOWN;
            check.check(operation("/health"), ApiAnswer.of(asking, "GET", "/health"));
            SignedIn.wrongPasswords(asking, 10).forEach(answer -> check.check(named("POST /sign-in"), answer));
            for (String path : List.of("/sign-in", "/sign-out")) {
                ApiAnswer answer = ApiAnswer.of(
                        asking,
                        "POST",
                        path,
                        "Content-Type",
                        "text/plain; charset=nope",
                        "Sec-Fetch-Site",
                        "same-origin",
                        "Cookie",
                        "rollcall-session=" + "A".repeat(43));
                assertThat(answer.status()).as(path).isEqualTo(415);
                check.check(named("POST " + path), answer);
            }
        }
    }

    private static Operation signIn() {
        return named("POST /sign-in");
    }

    private static Operation named(String methodAndPath) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.toString().equals(methodAndPath))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void provider_signsPeopleIn_asDocumented(@TempDir Path folder) throws Exception {
        OidcBrowser.everyAnswer(folder)
                .forEach((operation, answers) -> answers.forEach(answer -> check.check(named(operation), answer)));
    }

    @Test
    void head_isAnsweredAsGet_withoutBody() throws Exception {
        ServerState.STALE.setUp(on);
        for (String path : List.of(
                "/",
                "/app.js",
                "/nothing",
                "/health",
                "/api/snapshot",
                "/api/windows?x=1",
                "/api/other",
                "/sign-out")) {
            ApiAnswer head = ApiAnswer.of(on, "HEAD", path);
            ApiAnswer get = get(path);
            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.headers().get("content-type"))
                    .as(path)
                    .isEqualTo(get.headers().get("content-type"));
            assertThat(head.body()).as(path).isEmpty();
        }
        ApiAnswer stream = ApiAnswer.of(on, "HEAD", "/api/stream");
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.headers().get("content-type")).startsWith("text/event-stream");
        assertThat(on.get("/metrics").body()).as("no stream is open").contains("rollcall_dashboard_viewers 0\n");
    }

    @Test
    void internalError_isAnsweredAsDocumented() throws Exception {
        on.feed.status = null;
        for (String path : List.of("/health", "/metrics")) {
            ApiAnswer answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            check.check(operation(path), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 503", "2, 429"})
    void streamAboveALimit_isRefusedAsDocumented(String max, int status) throws Exception {
        try (TestServer small = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_MAX_STREAMS, max));
                SseReader first = small.stream(null)) {
            first.next("snapshot");
            ApiAnswer answer = ApiAnswer.of(small, "GET", "/api/stream");
            assertThat(answer.status()).isEqualTo(status);
            check.check(operation("/api/stream"), answer);
        }
    }

    @Test
    void everyDocumentedAnswerAndMetric_occurs(@TempDir Path folder) throws Exception {
        for (ServerState state : ServerState.values()) {
            everyRoute_answersAsDocumented_withEveryParameter(state);
            if (state == ServerState.WORKING) {
                Set<String> documented = new TreeSet<>();
                DOCUMENT.root().findValue("x-metrics").fieldNames().forEachRemaining(documented::add);
                assertThat(MetricsCheck.sampled(get("/metrics").body()))
                        .containsExactlyInAnyOrderElementsOf(documented);
            }
            on.close();
            on = new TestServer("/web");
        }
        everyFileOfThePage_hasADocumentedType();
        unchangedFile_isNotSentAgain();
        everyErrorExample_isTheAnswerOfTheServer();
        foreignHostName_isRefusedOnEveryRoute();
        stranger_isRefusedAsDocumented(folder);
        provider_signsPeopleIn_asDocumented(folder);
        internalError_isAnsweredAsDocumented();
        streamAboveALimit_isRefusedAsDocumented("1", 503);
        streamAboveALimit_isRefusedAsDocumented("2", 429);
        check.everythingWasSeen();
    }

    private static Set<String> allParameters() {
        Set<String> all = new TreeSet<>();
        for (Operation operation : DOCUMENT.operations()) {
            for (String in : List.of("query", "header")) {
                DOCUMENT.parameters(operation, in).forEach(parameter -> all.add(operation + " " + name(parameter)));
            }
        }
        return all;
    }

    private static Operation operation(String path) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static String pathOf(Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : DOCUMENT.parameters(operation, "path")) {
            path = path.replace("{" + name(parameter) + "}", example(parameter));
        }
        return path;
    }

    private ApiAnswer get(String path, String... headers) throws Exception {
        return ApiAnswer.of(on, "GET", path, headers);
    }

    private ApiAnswer getQuietly(String path) {
        try {
            return get(path);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
