package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2, over which a server hears at once that a client has left. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncAnswerTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<String> work = new CompletableFuture<>();
    /** What happens before the answer is written; it runs once. */
    private volatile Runnable before = () -> {};

    private final CompletableFuture<String> pathAtTheEnd = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final StatisticsHandler statistics = new StatisticsHandler();
    private Javalin server;

    @BeforeEach
    void start() {
        server = Javalin.create(config -> {
            config.jetty.addConnector((jetty, http) -> new ServerConnector(
                    jetty, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http)));
            config.jetty.modifyServer(jetty -> jetty.setHandler(statistics));
            config.startup.showJavalinBanner = false;
            config.routes.get("/now", ctx -> ctx.result("now"));
            config.routes.get("/later", ctx -> {
                AsyncAnswer.await(ctx, () -> work, ctx::result);
                asked.countDown();
            });
            config.routes.after("/later", ctx -> {
                before.run();
                pathAtTheEnd.complete(ctx.path());
            });
        });
        server.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        work.cancel(false);
        server.stop();
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** Asks for an answer, and waits until the server works on it. */
    private CompletableFuture<HttpResponse<String>> askLater() throws InterruptedException {
        ask("/now").join(); // from now on, the connection speaks HTTP/2
        CompletableFuture<HttpResponse<String>> answer = ask("/later");
        asked.await();
        until(() -> statistics.getHandleActive() == 0); // before that, it would not hear that a client leaves
        return answer;
    }

    @Test
    void answer_isWritten_whenTheWorkIsDone() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = askLater();
        work.complete("done");
        assertThat(answer.get().body()).isEqualTo("done");
        assertThat(answer.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void failedWork_failsTheRequest() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = askLater();
        work.completeExceptionally(new IllegalArgumentException("bad work"));
        assertThat(answer.get().statusCode()).isEqualTo(500);
    }

    @Test
    void clientThatLeaves_cancelsTheWork_andNothingIsWritten() throws Exception {
        askLater().cancel(true);
        CompletableFuture<Void> noticed = new CompletableFuture<>();
        work.whenComplete((nothing, cancelled) -> noticed.complete(null));
        noticed.get();
        assertThat(work).isCancelled();
        assertThat(pathAtTheEnd).isNotDone();
    }

    @Test
    void clientThatLeaves_whileTheAnswerIsWritten_isHeardAfterwards() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = askLater();
        before = () -> {
            answer.cancel(true);
            until(AsyncAnswerTest::jettyWaits);
        };
        work.complete("done"); // a request that Jetty has recycled would keep this thread for ever
        assertThat(pathAtTheEnd.get(10, TimeUnit.SECONDS)).isEqualTo("/later");
    }

    private static boolean jettyWaits() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(AsyncAnswer.class.getName())
                        && frame.getMethodName().equals("onError"));
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
