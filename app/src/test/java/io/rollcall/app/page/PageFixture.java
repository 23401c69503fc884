package io.rollcall.app.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.pipeline.TestPipeline;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.Json;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import io.rollcall.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Real jobs on a real broker, a dashboard and a browser, started once for all classes that follow each other in a JVM.
 * Before the first test of each class the logins of the last quarter of an hour are counted, without a gap.
 */
final class PageFixture implements ParameterResolver {
    /** HTML in the locale, the user ids and the device ids of some logins. */
    static final String HOSTILE = "<script>alert(1)</script>";

    static final int HOSTILE_LOGINS = 5;
    private static final LoginMix MIX = new LoginMix(0.05, 0.1, 0.05, 0.02);
    private static final long HISTORY_MILLIS = Duration.ofMinutes(15).toMillis();
    /** The time between two logins, ms. */
    private static final long PACE_MILLIS = 200;
    /** Logins that are older than this (ms) may be dropped, because newer ones were counted. */
    private static final long MAX_GAP_MILLIS = Duration.ofMinutes(4).toMillis();

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(PageFixture.class);

    /** Shared by the tests. */
    static final class Shared implements AutoCloseable {
        final TestBrowser browser = new TestBrowser();
        final TestPipeline pipeline;

        private final Path folder;
        private final String address;
        private long filledUntilMillis = System.currentTimeMillis() - HISTORY_MILLIS;
        private long seed;
        private Class<?> testClass;
        private boolean closed;

        private Shared() throws Exception {
            folder = Files.createTempDirectory("rollcall-page-");
            pipeline = TestPipeline.withCreateTime(folder);
            pipeline.startClean();
            pipeline.startStats();
            fill(HISTORY_MILLIS);
            address = pipeline.startDashboard();
            pipeline.with(
                    SettingKey.DASHBOARD_PORT,
                    Integer.toString(URI.create(address).getPort()));
            awaitHealthy();
        }

        /** Sends the logins of the time since the last ones, of at most this long (ms), and waits until they are counted. */
        private void fill(long maxMillis) {
            long now = System.currentTimeMillis();
            long from = Math.max(filledUntilMillis, now - maxMillis);
            send(++seed, from, now, (int) ((now - from) / PACE_MILLIS));
            sendHostile(now);
            filledUntilMillis = now;
        }

        private void readyFor(Class<?> tests) {
            if (testClass != null && testClass != tests) {
                fill(MAX_GAP_MILLIS);
            }
            testClass = tests;
        }

        /** Before the first test of a class there is a login at this time (ms), and many in the quarter of an hour before. */
        long filledUntilMillis() {
            return filledUntilMillis;
        }

        String address() {
            return address;
        }

        /** Sends logins whose event times and Kafka timestamps are spread evenly between two times (ms). */
        void send(long seed, long from, long to, int count) {
            SettableClock clock = new SettableClock(from);
            LoginGenerator logins = new LoginGenerator(seed, MIX, clock);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                clock.set(from + (to - from) * i / count);
                LoginRecord login = logins.next();
                records.add(new ProducerRecord<>(rawTopic(), null, clock.millis(), login.key(), login.value()));
            }
            pipeline.send(records);
        }

        /** Sends logins of different users from one state, all at one time (ms), by event time and Kafka timestamp. */
        void sendFrom(String locale, int count, long at) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String login = Json.text(Json.object()
                        .put("user_id", "user " + i)
                        .put("locale", locale)
                        .put("timestamp", at));
                records.add(raw(login, at));
            }
            pipeline.send(records);
        }

        /** Sends records that are no JSON, at one time (ms). */
        void sendMalformed(int count, long at) {
            pipeline.send(Stream.generate(() -> raw("no JSON", at)).limit(count).toList());
        }

        /** Sends logins with HTML in every field, at one time (ms), and waits until they are counted. */
        void sendHostile(long now) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < HOSTILE_LOGINS; i++) {
                String login = Json.text(Json.object()
                        .put("user_id", "<img src=x onerror=alert(1)>" + i)
                        .put("device_id", "\">" + HOSTILE)
                        .put("locale", HOSTILE)
                        .put("timestamp", now));
                records.add(raw(login, now));
            }
            records.add(
                    raw("{\"user_id\":\"<img src=x onerror=alert(1)>\",\"device_type\":[\"" + HOSTILE + "\"]}", now));
            pipeline.send(records);
            pipeline.awaitAllCounted();
        }

        private ProducerRecord<byte[], byte[]> raw(String login, long now) {
            return new ProducerRecord<>(rawTopic(), null, now, null, login.getBytes(StandardCharsets.UTF_8));
        }

        private String rawTopic() {
            return pipeline.settings().topics().raw();
        }

        void awaitHealthy() {
            await().atMost(Duration.ofSeconds(60)).until(() -> status("/health") == 200);
        }

        /** The snapshot, once the last window with logins is full. Call it when all logins are counted. */
        JsonNode settled() {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                JsonNode window = json("/api/snapshot").path("window");
                return window.path("full").asBoolean()
                        && window.equals(json("/api/snapshot?window=filling").path("window"));
            });
            return json("/api/snapshot");
        }

        JsonNode json(String path) {
            return Json.readTree(get(path).getBytes(StandardCharsets.UTF_8));
        }

        String get(String path) {
            return answer(path).body();
        }

        private int status(String path) {
            return answer(path).statusCode();
        }

        private HttpResponse<String> answer(String path) {
            try {
                return HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(address + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            pipeline.close();
            browser.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shared.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE);
        Shared shared = store.get(Shared.class, Shared.class);
        if (shared == null || shared.closed) {
            shared = start();
            store.put(Shared.class, shared);
        }
        shared.readyFor(context.getRequiredTestClass());
        return shared;
    }

    private static Shared start() {
        try {
            Shared shared = new Shared();
            TestPipeline.keep(shared);
            return shared;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
