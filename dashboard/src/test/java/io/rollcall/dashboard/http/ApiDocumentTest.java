package io.rollcall.dashboard.http;

import static io.rollcall.dashboard.http.ApiParameters.badValues;
import static io.rollcall.dashboard.http.ApiParameters.example;
import static io.rollcall.dashboard.http.ApiParameters.name;
import static io.rollcall.dashboard.http.ApiParameters.query;
import static io.rollcall.dashboard.http.ApiParameters.subsets;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.http.ApiDocument.Operation;
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
import org.junit.jupiter.params.provider.EnumSource;

/** The server has exactly the routes of docs/api.yaml, and its answers match the document. */
@Timeout(60)
class ApiDocumentTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final Path PAGE = Path.of("src/main/resources/web");
    private static final String FILE = "/{file}";

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
                ApiAnswer answer = ApiAnswer.of(on, operation.method(), DOCUMENT.pathOf(operation) + query(parameters));
                check.check(operation, answer);
                if (answer.status() != 400) {
                    parameters.forEach(parameter -> accepted.add(operation + " " + name(parameter)));
                }
            }
            for (JsonNode header : DOCUMENT.parameters(operation, "header")) {
                check.check(operation, get(DOCUMENT.pathOf(operation), name(header), example(header)));
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
                check.check(
                        path.equals("/index.html") ? DOCUMENT.named("GET /index.html") : DOCUMENT.named("GET " + FILE),
                        get(path));
            }
        }
    }

    @Test
    void unchangedFile_isNotSentAgain() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            if (operation.node().path("responses").has("304")) {
                String tag = get(DOCUMENT.pathOf(operation)).headers().get("etag");
                ApiAnswer answer = get(DOCUMENT.pathOf(operation), "If-None-Match", tag);
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
        ApiRefusalsTest.checkForeignHostName(check, on);
        ApiRefusalsTest.checkInternalErrors(check, on);
        ApiRefusalsTest.checkStreamAboveALimit(check, "1", 503);
        ApiRefusalsTest.checkStreamAboveALimit(check, "2", 429);
        ApiSignInTest.checkStranger(check, folder);
        ApiSignInTest.checkProvider(check, folder);
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
