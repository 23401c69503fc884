package io.rollcall.dashboard.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Feed;
import io.rollcall.dashboard.feed.StatsConsumer;
import io.rollcall.dashboard.health.Health;
import io.rollcall.dashboard.health.Metrics;
import io.rollcall.dashboard.stream.StreamClient;
import io.rollcall.dashboard.stream.StreamHub;
import io.rollcall.dashboard.stream.StreamWriter;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server: serves what docs/api.yaml describes, from a board that a feed fills. */
public final class DashboardServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    private static final int MAX_THREADS = 16;

    private final Settings settings;
    private final StatsBoard board;
    private final Feed feed;
    private final Guard guard;
    private final StreamHub hub;
    private final Api api;
    private final Pages pages;
    private Javalin server;

    /** A dashboard of the topics on the configured Kafka. */
    public DashboardServer(Settings settings, Clock clock) {
        this(settings, clock, new StatsBoard(settings));
    }

    private DashboardServer(Settings settings, Clock clock, StatsBoard board) {
        this(settings, clock, board, new StatsConsumer(settings, board, clock), "/web");
    }

    /** A dashboard of a board that something else fills; the page lies in a folder of the class path. */
    DashboardServer(Settings settings, Clock clock, StatsBoard board, Feed feed, String webRoot) {
        this.settings = settings;
        this.feed = feed;
        guard = new Guard(settings.text(SettingKey.DASHBOARD_HOST));
        this.board = board;
        Health health = new Health(board, feed::status, clock);
        String instance = Long.toString(clock.millis(), Character.MAX_RADIX);
        hub = new StreamHub(board, new StreamWriter(instance, health::components, clock::millis));
        api = new Api(board, health, new Metrics(board, health, feed::status, hub::viewers, clock), settings);
        pages = new Pages(board, webRoot);
    }

    /**
     * Listens, then begins to read the topics; does not wait for Kafka.
     *
     * @throws UserError if the port is taken, or Kafka cannot be used with these settings
     */
    public void start() {
        int port = settings.integer(SettingKey.DASHBOARD_PORT);
        String host = settings.text(SettingKey.DASHBOARD_HOST);
        server = Javalin.create(this::configure);
        try {
            server.start(host, port);
        } catch (JavalinException e) {
            close();
            throw cannotListen(host, port, e);
        }
        try {
            feed.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        hub.start();
    }

    private static UserError cannotListen(String host, int port, JavalinException e) {
        boolean inUse = e instanceof JavalinBindException
                && !String.valueOf(e.getMessage()).contains("privileges");
        return new UserError(
                inUse
                        ? Message.of(
                                "port {} is in use: stop the process that listens there, or choose another port with {}",
                                port,
                                SettingKey.DASHBOARD_PORT)
                        : Message.of(
                                "cannot listen on {} port {}: choose another with {} and {}",
                                host,
                                port,
                                SettingKey.DASHBOARD_HOST,
                                SettingKey.DASHBOARD_PORT),
                e);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Method and path of every route, for example {@code GET /health}. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("rollcall-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        // Idle connections of browsers are cut, not waited for; streams were ended by then.
        config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
        config.routes.before(guard::check);
        api.addTo(config.routes);
        config.routes.get("/api/stream", this::stream);
        pages.addTo(config.routes);
        config.routes.exception(QueryParameters.BadRequest.class, (e, ctx) -> Api.error(ctx, 400, e.getMessage()));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> {
            ctx.header("Cache-Control", "no-store");
            Api.error(ctx, e.getStatus(), e.getStatus() == 404 ? "there is no " + ctx.path() : e.getMessage());
        });
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("cannot answer {}", ctx.path(), e);
            Api.error(ctx, 500, "this is a fault of Rollcall: see its log");
        });
    }

    private void stream(Context ctx) throws IOException {
        String lastEventId = ctx.header("Last-Event-ID");
        ctx.disableCompression();
        ctx.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
        ServletOutputStream out = ctx.res().getOutputStream();
        StreamClient client = new StreamClient(out);
        ctx.future(() -> {
            hub.add(client, lastEventId);
            out.setWriteListener(client);
            return client.closed();
        });
    }

    /** Ends within a second. */
    @Override
    public void close() {
        hub.close();
        feed.close();
        if (server != null) {
            server.stop();
        }
        board.close();
    }
}
