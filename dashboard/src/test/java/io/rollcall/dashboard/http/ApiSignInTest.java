package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.dashboard.http.ApiDocument.Operation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What strangers get, and the answers of the sign-in, as docs/api.yaml says. */
@Timeout(60)
class ApiSignInTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final FeedStatus DOWN = new FeedStatus(
            new Component(Component.State.DOWN, "lost"), new Component(Component.State.UP, "following"), 0);

    private final AnswerCheck check = new AnswerCheck(DOCUMENT);

    @TempDir
    private Path folder;

    @Test
    void stranger_isRefusedAsDocumented() throws Exception {
        checkStranger(check, folder);
    }

    /** Where people sign in, a stranger gets no number. */
    static void checkStranger(AnswerCheck check, Path folder) throws Exception {
        try (TestServer asking = SignedIn.server("/web", folder)) {
            ServerState.WORKING.setUp(asking);
            for (Operation operation : DOCUMENT.operations()) {
                ApiAnswer answer = ApiAnswer.of(asking, operation.method(), DOCUMENT.pathOf(operation));
                check.check(operation, answer);
                boolean isPage = operation.node().path("responses").has("303");
                boolean isOpen = !isPage && !operation.node().path("responses").has("401");
                boolean isForm = operation.path().startsWith("/sign-");
                int status = isForm ? answer.status() : isPage ? 303 : isOpen ? 200 : 401;
                assertThat(answer.status()).as(answer.request()).isEqualTo(status);
            }
            asking.feed.status = DOWN;
            check.check(DOCUMENT.named("GET /health"), ApiAnswer.of(asking, "GET", "/health"));
            SignedIn.wrongPasswords(asking, 10).forEach(answer -> check.check(DOCUMENT.named("POST /sign-in"), answer));
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
                check.check(DOCUMENT.named("POST " + path), answer);
            }
        }
    }

    @Test
    void provider_signsPeopleIn_asDocumented() throws Exception {
        checkProvider(check, folder);
    }

    static void checkProvider(AnswerCheck check, Path folder) throws Exception {
        OidcBrowser.everyAnswer(folder)
                .forEach((operation, answers) ->
                        answers.forEach(answer -> check.check(DOCUMENT.named(operation), answer)));
    }
}
